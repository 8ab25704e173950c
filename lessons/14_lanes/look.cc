// Lesson 13's network for four samples at once: one run on lanes, and four runs one by one. And tanh on lanes, beside
// the C library's.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <random>

#include "player/look.h"

#include "lanes.h"

using micrograd::Code;
using micrograd::Fused;
using micrograd::Lanes;
using micrograd::Mark;
using micrograd::Program;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

namespace {

// A line of the table: a number for each of four samples.
void print(const char* what, Lanes<4> x) {
  std::printf("%-18s", what);
  for (std::size_t lane = 0; lane < 4; ++lane) std::printf(" %9.6f", static_cast<double>(x[lane]));
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  Tape tape(100);
  std::mt19937_64 random(1);
  const micrograd::Mlp<2, 2, 1> network(tape, random);
  const Mark mark = tape.mark();
  const std::array<Value, 2> x{tape.value(0), tape.value(0)};
  const auto [y] = network(x);
  look.keep(tape);
  const Fused fused = fuse(Code(y, mark));

  const std::array<std::array<Scalar, 2>, 4> samples{{{-1, -1}, {-1, 1}, {1, -1}, {1, 1}}};
  Program<Lanes<4>, Fused> lanes(fused);
  lanes.read_parameters(tape);
  const auto batches = micrograd::batches<4, 2>(samples);
  if (batches.size() != 1) return 1;  // Not written yet.
  const auto& [numbers, taking_part] = batches[0];
  print("input 0", numbers[0]);
  print("input 1", numbers[1]);
  print("one run on lanes", lanes.forward(numbers)[0]);

  Program<Scalar, Fused> program(fused);
  program.read_parameters(tape);
  Lanes<4> results;
  for (std::size_t k = 0; k < 4; ++k) results.set(k, program.forward(samples[k])[0]);
  print("four runs", results);

  std::printf("\n%-8s %-18s %s\n", "x", "tanh on lanes", "std::tanh");
  for (const double number : {0.0, 1e-20, 0.001, -0.5, 1.0, -5.0, 20.0, 1e300}) {
    const auto at = static_cast<Scalar>(number);
    std::printf("%-8g %-18.12g %.12g\n", number, static_cast<double>(tanh(Lanes<4>(at))[0]),
                static_cast<double>(std::tanh(at)));
  }
  return look.done();
}
