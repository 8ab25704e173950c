// The example of micrograd/examples/train.cc at three learning rates, for learning_rates.gp: in each line the
// step, and the loss before it at each rate.
#include <array>
#include <cstdio>
#include <random>

#include "micrograd/examples/four_samples.h"
#include "micrograd/micrograd.h"

namespace {

using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using Samples = micrograd::examples::FourSamples<Scalar>;

std::array<Scalar, 20> losses(Scalar learning_rate) {
  Tape tape(1000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  std::array<Scalar, 20> all{};
  for (Scalar& loss : all) {
    loss = training_step(mlp, Samples::inputs, Samples::targets, learning_rate);
  }
  return all;
}

}  // namespace

int main() {
  const auto too_small = losses(Scalar(0.001));
  const auto right = losses(Scalar(0.1));
  const auto too_large = losses(Scalar(0.5));
  for (std::size_t step = 0; step < right.size(); ++step) {
    std::printf("%zu %g %g %g\n", step, too_small[step], right[step], too_large[step]);
  }
}
