// How much two logits, 1 and 2, are surprised when the first was right, and how to change them.
#include <array>
#include <iostream>

#include "micrograd/graph.h"

#include "ops.h"

int main() {
  micrograd::Tape tape(20);
  const std::array<micrograd::Value, 2> logits{tape.value(1.0), tape.value(2.0)};
  backward(cross_entropy(logits, 0));
  std::cout << micrograd::table(tape);
}
