#include <gtest/gtest.h>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/tape_derivative.h"
#include "micrograd/testing/values.h"

#include "add_mul.h"

namespace {

using micrograd::Node;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::AreGradientsOf;
using micrograd::testing::Hint;
using micrograd::testing::record_inputs;
using micrograd::testing::tape_derivative;
using micrograd::testing::tape_derivatives;
using testing::IsSubstring;

// Records f on a tape at x, and holds what the partials say against nudges of f in plain double.
template <typename Function>
void expect_right_partials(Function f, const std::vector<double>& x) {
  Tape tape(100);
  const std::vector<Value> inputs = record_inputs(tape, x);
  const Value result = f(inputs);
  EXPECT_DOUBLE_EQ(result.data(), f(x)) << "this is the value itself, before any derivative";
  EXPECT_PRED_FORMAT1(AreGradientsOf(f, x), tape_derivatives(result, inputs));
}

TEST(Addition, GivesTheSum) {
  Tape tape(5);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-5.0);
  const Value c = a + b;
  EXPECT_DOUBLE_EQ(c.data(), -3.0)
      << "2 + -5. When it is 2, that is a itself: is the new node returned?";
  EXPECT_EQ(tape.size(), 3) << "a sum of two Values is one new node";
  EXPECT_EQ(tape.node(c.index()).op, std::string("+"))
      << "the name of the operation: it is given to record(), with the sum and both parents";
  EXPECT_DOUBLE_EQ(a.data(), 2.0) << "an operation leaves its operands as they are";
  EXPECT_DOUBLE_EQ((b + c).data(), -8.0) << "the second sum: is something remembered (static)?";
  const Hint hint("Here a second tape is in use: is the first one remembered (static)?");
  Tape other(3);
  EXPECT_EQ(&(other.value(1.0) + other.value(1.0)).tape(), &other) << "an operation is recorded "
                                                                      "on its operands' tape";
}

TEST(Addition, MovesOneForOneWithEachOperand) {
  Tape tape(5);
  tape.value(7.0);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-5.0);
  tape.value(8.0);
  const Value c = a + b;
  EXPECT_DOUBLE_EQ(tape_derivative(c, a), 1) << "d(a + b)/da: nudge a by h: the sum moves by h";
  EXPECT_DOUBLE_EQ(tape_derivative(c, b), 1) << "d(a + b)/db: nudge b by h: the sum moves by h";
}

TEST(Addition, CountsAnOperandTwiceThatIsUsedTwice) {
  Tape tape(2);
  const Value a = tape.value(3.0);
  const Value c = a + a;
  EXPECT_DOUBLE_EQ(c.data(), 6.0) << "3 + 3";
  EXPECT_DOUBLE_EQ(tape_derivative(c, a), 2) << "nudge a by h, and a + a moves by 2h";
}

TEST(Multiplication, GivesTheProduct) {
  Tape tape(5);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-5.0);
  const Value c = a * b;
  EXPECT_DOUBLE_EQ(c.data(), -10.0) << "2 * -5";
  EXPECT_EQ(tape.size(), 3) << "a product of two Values is one new node";
  EXPECT_EQ(tape.node(c.index()).op, std::string("*"))
      << "the name of the operation: it is given to record(), with the product and both parents";
  EXPECT_DOUBLE_EQ(a.data(), 2.0) << "an operation leaves its operands as they are";
  EXPECT_DOUBLE_EQ((b * c).data(), 50.0) << "the second product: is something remembered (static)?";
}

TEST(Multiplication, MovesWithEachInputAsFastAsTheOtherIsLarge) {
  Tape tape(5);
  tape.value(7.0);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-5.0);
  tape.value(8.0);
  const Value c = a * b;
  EXPECT_DOUBLE_EQ(tape_derivative(c, a), -5.0) << "d(a * b)/da at a = 2, b = -5 is b";
  EXPECT_DOUBLE_EQ(tape_derivative(c, b), 2.0) << "d(a * b)/db at a = 2, b = -5 is a";
}

TEST(Multiplication, CountsAnOperandTwiceThatIsUsedTwice) {
  Tape tape(2);
  const Value a = tape.value(3.0);
  const Value c = a * a;
  EXPECT_DOUBLE_EQ(c.data(), 9.0) << "3 * 3";
  EXPECT_DOUBLE_EQ(tape_derivative(c, a), 6.0) << "d(a * a)/da at a = 3 is 2a";
}

TEST(PlainNumber, TakesNoPlaceOnTheTape) {
  Tape tape(10);
  const Value a = tape.value(3.0);
  const std::vector<Value> results{a + 2.0, 2.0 + a, a * 2.0, 2.0 * a};
  ASSERT_EQ(tape.size(), 5)
      << "one input and four operations; if there are more, is a number turned into a Value first?";
  for (Value result : results) {
    EXPECT_EQ(tape.node(result.index()).parents[1], Node::kNone)
        << "a plain number is not a parent";
  }
}

TEST(PlainNumber, IsAddedFromEitherSide) {
  Tape tape(10);
  tape.value(7.0);
  const Value a = tape.value(3.0);
  EXPECT_DOUBLE_EQ((a + 2.0).data(), 5.0) << "3 + 2";
  EXPECT_DOUBLE_EQ((2.0 + a).data(), 5.0) << "2 + 3";
  EXPECT_DOUBLE_EQ(tape_derivative(a + 2.0, a), 1) << "nudge a by h, and a + 2 moves by h";
  EXPECT_DOUBLE_EQ(tape_derivative(2.0 + a, a), 1) << "nudge a by h, and 2 + a moves by h";
  EXPECT_PRED_FORMAT2(IsSubstring, "+", tape.node((a + 2.0).index()).op);
}

TEST(PlainNumber, MultipliesFromEitherSide) {
  Tape tape(10);
  tape.value(7.0);
  const Value a = tape.value(3.0);
  EXPECT_DOUBLE_EQ((a * 2.0).data(), 6.0) << "3 * 2";
  EXPECT_DOUBLE_EQ((2.0 * a).data(), 6.0) << "2 * 3";
  EXPECT_DOUBLE_EQ(tape_derivative(a * 2.0, a), 2.0) << "d(a * 2)/da: the number is the partial";
  EXPECT_DOUBLE_EQ(tape_derivative(2.0 * a, a), 2.0) << "d(2 * a)/da: the number is the partial";
  EXPECT_PRED_FORMAT2(IsSubstring, "*", tape.node((a * 2.0).index()).op);
}

TEST(Subtraction, TakesTheSecondFromTheFirst) {
  Tape tape(30);
  const Value a = tape.value(2.0);
  const Value b = tape.value(5.0);
  EXPECT_DOUBLE_EQ((-a).data(), -2.0) << "-a at a = 2";
  EXPECT_DOUBLE_EQ((a - b).data(), -3.0) << "2 - 5";
  EXPECT_DOUBLE_EQ((a - 1.5).data(), 0.5) << "2 - 1.5";
  EXPECT_DOUBLE_EQ((1.5 - a).data(), -0.5) << "1.5 - 2";
}

TEST(Subtraction, MovesAgainstWhatIsTakenAway) {
  Tape tape(30);
  const Value a = tape.value(2.0);
  const Value b = tape.value(5.0);
  EXPECT_DOUBLE_EQ(tape_derivative(-a, a), -1) << "nudge a by h, and -a moves by -h";
  EXPECT_DOUBLE_EQ(tape_derivative(a - b, a), 1) << "nudge a by h, and a - b moves by h";
  EXPECT_DOUBLE_EQ(tape_derivative(a - b, b), -1) << "nudge b by h, and a - b moves by -h";
  EXPECT_DOUBLE_EQ(tape_derivative(a - 1.5, a), 1) << "nudge a by h, and a - 1.5 moves by h";
  EXPECT_DOUBLE_EQ(tape_derivative(1.5 - a, a), -1) << "nudge a by h, and 1.5 - a moves by -h";
}

TEST(Subtraction, TakesNoMoreNodesThanItsCommentSays) {
  Tape tape(10);
  const Value a = tape.value(3.0);
  -a;
  EXPECT_LE(tape.size(), 2) << "-a is one node";
  a - 2.0;
  EXPECT_LE(tape.size(), 3) << "a - 2 is one node: is the 2 turned into a Value first?";
  2.0 - a;
  EXPECT_LE(tape.size(), 5) << "2 - a is two nodes: is the 2 turned into a Value first?";
  a - a;
  EXPECT_LE(tape.size(), 7) << "a - a is two nodes";
}

// Records `result`, a call, and checks it: its number, and how fast it moves with a and b.
template <typename Call>
void expect_result(Call call, Value a, Value b, Scalar data, Scalar per_a, Scalar per_b,
                   const std::string& what) {
  const std::string text = what + ", a = " + testing::PrintToString(a.data()) +
                           ", b = " + testing::PrintToString(b.data()) +
                           ": are 0, 1 or equal numbers treated specially, is a number cut short "
                           "(float, int), or is the tape or a result that of an earlier call?";
  const std::size_t size = a.tape().size();
  const Value result = call();
  ASSERT_EQ(&result.tape(), &a.tape()) << text;
  ASSERT_GE(result.index(), size) << "the result is a new node: " << text;
  ASSERT_EQ(result.index() + 1, a.tape().size()) << "the result is the newest node: " << text;
  EXPECT_NE(a.tape().node(result.index()).parents[0], Node::kNone) << "has no parent: " << text;
  EXPECT_DOUBLE_EQ(result.data(), data) << text;
  EXPECT_DOUBLE_EQ(tape_derivative(result, a), per_a) << "d/da of " << text;
  EXPECT_DOUBLE_EQ(tape_derivative(result, b), per_b) << "d/db of " << text;
}

TEST(Operation, IsTheSameForAllNumbersOnAllTapes) {
  const std::vector<Scalar> numbers{3, 0, 1, -1, Scalar(0.1), Scalar(-2.5), Scalar(16777217)};
  Tape one(2000);
  Tape other(2000);
  other.value(7.0);
  for (Scalar x : numbers) {
    for (Scalar y : numbers) {
      for (Tape* tape : {&one, &other}) {
        const Value a = tape->value(x);
        const Value b = tape->value(y);
        expect_result([=] { return a + b; }, a, b, x + y, 1, 1, "a + b");
        expect_result([=] { return a + y; }, a, b, x + y, 1, 0, "a + number, number = b");
        expect_result([=] { return x + b; }, a, b, x + y, 0, 1, "number + b, number = a");
        expect_result([=] { return a * b; }, a, b, x * y, y, x, "a * b");
        expect_result([=] { return a * y; }, a, b, x * y, y, 0, "a * number, number = b");
        expect_result([=] { return x * b; }, a, b, x * y, 0, x, "number * b, number = a");
        expect_result([=] { return a - b; }, a, b, x - y, 1, -1, "a - b");
        expect_result([=] { return a - y; }, a, b, x - y, 1, 0, "a - number, number = b");
        expect_result([=] { return x - b; }, a, b, x - y, 0, -1, "number - b, number = a");
        expect_result([=] { return -a; }, a, b, -x, -1, 0, "-a");
        expect_result([=] { return a - a; }, a, b, 0, 0, 0, "a - a");
      }
    }
  }
}

TEST(Expression, OfTheseOperationsHasTheDerivativesThatNudgingGives) {
  expect_right_partials([](const auto& x) { return x[0] * x[1] + x[2]; }, {2.0, -3.0, 10.0});
  expect_right_partials([](const auto& x) { return (x[0] + x[1]) * (x[1] + 1.0); }, {1.5, -0.25});
  expect_right_partials([](const auto& x) { return x[0] * x[0] * x[0] - 3.0 * x[1]; }, {-1.5, 4.0});
  expect_right_partials([](const auto& x) { return (2.0 - x[0]) * -x[1] - x[0]; }, {0.5, -7.0});
}

TEST(Expression, ThatDoesNotFitLeavesWhatWasThereBefore) {
  const Hint hint("The tape is full: it is record() that refuses, and an operation lets it.");
  Tape tape(3);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  EXPECT_THROW(a * b + a, std::length_error) << "the product fits, the sum does not";
  ASSERT_EQ(tape.size(), 3) << "the product fits, the sum does not";
  EXPECT_THROW(a * b, std::length_error) << "the tape is full";
  EXPECT_THROW(a + 2.0, std::length_error) << "the tape is full";
  EXPECT_THROW(2.0 * a, std::length_error) << "the tape is full";
  EXPECT_THROW(a - b, std::length_error) << "the tape is full";
  EXPECT_THROW(2.0 - a, std::length_error) << "the tape is full";
  EXPECT_THROW(-a, std::length_error) << "the tape is full";
  EXPECT_EQ(tape.size(), 3);
  EXPECT_DOUBLE_EQ(a.data(), 2.0);
  EXPECT_DOUBLE_EQ(b.data(), 3.0);
}

}  // namespace
