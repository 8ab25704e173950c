// The neuron of Karpathy's lecture: two inputs, two weights, a bias, and tanh of their sum.
#include "player/look.h"

#include "tanh.h"

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  micrograd::Tape tape(20);
  const micrograd::Value x1 = tape.value(2.0);
  const micrograd::Value x2 = tape.value(0.0);
  const micrograd::Value w1 = tape.value(-3.0);
  const micrograd::Value w2 = tape.value(1.0);
  const micrograd::Value b = tape.value(micrograd::Scalar(6.8813735870195432));
  const micrograd::Value x1w1 = x1 * w1;
  const micrograd::Value x2w2 = x2 * w2;
  tanh(x1w1 + x2w2 + b);
  look.at(tape, "", {"x1", "x2", "w1", "w2", "b"});
  return look.done();
}
