// Four samples, a network of 41 parameters, twenty steps: micrograd's classic example on a tape.
// lessons/08_training explains every line.
#include <array>
#include <cstdio>
#include <random>

#include "training.h"

using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

int main() {
  const std::array<std::array<Scalar, 3>, 4> inputs{{
      {2.0, 3.0, -1.0},
      {3.0, -1.0, 0.5},
      {0.5, 1.0, 1.0},
      {1.0, 1.0, -1.0},
  }};
  const std::array<Scalar, 4> targets{1.0, -1.0, -1.0, 1.0};

  const auto learning_rate = Scalar(0.1);

  Tape tape(20'000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);

  for (int k = 0; k < 20; ++k) {
    const Scalar loss = training_step(mlp, inputs, targets, learning_rate);
    std::printf("%2d loss=%.6f\n", k, loss);
  }

  const Value loss = squared_error(mlp, inputs, targets);
  std::printf("%2d loss=%.6f, on %zu of %zu nodes\n", 20, loss.data(), tape.size(),
              tape.capacity());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::printf("prediction % .6f  target % .1f\n", mlp(inputs[i])[0].data(), targets[i]);
  }
}
