#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/tape_derivative.h"
#include "micrograd/testing/values.h"

#include "tanh.h"

namespace {

using micrograd::Node;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::AreGradientsOf;
using micrograd::testing::Hint;
using micrograd::testing::record_inputs;
using micrograd::testing::rounding;
using micrograd::testing::tape_derivative;
using micrograd::testing::tape_derivatives;

constexpr double kRounding = rounding<Scalar>();

TEST(Tanh, GivesTheHyperbolicTangent) {
  Tape tape(100);
  Tape other(20);
  for (double number : {0.5, -3.0, 0.0, 0.001, 0.25, 1.0, 2.0}) {
    const auto x = Scalar(number);
    EXPECT_NEAR(tanh(tape.value(x)).data(), std::tanh(x), kRounding)
        << "at x = " << x << ". When it is x itself: is the new node returned?";
  }
  const Hint hint("Here a second tape is in use: is the first one remembered (static)?");
  const Value t = tanh(other.value(1.0));
  EXPECT_EQ(&t.tape(), &other) << "it is recorded on the tape of its operand";
  const Value x = other.value(0.5);
  tanh(x);
  x.set_data(1.0);
  EXPECT_NEAR(tanh(x).data(), std::tanh(1.0), kRounding)
      << "x is 1 by now: is an earlier result returned again?";
}

TEST(Tanh, IsOneNode) {
  Tape tape(10);
  for (Scalar number : {Scalar(0.5), Scalar(0), Scalar(20)}) {
    const Value x = tape.value(number);
    const Value between = tape.value(1.0);
    const Value t = tanh(x);
    ASSERT_EQ(t.index(), between.index() + 1) << "one new node, even for x = " << number;
    ASSERT_EQ(tape.size(), t.index() + 1) << "one new node, and no more";
    EXPECT_EQ(tape.node(t.index()).op, std::string("tanh")) << "the name of the operation";
    EXPECT_EQ(tape.node(t.index()).parents[0], x.index()) << "its one parent is x";
    EXPECT_EQ(tape.node(t.index()).parents[1], Node::kNone) << "its one parent is x";
    EXPECT_EQ(x.data(), number) << "x stays as it is";
  }
}

TEST(Tanh, RecordsNothingOnAFullTape) {
  Tape tape(1);
  const Value x = tape.value(0.5);
  const char* full = "there is no room: the caller is told, and nothing changes";
  EXPECT_THROW(tanh(x), std::length_error) << full;
  EXPECT_EQ(tape.size(), 1) << full;
  EXPECT_EQ(x.data(), 0.5) << full;
}

TEST(Tanh, HasASlopeOfOneAtZero) {
  Tape tape(2);
  const Value x = tape.value(0.0);
  EXPECT_EQ(tape_derivative(tanh(x), x), 1) << "1 - tanh(0)^2";
}

TEST(Tanh, HasTheRightSlopeOnBothSides) {
  Tape tape(20);
  for (Scalar number : {Scalar(-2), Scalar(-0.5), Scalar(0.25), Scalar(1.5)}) {
    const Value x = tape.value(number);
    const Value t = tanh(x);
    EXPECT_NEAR(tape_derivative(t, x), 1 - std::tanh(number) * std::tanh(number), kRounding)
        << "at x = " << number << ": 1 - x * x would be " << 1 - number * number
        << ", and 1 - t would be " << 1 - std::tanh(number);
  }
}

TEST(Tanh, BendsWithoutAJumpOrACorner) {
  Tape tape(1000);
  for (Scalar size = 0; size < 25; size += Scalar(0.125)) {
    for (Scalar number : {size, -size}) {
      const Value x = tape.value(number);
      const Value t = tanh(x);
      const Scalar exact = std::tanh(number);
      ASSERT_NEAR(t.data(), exact, kRounding)
          << "at x = " << number << ": is the curve cut off or approximated?";
      ASSERT_NEAR(tape_derivative(t, x), 1 - exact * exact, 2 * kRounding)
          << "at x = " << number << ": is the slope cut off or approximated?";
    }
  }
}

TEST(Tanh, HasTheSlopeThatNudgingGives) {
  const auto f = [](const auto& x) {
    using std::tanh;
    return tanh(x[0] * x[1]) + tanh(x[1]);
  };
  Tape tape(20);
  const std::vector<double> x{-0.75, 1.25};
  const std::vector<Value> inputs = record_inputs(tape, x);
  EXPECT_PRED_FORMAT1(AreGradientsOf(f, x), tape_derivatives(f(inputs), inputs));
}

TEST(Tanh, IsFlatWhereItSaturates) {
  Tape tape(20);
  for (Scalar size : {Scalar(20), Scalar(400), Scalar(1000), std::numeric_limits<Scalar>::max()}) {
    for (Scalar number : {size, -size}) {
      const Value x = tape.value(number);
      const Value t = tanh(x);
      EXPECT_NEAR(t.data(), number > 0 ? 1 : -1, kRounding)
          << "at x = " << number << ": e^x grows without bound, and infinity / infinity is nan";
      EXPECT_NEAR(tape_derivative(t, x), 0, kRounding)
          << "at x = " << number << ": tanh(20) rounds to 1: 1 - 1 * 1";
    }
  }
}

TEST(Neuron, OfKarpathysLectureComesOutAsInTheLecture) {
  Tape tape(20);
  const Value x1 = tape.value(2.0);
  const Value x2 = tape.value(0.0);
  const Value w1 = tape.value(-3.0);
  const Value w2 = tape.value(1.0);
  const Value b = tape.value(Scalar(6.8813735870195432));
  const Value sum = x1 * w1 + x2 * w2 + b;
  const Value out = tanh(sum);
  EXPECT_NEAR(out.data(), 0.7071067811865476, kRounding);
  EXPECT_NEAR(tape_derivative(out, sum), 0.5, kRounding);
  EXPECT_NEAR(tape_derivative(out, x1), -1.5, kRounding);
  EXPECT_NEAR(tape_derivative(out, x2), 0.5, kRounding);
  EXPECT_NEAR(tape_derivative(out, w1), 1.0, kRounding);
  EXPECT_EQ(tape_derivative(out, w2), 0);
}

}  // namespace
