/// \file
/// Lesson 2: operations that record where their result came from.
///
///     Value a = tape.value(2.0), b = tape.value(3.0);
///     Value c = a * b;    // 6; the node knows its parents, a and b, and its partials
///     Value d = c + 1.0;  // 7; one parent, c, with partial 1: a plain number takes no node
///
/// A partial is d(result)/d(operand): how fast the result moves with this operand while the other
/// one stays fixed.
#ifndef MICROGRAD_ADD_MUL_H_
#define MICROGRAD_ADD_MUL_H_

#include "value.h"

namespace micrograd {

/// a + b. Like all operations below, throws std::length_error when the tape is full. Where an
/// operation is two nodes and the second does not fit, the first remains.
/// REQUIRES, here and below: both operands are on the same tape, not rewound away.
inline Value operator+(Value a, Value b) {
  return a.tape().record("+", a.data() + b.data(), {a, 1}, {b, 1});
}

/// a * b.
inline Value operator*(Value a, Value b) {
  return a.tape().record("*", a.data() * b.data(), {a, b.data()}, {b, a.data()});
}

/// a + number: one node with one parent.
inline Value operator+(Value a, Scalar number) {
  // {} is no parent. Beside it, the number is kept for lesson 12.
  return a.tape().record("+", a.data() + number, {a, 1}, {{}, Scalar(number)});
}

/// number + a: one node with one parent.
inline Value operator+(Scalar number, Value a) { return a + number; }

/// a * number: one node with one parent.
inline Value operator*(Value a, Scalar number) {
  return a.tape().record("*", a.data() * number, {a, number});
}

/// number * a: one node with one parent.
inline Value operator*(Scalar number, Value a) { return a * number; }

/// -a, which is -1 * a: one node.
inline Value operator-(Value a) { return -1 * a; }

/// a - b, which is a + (-b): two nodes.
inline Value operator-(Value a, Value b) { return a + -b; }

/// a - number, which is a + (-number): one node.
inline Value operator-(Value a, Scalar number) { return a + -number; }

/// number - a, which is number + (-a): two nodes.
inline Value operator-(Scalar number, Value a) { return number + -a; }

}  // namespace micrograd

#endif  // MICROGRAD_ADD_MUL_H_
