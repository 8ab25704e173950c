// Trains lesson 8's network by what print.cc printed: shows that file, whose path is the argument, and then takes
// twenty steps, with all four samples at once.
#include <array>
#include <cstddef>
#include <cstdio>
#include <random>

#include "micrograd/examples/four_samples.h"
#include "tools/text.h"

#include "source.h"

#include "printed.h"

using micrograd::Lanes;
using micrograd::Program;
using micrograd::Scalar;
using micrograd::SquaredError;
using micrograd::Tape;
using Samples = micrograd::examples::FourSamples<Scalar>;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::printf("%s\n", tools::contents(argv[1]).c_str());

  std::array<std::array<Scalar, 4>, 4> samples{};
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto& x = Samples::inputs[i];
    samples[i] = {x[0], x[1], x[2], Samples::targets[i]};
  }
  const auto batch = micrograd::batches<4, 4>(samples).at(0);

  Tape tape(1000);
  std::mt19937_64 random(42);
  const micrograd::Mlp<3, 4, 4, 1> mlp(tape, random);
  Program<Lanes<4>, SquaredError> program(SquaredError{});
  if (program.code().mark != tape.mark().size) {
    std::printf("print.cc has another network than train.cc\n");
    return 1;
  }
  for (int k = 0; k <= 20; ++k) {
    program.read_parameters(tape);
    const Scalar loss = total(program.forward(batch.numbers)[0]);
    std::printf("%2d loss=%.6f\n", k, static_cast<double>(loss));
    if (k == 20) break;
    program.backward(std::array{batch.taking_part});
    program.write_gradients(tape);
    descend(mlp.parameters(), Scalar(0.1));
  }
}
