#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/tape_derivative.h"
#include "micrograd/testing/values.h"

#include "add_mul.h"

namespace {

using gradcheck::AreGradientsOf;
using gradcheck::record_inputs;
using gradcheck::tape_derivative;
using gradcheck::tape_derivatives;
using micrograd::Tape;
using micrograd::Value;

// Records f on a tape at x, and holds what the partials say against nudges of f in plain double.
template <typename Function>
void expect_right_partials(Function f, const std::vector<double>& x) {
  Tape tape(100);
  const std::vector<Value> inputs = record_inputs(tape, x);
  const Value result = f(inputs);
  EXPECT_EQ(result.data(), f(x)) << "this is the value itself, before any derivative";
  EXPECT_THAT(tape_derivatives(result, inputs), AreGradientsOf(f, x));
}

TEST(Addition, GivesTheSum) {
  Tape tape(3);
  const Value c = tape.value(2.0) + tape.value(-5.0);
  EXPECT_EQ(c.data(), -3.0);
  EXPECT_EQ(tape.size(), 3) << "a sum of two Values is one new node";
  EXPECT_EQ(tape.node(c.index()).op, std::string("+"));
}

TEST(Addition, MovesOneForOneWithEachOperand) {
  Tape tape(3);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-5.0);
  const Value c = a + b;
  EXPECT_EQ(tape_derivative(c, a), 1) << "d(a + b)/da: nudge a by h, and the sum moves by h";
  EXPECT_EQ(tape_derivative(c, b), 1) << "d(a + b)/db: nudge b by h, and the sum moves by h";
}

TEST(Addition, CountsAnOperandThatIsUsedTwiceTwice) {
  Tape tape(2);
  const Value a = tape.value(3.0);
  const Value c = a + a;
  EXPECT_EQ(c.data(), 6.0);
  EXPECT_EQ(tape_derivative(c, a), 2) << "nudge a by h, and a + a moves by 2h";
}

TEST(Multiplication, GivesTheProduct) {
  Tape tape(3);
  const Value c = tape.value(2.0) * tape.value(-5.0);
  EXPECT_EQ(c.data(), -10.0);
  EXPECT_EQ(tape.size(), 3) << "a product of two Values is one new node";
  EXPECT_EQ(tape.node(c.index()).op, std::string("*"));
}

TEST(Multiplication, MovesWithEachInputAsFastAsTheOtherIsLarge) {
  Tape tape(3);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-5.0);
  const Value c = a * b;
  EXPECT_EQ(tape_derivative(c, a), -5.0) << "d(a * b)/da at a = 2, b = -5 is b";
  EXPECT_EQ(tape_derivative(c, b), 2.0) << "d(a * b)/db at a = 2, b = -5 is a";
}

TEST(Multiplication, CountsAnOperandThatIsUsedTwiceTwice) {
  Tape tape(2);
  const Value a = tape.value(3.0);
  const Value c = a * a;
  EXPECT_EQ(c.data(), 9.0);
  EXPECT_EQ(tape_derivative(c, a), 6.0) << "d(a * a)/da at a = 3 is 2a";
}

TEST(PlainNumber, TakesNoPlaceOnTheTape) {
  Tape tape(10);
  const Value a = tape.value(3.0);
  const std::vector<Value> results{a + 2.0, 2.0 + a, a * 2.0, 2.0 * a};
  EXPECT_EQ(tape.size(), 5)
      << "one input and four operations; if there are more, is a number made a Value first?";
}

TEST(PlainNumber, IsAddedFromEitherSide) {
  Tape tape(10);
  const Value a = tape.value(3.0);
  EXPECT_EQ((a + 2.0).data(), 5.0);
  EXPECT_EQ((2.0 + a).data(), 5.0);
  EXPECT_EQ(tape_derivative(a + 2.0, a), 1);
  EXPECT_EQ(tape_derivative(2.0 + a, a), 1);
}

TEST(PlainNumber, MultipliesFromEitherSide) {
  Tape tape(10);
  const Value a = tape.value(3.0);
  EXPECT_EQ((a * 2.0).data(), 6.0);
  EXPECT_EQ((2.0 * a).data(), 6.0);
  EXPECT_EQ(tape_derivative(a * 2.0, a), 2.0) << "d(a * 2)/da: the number is the partial";
  EXPECT_EQ(tape_derivative(2.0 * a, a), 2.0) << "d(2 * a)/da: the number is the partial";
}

TEST(Subtraction, TakesTheSecondFromTheFirst) {
  Tape tape(30);
  const Value a = tape.value(2.0);
  const Value b = tape.value(5.0);
  EXPECT_EQ((a - b).data(), -3.0);
  EXPECT_EQ((a - 1.5).data(), 0.5);
  EXPECT_EQ((1.5 - a).data(), -0.5);
  EXPECT_EQ((-a).data(), -2.0);
}

TEST(Subtraction, MovesAgainstWhatIsTakenAway) {
  Tape tape(30);
  const Value a = tape.value(2.0);
  const Value b = tape.value(5.0);
  EXPECT_EQ(tape_derivative(a - b, a), 1);
  EXPECT_EQ(tape_derivative(a - b, b), -1);
  EXPECT_EQ(tape_derivative(a - 1.5, a), 1);
  EXPECT_EQ(tape_derivative(1.5 - a, a), -1);
  EXPECT_EQ(tape_derivative(-a, a), -1);
}

TEST(Subtraction, OfANumberTakesNoPlaceForIt) {
  Tape tape(10);
  const Value a = tape.value(3.0);
  const std::vector<Value> results{a - 2.0, 2.0 - a, -a};
  EXPECT_LE(tape.size(), 1 + 1 + 2 + 1) << "one input; one, two and one operations";
}

TEST(Expression, OfTheseOperationsHasTheDerivativesThatNudgingGives) {
  expect_right_partials([](const auto& x) { return x[0] * x[1] + x[2]; }, {2.0, -3.0, 10.0});
  expect_right_partials([](const auto& x) { return (x[0] + x[1]) * (x[1] + 1.0); }, {1.5, -0.25});
  expect_right_partials([](const auto& x) { return x[0] * x[0] * x[0] - 3.0 * x[1]; }, {-1.5, 4.0});
  expect_right_partials([](const auto& x) { return (2.0 - x[0]) * -x[1] - x[0]; }, {0.5, -7.0});
}

TEST(Expression, ThatDoesNotFitLeavesWhatWasThereBefore) {
  Tape tape(3);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  EXPECT_THROW(a * b + a, std::length_error);
  EXPECT_EQ(tape.size(), 3) << "the product fits, the sum does not";
  EXPECT_EQ(a.data(), 2.0);
  EXPECT_EQ(b.data(), 3.0);
}

}  // namespace
