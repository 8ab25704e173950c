// What 2 * (a * b + a) leaves on the tape.
#include "player/look.h"

#include "add_mul.h"

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  micrograd::Tape tape(10);
  const micrograd::Value a = tape.value(2.0);
  const micrograd::Value b = tape.value(-3.0);
  const micrograd::Value product = a * b;
  const micrograd::Value sum = product + a;
  2.0 * sum;
  look.at(tape, "", {"a", "b"});
  return look.done();
}
