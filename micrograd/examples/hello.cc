#include <iostream>

#include "micrograd/micrograd.h"

using micrograd::Tape;
using micrograd::Value;

int main() {
  Tape tape(100);  // room for 100 numbers, taken once
  Value a = tape.value(2.0);
  Value b = tape.value(-3.0);
  Value c = tanh(a * b + 6.5);  // each operation is recorded as it happens

  backward(c);  // one walk back along the tape

  std::cout << c.data() << '\n';  // 0.462117
  std::cout << a.grad() << '\n';  // -2.35934: nudge a by h, and c moves by -2.36 h
  std::cout << b.grad() << '\n';  // 1.5729
}
