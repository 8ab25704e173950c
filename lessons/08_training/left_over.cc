// Trains from ten seeds, twice each: once as it should be, and once with the gradients of all steps
// before added to those of each step. Prints the loss after twenty steps.
#include <array>
#include <cstdio>
#include <random>

#include "micrograd/examples/four_samples.h"
#include "micrograd/micrograd.h"

namespace {

using micrograd::Mark;
using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using Samples = micrograd::examples::FourSamples<Scalar>;

enum class Gradients { kCleared, kLeftOver };

Scalar train(unsigned seed, Gradients gradients) {
  Tape tape(1000);
  std::mt19937_64 random(seed);
  const Mlp<3, 4, 4, 1> network(tape, random);
  const auto parameters = network.parameters();
  const Mark mark = tape.mark();
  std::array<Scalar, 41> sums{};
  for (int step = 0;; ++step) {
    tape.rewind(mark);
    const Value loss = squared_error(network, Samples::inputs, Samples::targets);
    if (step == 20) return loss.data();
    backward(loss);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      Value p = parameters[i];
      sums[i] = p.grad() + (gradients == Gradients::kLeftOver ? sums[i] : Scalar(0));
      p.set_data(p.data() - Scalar(0.1) * sums[i]);
    }
  }
}

}  // namespace

int main() {
  std::printf("seed   cleared   left over\n");
  for (unsigned seed = 1; seed <= 10; ++seed) {
    std::printf("%4u %9.6f %11.6f\n", seed, train(seed, Gradients::kCleared),
                train(seed, Gradients::kLeftOver));
  }
}
