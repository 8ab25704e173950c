// Two neurons that see the same two inputs, and the gradients of the second one's output.
#include <iostream>

#include "micrograd/graph.h"

#include "layer.h"

int main() {
  micrograd::Tape tape(50);
  std::mt19937_64 random(1);
  const micrograd::Layer<2, 2> layer(tape, random);
  const auto outputs = layer({0.5, -1.0});
  backward(outputs[1]);
  std::cout << micrograd::table(tape);
}
