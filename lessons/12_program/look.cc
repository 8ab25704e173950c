// A neuron's squared error as a program: its instructions, and then two runs of it.
#include <array>
#include <cstdio>

#include "micrograd/examples/listing.h"
#include "player/look.h"

#include "program.h"

using micrograd::Code;
using micrograd::Instruction;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  Tape tape(100);
  const Value w = tape.value(0.5);
  const Value b = tape.value(-0.25);
  const micrograd::Mark mark = tape.mark();
  const Value x = tape.value(0.0);
  const Value t = tape.value(0.0);
  const Value miss = tanh(w * x + b) - t;
  const Value square = miss * miss;
  look.keep(tape, "", {"w", "b", "x", "t"});
  micrograd::Program<> program{Code(square, mark)};

  std::printf("[0] w  [1] b  [2] x  [3] t\n");
  std::size_t place = 4;
  for (const Instruction& in : program.code().instructions) {
    std::printf("[%zu] = %s\n", place++, micrograd::examples::words(in).c_str());
  }
  program.read_parameters(tape);
  for (const auto& [input, target] :
       std::array<std::array<Scalar, 2>, 2>{{{2, 1}, {-1, Scalar(0.5)}}}) {
    const Scalar loss = program.forward(std::array{input, target})[0];
    program.backward(std::array{Scalar(1)});
    program.write_gradients(tape);
    std::printf("x = %2.0f, t = %3.1f: loss %.6f; so far, gradients of w %9.6f, of b %9.6f\n",
                static_cast<double>(input), static_cast<double>(target), static_cast<double>(loss),
                static_cast<double>(w.grad()), static_cast<double>(b.grad()));
  }
  return look.done();
}
