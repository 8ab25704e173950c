#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/tape_derivative.h"
#include "micrograd/testing/values.h"

#include "tanh.h"

namespace {

using gradcheck::AreGradientsOf;
using gradcheck::record_inputs;
using gradcheck::tape_derivative;
using gradcheck::tape_derivatives;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

constexpr double kRounding = gradcheck::rounding<Scalar>();

TEST(Tanh, GivesTheHyperbolicTangent) {
  Tape tape(20);
  for (Scalar x : std::vector<Scalar>{-3.0, -0.5, 0.0, 0.25, 1.0, 2.0}) {
    EXPECT_NEAR(tanh(tape.value(x)).data(), std::tanh(x), kRounding) << "at x = " << x;
  }
}

TEST(Tanh, IsOneNode) {
  Tape tape(5);
  const Value x = tape.value(0.5);
  const Value t = tanh(x);
  EXPECT_EQ(tape.size(), 2) << "one input and one operation";
  EXPECT_EQ(tape.node(t.index()).op, std::string("tanh"));
}

TEST(Tanh, HasASlopeOfOneAtZero) {
  Tape tape(2);
  const Value x = tape.value(0.0);
  EXPECT_EQ(tape_derivative(tanh(x), x), 1);
}

TEST(Tanh, HasASlopeOfOneMinusItsOutputSquared) {
  Tape tape(20);
  for (Scalar number : std::vector<Scalar>{-2.0, -0.5, 0.25, 1.5}) {
    const Value x = tape.value(number);
    const Value t = tanh(x);
    EXPECT_NEAR(tape_derivative(t, x), 1 - std::tanh(number) * std::tanh(number), kRounding)
        << "at x = " << number << ": 1 - x * x would be " << 1 - number * number
        << ", and 1 - t would be " << 1 - std::tanh(number);
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
  EXPECT_THAT(tape_derivatives(f(inputs), inputs), AreGradientsOf(f, x));
}

TEST(Tanh, IsFlatWhereItSaturates) {
  Tape tape(4);
  const Value high = tape.value(20.0);
  const Value low = tape.value(-1000.0);
  const Value top = tanh(high);
  const Value bottom = tanh(low);
  EXPECT_NEAR(top.data(), 1, kRounding);
  EXPECT_NEAR(bottom.data(), -1, kRounding);
  EXPECT_NEAR(tape_derivative(top, high), 0, kRounding) << "tanh(20) rounds to 1: 1 - 1 * 1";
  EXPECT_NEAR(tape_derivative(bottom, low), 0, kRounding);
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
