/// \file
/// Small helpers to move numbers onto a tape and off it, for any engine.
#ifndef MICROGRAD_TESTING_VALUES_H_
#define MICROGRAD_TESTING_VALUES_H_

#include <utility>
#include <vector>

namespace gradcheck {

/// The type that an engine counts in, from any of its Values.
template <typename Value>
using ScalarOf = decltype(std::declval<Value>().data());

/// Records each number as an input, in order.
template <typename Tape>
auto record_inputs(Tape& tape, const std::vector<double>& numbers) {
  using Value = decltype(tape.value(0));
  std::vector<Value> inputs;
  for (double number : numbers) inputs.push_back(tape.value(ScalarOf<Value>(number)));
  return inputs;
}

/// Overwrites the Values' data with the numbers, as far as there are both.
template <typename Values>
void set_all(const Values& values, const std::vector<double>& numbers) {
  auto number = numbers.begin();
  for (auto value : values) {
    if (number != numbers.end()) value.set_data(ScalarOf<decltype(value)>(*number++));
  }
}

/// The Values' data, in order.
template <typename Values>
std::vector<double> data_of(const Values& values) {
  std::vector<double> numbers;
  for (auto value : values) numbers.push_back(value.data());
  return numbers;
}

/// The Values' gradients, in order, in the engine's own type.
template <typename Values>
auto gradients_of(const Values& values) {
  std::vector<decltype(values[0].grad())> numbers;
  for (auto value : values) numbers.push_back(value.grad());
  return numbers;
}

}  // namespace gradcheck

#endif  // MICROGRAD_TESTING_VALUES_H_
