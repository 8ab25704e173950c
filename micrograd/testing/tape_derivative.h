/// \file
/// Derivatives from the partials on a tape, without a backward pass: put a nudge of size 1 into one
/// node and follow it forward, node by node. (This is forward-mode differentiation.)
///
///     Value y = a * b + a;
///     tape_derivative(y, a);  // b + 1, if + and * recorded the right partials
#ifndef MICROGRAD_TESTING_TAPE_DERIVATIVE_H_
#define MICROGRAD_TESTING_TAPE_DERIVATIVE_H_

#include <cstddef>
#include <vector>

namespace micrograd::testing {

/// d(result)/d(input) by the chain rule over the recorded partials, in the tape's own type. Works
/// on any tape whose node(i) has `parents` and `partials`, with every parent before its node.
template <typename Value>
auto tape_derivative(Value result, Value input) {
  const auto& tape = result.tape();
  std::vector<decltype(result.data())> moved(result.index() + 1);
  for (std::size_t i = 0; i < moved.size(); ++i) {
    const auto& node = tape.node(i);
    for (std::size_t k = 0; k < node.parents.size(); ++k) {
      // A parent that is missing, or that is not earlier, can't have moved.
      if (node.parents[k] < i) moved[i] += node.partials[k] * moved[node.parents[k]];
    }
    if (i == input.index()) moved[i] = 1;
  }
  return moved.back();
}

/// tape_derivative() with respect to each of the inputs.
template <typename Value>
auto tape_derivatives(Value result, const std::vector<Value>& inputs) {
  std::vector<decltype(result.data())> derivatives;
  for (Value input : inputs) derivatives.push_back(tape_derivative(result, input));
  return derivatives;
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_TAPE_DERIVATIVE_H_
