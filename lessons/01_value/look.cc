// A tape with room for four: three numbers on it, and one of them forgotten again.
#include <iostream>

#include "micrograd/graph.h"

#include "value.h"

int main() {
  micrograd::Tape tape(4);
  tape.value(2.0);
  const micrograd::Value b = tape.value(-3.0);
  const micrograd::Mark mark = tape.mark();
  tape.value(10.0);
  std::cout << "three numbers\n" << micrograd::table(tape);

  tape.rewind(mark);
  b.set_data(0.5);
  std::cout << "\nrewound to the mark, and node 1 set to 0.5\n" << micrograd::table(tape);
}
