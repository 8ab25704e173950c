#include "micrograd/testing/diagnosis.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

namespace micrograd::testing {
namespace {

// Equal up to rounding and the finite difference's own error.
bool near(double a, double b) {
  return std::abs(a - b) <= 1e-6 * std::max({1.0, std::abs(a), std::abs(b)});
}

std::string names_of(const std::vector<Row>& rows) {
  std::string names;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 3 && rows.size() > 4) {
      return names + " and " + std::to_string(rows.size() - 3) + " more";
    }
    if (i > 0) names += i + 1 == rows.size() ? " and " : ", ";
    names += rows[i].name;
  }
  return names;
}

template <typename Predicate>
bool all(const std::vector<Row>& rows, Predicate predicate) {
  return std::ranges::all_of(rows, predicate);
}

// Whether each wrong row has another's expected gradient, as when two partials change places.
bool swapped(const std::vector<Row>& wrong) {
  return wrong.size() == 2 && near(wrong[0].gradient, wrong[1].expected) &&
         near(wrong[1].gradient, wrong[0].expected);
}

}  // namespace

std::string likely_mistake(const std::vector<Row>& rows) {
  std::vector<Row> wrong;
  std::ranges::copy_if(rows, std::back_inserter(wrong), &Row::wrong);
  if (wrong.empty()) return "";
  const std::string gradient =
      (wrong.size() == 1 ? "The gradient of " : "Each gradient of ") + names_of(wrong) + " is ";

  if (std::ranges::any_of(wrong, [](const Row& row) { return std::isnan(row.gradient); })) {
    return gradient +
           "not a number (nan). 0 times infinity is nan: did a parent that is not there take part, "
           "or a node whose own gradient is 0? So are 0 / 0 and the gradient of a Value that was "
           "never assigned.";
  }
  if (all(rows, [](const Row& row) { return row.gradient == 0; })) {
    return "Every gradient is 0: nothing reached any input. Does each operation record its "
           "parents? Is something on the way made of .data(), so that the tape does not know where "
           "it came from? In a backward pass: is the root's own gradient set to 1 first, and does "
           "the walk go from the root down to the very first node?";
  }
  if (all(wrong, [](const Row& row) { return row.gradient == 0; })) {
    return gradient +
           "0: nothing reached it. Is a parent left out, is something on the way made of .data(), "
           "so that the tape does not know where it came from, or does the walk stop before the "
           "first node?";
  }
  if (all(wrong, [](const Row& row) { return near(2 * row.gradient, row.expected); })) {
    return gradient +
           "exactly half of what it should be: is it assigned (=) where it should be added up "
           "(+=), or is one of two equal shares left out?";
  }
  if (all(wrong, [](const Row& row) { return near(row.gradient, 2 * row.expected); })) {
    return gradient +
           "exactly twice what it should be: is something counted twice, is a node visited twice, "
           "or is a gradient left over from an earlier backward pass that was not cleared?";
  }
  if (all(wrong, [](const Row& row) { return near(row.gradient, -row.expected); })) {
    return gradient + "right but for its sign: is there a minus missing, or one too many?";
  }
  if (swapped(wrong)) {
    return "The gradients of " + names_of(wrong) +
           " have changed places: is each one given the partial that belongs to the other operand?";
  }
  if (all(wrong, [](const Row& row) { return near(row.gradient, row.value); })) {
    return gradient +
           "the input itself: in a product each operand moves the result by as much as the *other* "
           "one is large.";
  }
  return "";
}

}  // namespace micrograd::testing
