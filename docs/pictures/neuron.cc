// Karpathy's neuron, as in lessons 3 and 4, for Graphviz: after the forward pass, or with the gradients
// of the backward pass.
//
//     neuron forward|backward
#include <iostream>
#include <string_view>

#include "micrograd/micrograd.h"

using micrograd::Value;

int main(int argc, char** argv) {
  const std::string_view pass = argc == 2 ? argv[1] : "";
  if (pass != "forward" && pass != "backward") {
    std::cerr << "usage: neuron forward|backward\n";
    return 2;
  }
  micrograd::Tape tape(10);
  const Value x1 = tape.value(2.0);
  const Value x2 = tape.value(0.0);
  const Value w1 = tape.value(-3.0);
  const Value w2 = tape.value(1.0);
  const Value b = tape.value(micrograd::Scalar(6.8813735870195432));
  const Value x1w1 = x1 * w1;
  const Value x2w2 = x2 * w2;
  const Value output = tanh(x1w1 + x2w2 + b);
  if (pass == "backward") backward(output);
  std::cout << dot(output);
}
