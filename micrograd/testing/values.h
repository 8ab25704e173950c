/// \file
/// Small helpers that write numbers to a tape and read them back, for any engine.
#ifndef MICROGRAD_TESTING_VALUES_H_
#define MICROGRAD_TESTING_VALUES_H_

#include <limits>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace micrograd::testing {

/// The type of an engine's numbers, from any of its Values.
template <typename Value>
using ScalarOf = decltype(std::declval<Value>().data());

/// Records each number as a leaf, in order.
template <typename Tape>
auto record_inputs(Tape& tape, const std::vector<double>& numbers) {
  using Value = decltype(tape.value(0));
  std::vector<Value> inputs;
  for (double number : numbers) inputs.push_back(tape.value(ScalarOf<Value>(number)));
  return inputs;
}

/// Whether a Value was never assigned, and so is on no tape. Reading its data would end the
/// program.
template <typename Value>
bool is_nowhere(Value value) {
  return value.index() == Value().index() && value.index() != 0;
}

/// Overwrites the Values' data with the numbers. Returns whether that was possible: there is a
/// number for each Value, and each Value is on a tape.
template <typename Values>
bool set_all(const Values& values, const std::vector<double>& numbers) {
  if (values.size() != numbers.size()) return false;
  auto number = numbers.begin();
  for (auto value : values) {
    if (is_nowhere(value)) return false;
    value.set_data(ScalarOf<decltype(value)>(*number++));
  }
  return true;
}

/// The Values' data, in order; nan for one that is on no tape.
template <typename Values>
std::vector<double> data_of(const Values& values) {
  std::vector<double> numbers;
  numbers.reserve(values.size());
  for (auto value : values) {
    numbers.push_back(is_nowhere(value) ? std::numeric_limits<double>::quiet_NaN() : value.data());
  }
  return numbers;
}

/// The Values' gradients, in order, in the engine's own type; nan for one that is on no tape.
template <typename Values>
auto gradients_of(const Values& values) {
  using Real = decltype(values[0].grad());
  std::vector<Real> numbers;
  numbers.reserve(values.size());
  for (auto value : values) {
    numbers.push_back(is_nowhere(value) ? std::numeric_limits<Real>::quiet_NaN() : value.grad());
  }
  return numbers;
}

/// A number with 6 digits, or with all 17 if `other` differs but would look the same.
inline std::string digits(double number, double other) {
  const auto shown = [](double n, int precision) {
    std::ostringstream out;
    out.precision(precision);
    out << n;
    return out.str();
  };
  const bool alike = number != other && shown(number, 6) == shown(other, 6);
  return shown(number, alike ? 17 : 6);
}

/// A number that EXPECT_EQ prints with all its digits: EXPECT_EQ(Exactly{a}, Exactly{b}).
struct Exactly {
  double number;  ///< The number.
};

/// Whether two are the same number.
inline bool operator==(Exactly a, Exactly b) { return a.number == b.number; }

/// Prints enough digits that no other double looks the same.
inline std::ostream& operator<<(std::ostream& out, Exactly exactly) {
  const auto before = out.precision(std::numeric_limits<double>::max_digits10);
  out << exactly.number;
  out.precision(before);
  return out;
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_VALUES_H_
