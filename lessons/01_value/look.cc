// A tape with room for four: three numbers on it, and one of them forgotten again.
#include "player/look.h"

#include "value.h"

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  micrograd::Tape tape(4);
  tape.value(2.0);
  const micrograd::Value b = tape.value(-3.0);
  const micrograd::Mark mark = tape.mark();
  tape.value(10.0);
  look.at(tape, "three numbers");

  tape.rewind(mark);
  b.set_data(0.5);
  look.at(tape, "rewound to the mark, and node 1 set to 0.5");
  return look.done();
}
