// A neuron of two inputs, as source.
#include <array>
#include <exception>
#include <iostream>
#include <random>

#include "player/look.h"

#include "source.h"

using micrograd::Code;
using micrograd::Mark;
using micrograd::Tape;
using micrograd::Value;

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  Tape tape(100);
  std::mt19937_64 random(1);
  const micrograd::Neuron<2> neuron(tape, random);
  const Mark mark = tape.mark();
  const std::array<Value, 2> x{tape.value(0), tape.value(0)};
  const Value y = neuron(x);
  look.keep(tape, "", {"w0", "w1", "bias", "x0", "x1"});
  try {
    print_source(std::cout, "SquaredNeuron", fuse(Code(y * y, mark)));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return look.done();
}
