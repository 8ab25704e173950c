// A neuron with two weights and a bias, seen from inside.
#include "player/look.h"

#include "neuron.h"

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  micrograd::Tape tape(20);
  std::mt19937_64 random(1);
  const micrograd::Neuron<2> neuron(tape, random);
  backward(neuron({0.5, -1.0}));
  look.at(tape, "", {"w0", "w1", "bias"});
  return look.done();
}
