// Four samples, a network of 41 parameters, twenty steps: micrograd's classic example on a tape.
// lessons/08_training explains every line.
#include <cstdio>
#include <random>

#include "micrograd/examples/four_samples.h"

#include "training.h"

using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using Samples = micrograd::examples::FourSamples<Scalar>;

constexpr auto kLearningRate = Scalar(0.1);

int main() {
  Tape tape(20'000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);

  for (int k = 0; k < 20; ++k) {
    const Scalar loss = training_step(mlp, Samples::inputs, Samples::targets, kLearningRate);
    std::printf("%2d loss=%.6f\n", k, loss);
  }

  const Value loss = squared_error(mlp, Samples::inputs, Samples::targets);
  std::printf("%2d loss=%.6f, on %zu of %zu nodes\n", 20, loss.data(), tape.size(),
              tape.capacity());
  for (std::size_t i = 0; i < Samples::inputs.size(); ++i) {
    std::printf("prediction % .6f  target % .1f\n", mlp(Samples::inputs[i])[0].data(),
                Samples::targets[i]);
  }
}
