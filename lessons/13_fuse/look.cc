// A network of three neurons as a program: its instructions, and what is left of them.
#include <array>
#include <cstddef>
#include <cstdio>
#include <random>
#include <string>

#include "micrograd/examples/listing.h"
#include "player/look.h"

#include "fuse.h"

using micrograd::Code;
using micrograd::Fused;
using micrograd::Instruction;
using micrograd::Mark;
using micrograd::Node;
using micrograd::Operation;
using micrograd::Step;
using micrograd::Tape;
using micrograd::Value;
using micrograd::examples::place;
using micrograd::examples::words;

namespace {

// A row of places.
std::string row(std::uint32_t first, std::uint32_t size) {
  if (size == 1) return place(first);
  return '[' + std::to_string(first) + ".." + std::to_string(first + size - 1) + ']';
}

std::string step_in_words(const Step& step) {
  if (step.size == 0) return words(step);
  std::string sum = step.a == Node::kNone ? "" : place(step.a) + " + ";
  sum += row(step.x, step.size) + " * " + row(step.y, step.size);
  switch (step.operation) {
    case Operation::kTanh: return "tanh(" + sum + ')';
    case Operation::kExp: return "exp(" + sum + ')';
    case Operation::kRelu: return "relu(" + sum + ')';
    default: return sum;
  }
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
  const Code code(y, mark);
  std::printf("[0..8] are the parameters, [9] and [10] the inputs.\n\n%zu instructions:\n",
              code.instructions.size());
  std::size_t result = code.parameters.size() + code.inputs;
  for (const Instruction& in : code.instructions) {
    std::printf("[%zu] = %s\n", result++, words(in).c_str());
  }
  const Fused fused = fuse(code);
  std::printf("\n%zu steps:\n", fused.steps.size());
  for (const Step& step : fused.steps) {
    std::printf("%s = %s\n", place(step.result).c_str(), step_in_words(step).c_str());
  }
  return look.done();
}
