// What a program knows of an `if`: the distance of x from 0, recorded for x = 3, and run for other numbers.
#include <array>
#include <cstdio>

#include "program.h"

using micrograd::Code;
using micrograd::Tape;
using micrograd::Value;

namespace {

Value distance(Value x) { return x.data() < 0 ? -1 * x : 1 * x; }

Value distance_by_relu(Value x) { return relu(x) + relu(-x); }

}  // namespace

int main() {
  Tape tape(20);
  const micrograd::Mark mark = tape.mark();
  const Value x = tape.value(3.0);
  const std::array<Value, 2> outputs{distance(x), distance_by_relu(x)};
  micrograd::Program<> program{Code(outputs, mark)};
  std::printf("       an if   relu(x) + relu(-x)\n");
  for (const double number : {3.0, 1.0, 0.0, -1.0, -3.0}) {
    const auto results = program.forward(std::array{micrograd::Scalar(number)});
    std::printf("%4.1f  %6.1f   %18.1f\n", number, static_cast<double>(results[0]),
                static_cast<double>(results[1]));
  }
}
