// Twenty steps at each of four learning rates: the loss before every fourth step, and the last.
#include <array>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "micrograd/examples/four_samples.h"
#include "player/look.h"

#include "training.h"

using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using Samples = micrograd::examples::FourSamples<Scalar>;

// Moments of one step of training, on a network that is small enough to be looked at: one neuron, one sample.
void keep_one_step(player::Look& look) {
  Tape tape(20);
  std::mt19937_64 random(42);
  const Mlp<2, 1> neuron(tape, random);
  const std::array<std::array<Scalar, 2>, 1> inputs{{{1, -2}}};
  const std::array<Scalar, 1> targets{1};
  const micrograd::Mark mark = tape.mark();
  const std::vector<std::string> names{"w0", "w1", "bias"};
  look.keep(tape, "These are the parameters, and the mark stands after them.", names);
  micrograd::Value loss = squared_error(neuron, inputs, targets);
  look.keep(tape, "The last node is the loss.", names);
  backward(loss);
  look.keep(tape, "Now each parameter has its gradient.", names);
  descend(neuron.parameters(), Scalar(0.1));
  look.keep(tape, "Each went against its gradient, by 0.1 times as much.", names);
  tape.rewind(mark);
  loss = squared_error(neuron, inputs, targets);
  look.keep(tape, "The next step begins, and the loss is smaller.", names);
}

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  keep_one_step(look);
  std::printf("%-8s%10d%10d%10d%10d%10d%10d\n", "step", 0, 4, 8, 12, 16, 19);
  for (const double rate : {0.001, 0.01, 0.1, 0.5}) {
    Tape tape(1000);
    std::mt19937_64 random(42);
    const Mlp<3, 4, 4, 1> mlp(tape, random);
    std::printf("%-8g", rate);
    for (int k = 0; k < 20; ++k) {
      const Scalar loss =
          training_step(mlp, Samples::inputs, Samples::targets, static_cast<Scalar>(rate));
      if (k % 4 == 0 || k == 19) std::printf("%10.5f", loss);
    }
    std::printf("\n");
  }
  return look.done();
}
