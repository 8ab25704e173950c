// A neuron with two weights and a bias, seen from inside.
#include <iostream>

#include "micrograd/graph.h"

#include "neuron.h"

int main() {
  micrograd::Tape tape(20);
  std::mt19937_64 random(1);
  const micrograd::Neuron<2> neuron(tape, random);
  backward(neuron({0.5, -1.0}));
  std::cout << micrograd::table(tape);
}
