// Prints lesson 8's network as source, with the squared error of one sample: while Bazel builds, for train.cc.
#include <array>
#include <exception>
#include <iostream>
#include <random>

#include "source.h"

using micrograd::Code;
using micrograd::Mark;
using micrograd::Tape;
using micrograd::Value;

int main() {
  Tape tape(1000);
  std::mt19937_64 random(42);
  const micrograd::Mlp<3, 4, 4, 1> mlp(tape, random);
  const Mark mark = tape.mark();
  const std::array<Value, 3> x{tape.value(0), tape.value(0), tape.value(0)};
  const Value target = tape.value(0);
  const Value difference = mlp(x)[0] - target;
  try {
    print_source(std::cout, "SquaredError", fuse(Code(difference * difference, mark)));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
