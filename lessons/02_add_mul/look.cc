// What 2 * (a * b + a) leaves on the tape.
#include <iostream>

#include "micrograd/graph.h"

#include "add_mul.h"

int main() {
  micrograd::Tape tape(10);
  const micrograd::Value a = tape.value(2.0);
  const micrograd::Value b = tape.value(-3.0);
  const micrograd::Value product = a * b;
  const micrograd::Value sum = product + a;
  2.0 * sum;
  std::cout << micrograd::table(tape);
}
