/// \file
/// Lesson 9: operations of your own, and two functions that are made of them.
///
///     Value a = tape.value(1.0), b = tape.value(2.0);
///     Value q = a / b;                            // 0.5; one node with two parents, a and b
///     std::array<Value, 2> x{a, b};
///     Value loss = cross_entropy(x, 0);           // 1.3132..., which is -log(0.2689...)
///     softmax(x);                                 // now x is 0.2689..., 0.7310...
///
/// Each operation is one node, named "exp", "log", "relu", "pow" or "/", however much it computes: what it
/// leaves on the tape is its result and its partials. Outside an operation's domain, numbers and partials are what IEEE arithmetic makes
/// of the formula: infinite or nan, and no exception.
#ifndef MICROGRAD_OPS_H_
#define MICROGRAD_OPS_H_

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <span>

#include "training.h"

namespace micrograd {

/// e to the power of a. Like all functions below, throws std::length_error when the tape is full; a
/// single operation then records nothing, and what is made of several keeps those that fitted.
/// REQUIRES, here and below: all operands are on the same tape, not rewound away.
inline Value exp(Value a) {
  const Scalar e = std::exp(a.data());
  return a.tape().record("exp", e, {a, e});
}

/// The natural logarithm: the power to which e must be raised to give a. -infinity at 0, with an infinite
/// slope; below, the number is nan.
inline Value log(Value a) { return a.tape().record("log", std::log(a.data()), {a, 1 / a.data()}); }

/// The rectified linear unit: a where it is positive, and 0 elsewhere. Its slope at 0, where it has a
/// corner, is taken to be 0. A nan stays nan.
inline Value relu(Value a) {
  const bool flat = a.data() <= 0;
  return a.tape().record("relu", flat ? 0 : a.data(), {a, flat ? Scalar{0} : Scalar{1}});
}

/// a to the power of a number. pow(a, 0) is 1, with slope 0, for every a; a negative a to a power that
/// is not whole is nan.
inline Value pow(Value a, Scalar exponent) {
  // As in lesson 2, {} is no parent, and the number is kept for lesson 12; so below.
  const Scalar slope = exponent == 0 ? 0 : exponent * std::pow(a.data(), exponent - 1);
  return a.tape().record("pow", std::pow(a.data(), exponent), {a, slope}, {{}, Scalar(exponent)});
}

/// a / b. 1 / 0 is infinite, and so are its partials; 0 / 0 is nan.
inline Value operator/(Value a, Value b) {
  const Scalar quotient = a.data() / b.data();
  return a.tape().record("/", quotient, {a, 1 / b.data()}, {b, -quotient / b.data()});
}

/// a / number: one node with one parent.
inline Value operator/(Value a, Scalar number) {
  return a.tape().record("/", a.data() / number, {a, 1 / number}, {{}, number});
}

/// number / a: one node with one parent.
inline Value operator/(Scalar number, Value a) {
  const Scalar quotient = number / a.data();
  return a.tape().record("/", quotient, {a, -quotient / a.data()}, {{}, number});
}

/// Turns any numbers, called logits, into probabilities, in place: x[i] becomes exp(x[i]) divided by
/// the sum of exp(x[k]) over all k. The larger the logit, the larger the probability; together they
/// are 1.
///
/// The probabilities are right however large the logits are, of either sign. A logit of -infinity has a
/// probability of 0.
/// REQUIRES: there is at least one, and the largest is finite.
inline void softmax(std::span<Value> x) {
  assert(!x.empty() && "there are no logits");
  const Scalar most = std::ranges::max(x, {}, &Value::data).data();
  for (Value& value : x) value = exp(value - most);
  Value sum = x[0];
  for (const Value value : x.subspan(1)) sum = sum + value;
  for (Value& value : x) value = value / sum;
}

/// How much the target surprises a model that gives these logits: -log of its probability by softmax.
/// 0 if the model was certain and right; log(n) if it thinks all n equally likely.
///
/// It is finite, and has its gradient, even where the target's probability rounds to 0: for the logits
/// 1000 and 0 and the target 1, it is 1000.
/// REQUIRES: target < logits.size().
inline Value cross_entropy(std::span<const Value> logits, std::size_t target) {
  assert(target < logits.size() && "there is no such logit");
  const Scalar most = std::ranges::max(logits, {}, &Value::data).data();
  Value sum = exp(logits[0] - most);
  for (const Value logit : logits.subspan(1)) sum = sum + exp(logit - most);
  const Value shifted = logits[target] - most;
  return log(sum) - shifted;
}

}  // namespace micrograd

#endif  // MICROGRAD_OPS_H_
