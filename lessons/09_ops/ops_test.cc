#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/plain_attention.h"
#include "micrograd/testing/tape_derivative.h"
#include "micrograd/testing/values.h"

#include "ops.h"

namespace {

using micrograd::Node;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::AreGradientsOf;
using micrograd::testing::data_of;
using micrograd::testing::gradients_of;
using micrograd::testing::Hint;
using micrograd::testing::plain_softmax;
using micrograd::testing::record_inputs;
using micrograd::testing::rounding;
using micrograd::testing::tape_derivative;
using micrograd::testing::tape_derivatives;

constexpr double kRounding = rounding<Scalar>();
constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();
constexpr Scalar kHuge = std::numeric_limits<Scalar>::max() / 4;

// What an operation with one operand should be at one number.
struct Point {
  double x, y, slope;
};

// Whether two numbers are equal: up to rounding, both nan, or the same infinity.
::testing::AssertionResult alike(double got, double expected) {
  const bool same = got == expected || (std::isnan(got) && std::isnan(expected)) ||
                    std::abs(got - expected) <= 4 * kRounding * std::abs(expected);
  if (same) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << "it is " << micrograd::testing::digits(got, expected) << ", and should be "
         << micrograd::testing::digits(expected, got);
}

// Records `operation` at each point, on two tapes in turn, and checks the new node.
template <typename Operation>
void expect_points(const char* op, Operation operation, const std::vector<Point>& points,
                   const std::string& hint) {
  const Hint crash("Here two tapes are in use, in turn: is the first one remembered (static)?");
  Tape one(100);
  Tape two(100);
  for (std::size_t i = 0; i < points.size(); ++i) {
    Tape& tape = i % 2 == 0 ? one : two;
    const Point point = points[i];
    const Value x = tape.value(Scalar(point.x));
    tape.value(7.0);  // So that the operand is not the latest node.
    const std::size_t before = tape.size();
    const Value y = operation(x);
    const std::string at = "of " + std::string(op) + " at x = " + std::to_string(point.x);
    ASSERT_EQ(&y.tape(), &tape) << "it is recorded on the tape of its operand";
    ASSERT_EQ(tape.size(), before + 1)
        << "one new node " << at
        << ": compute its number and its slope with plain numbers, from x.data()";
    ASSERT_EQ(y.index(), before) << "the result is the new node";
    const Node& node = tape.node(y.index());
    EXPECT_EQ(node.op, std::string(op)) << "the name of the operation";
    ASSERT_EQ(node.parents[0], x.index()) << "its one parent is x";
    ASSERT_EQ(node.parents[1], Node::kNone) << "a plain number is no parent";
    EXPECT_TRUE(alike(y.data(), point.y)) << "the number " << at << hint;
    EXPECT_TRUE(alike(node.partials[0], point.slope)) << "the slope " << at << hint;
  }
}

TEST(Exp, IsItsOwnSlope) {
  std::vector<Point> points;
  for (const double x : {1.0, 0.0, -1.0, 0.5, 2.0, -20.0, 30.0, -0.001}) {
    points.push_back({x, std::exp(x), std::exp(x)});
  }
  expect_points(
      "exp", [](Value x) { return exp(x); }, points, ": e^x, and its slope is e^x too");
}

TEST(Log, HasASlopeOfOneOverItsInput) {
  std::vector<Point> points;
  for (const double x : {1.0, 2.0, 0.5, 0.001, 10.0, 1000.0, 1e-20, 1e20}) {
    points.push_back({x, std::log(x), 1 / x});
  }
  expect_points(
      "log", [](Value x) { return log(x); }, points,
      ": the natural logarithm, to the base e, and its slope is 1 / x");
}

TEST(Relu, LetsPositiveNumbersThroughAndNothingElse) {
  expect_points(
      "relu", [](Value x) { return relu(x); },
      {{2, 2, 1},
       {-3, 0, 0},
       {0, 0, 0},
       {0.5, 0.5, 1},
       {-0.001, 0, 0},
       {0.001, 0.001, 1},
       {1000, 1000, 1},
       {-1000, 0, 0}},
      ": x, with slope 1, where x is positive, and otherwise 0, with slope 0");
}

TEST(Pow, BringsTheExponentDownInItsSlope) {
  for (const double n : {3.0, 2.0, 1.0, 0.5, -0.5, -1.0, -2.0, 7.0, 0.0}) {
    std::vector<Point> points;
    for (const double x : {2.0, 1.0, 0.25, 10.0}) {
      points.push_back({x, std::pow(x, n), n * std::pow(x, n - 1)});
    }
    expect_points(
        "pow", [n](Value x) { return pow(x, Scalar(n)); }, points,
        " with exponent " + std::to_string(n) + ": x^n, and its slope is n * x^(n - 1)");
  }
  expect_points(
      "pow", [](Value x) { return pow(x, 3); }, {{-2, -8, 12}, {-0.5, -0.125, 0.75}},
      ": a negative number has whole powers");
}

TEST(Division, ByANumberIsOneNodeWithOneParent) {
  for (const double n : {4.0, -0.5, 3.0, 1e10}) {
    expect_points(
        "/", [n](Value x) { return x / Scalar(n); },
        {{1, 1 / n, 1 / n}, {-6, -6 / n, 1 / n}, {0, 0, 1 / n}, {7, 7 / n, 1 / n}},
        ", where x is divided by " + std::to_string(n) + ": the slope is 1 / number");
  }
}

TEST(Division, OfANumberIsOneNodeWithOneParent) {
  for (const double n : {4.0, -0.5, 3.0, 0.0}) {
    expect_points(
        "/", [n](Value x) { return Scalar(n) / x; },
        {{1, n, -n}, {2, n / 2, -n / 4}, {-4, -n / 4, -n / 16}, {0.5, 2 * n, -4 * n}},
        ", where " + std::to_string(n) + " is divided by x: the slope is -number / x^2");
  }
}

TEST(Division, MovesUpWithTheFirstAndDownWithTheSecond) {
  const Hint crash("Here two tapes are in use, in turn: is the first one remembered (static)?");
  Tape one(100);
  Tape two(100);
  for (std::size_t i = 0; i < 6; ++i) {
    Tape& tape = i % 2 == 0 ? one : two;
    const Scalar x = std::array<Scalar, 6>{6, -3, 0, 1, 8, Scalar(1e-4)}[i];
    const Scalar y = std::array<Scalar, 6>{4, 2, -8, 0.5, -0.25, Scalar(1e4)}[i];
    const Value a = tape.value(x);
    const Value b = tape.value(y);
    tape.value(7.0);
    const std::size_t before = tape.size();
    const Value q = a / b;
    ASSERT_EQ(tape.size(), before + 1)
        << "a / b is one new node: compute with plain numbers, from data()";
    const Node& node = tape.node(q.index());
    EXPECT_EQ(node.op, std::string("/"));
    ASSERT_EQ(node.parents[0], a.index()) << "the first parent of a / b is a";
    ASSERT_EQ(node.parents[1], b.index()) << "the second parent of a / b is b";
    EXPECT_TRUE(alike(q.data(), x / y)) << "a / b at a = " << x << " and b = " << y;
    EXPECT_TRUE(alike(node.partials[0], 1 / y))
        << "how fast a / b moves with a, at a = " << x << " and b = " << y << ": 1 / b";
    EXPECT_TRUE(alike(node.partials[1], -x / y / y))
        << "how fast a / b moves with b, at a = " << x << " and b = " << y << ": -a / b^2";
  }
}

TEST(Operations, HaveTheSlopesThatNudgingGives) {
  const auto f = [](const auto& x) {
    using std::exp, std::log, std::pow;
    const auto quotient = x[0] / x[1];
    return exp(quotient) * log(x[2]) + pow(x[1], 3) / (x[0] / x[2]) + 2.0 / x[2] + x[0] / 4.0;
  };
  Tape tape(100);
  const std::vector<double> x{0.75, -1.25, 2.5};
  const std::vector<Value> inputs = record_inputs(tape, x);
  EXPECT_PRED_FORMAT1(AreGradientsOf(f, x), tape_derivatives(f(inputs), inputs));
}

TEST(Operations, UseTheNumberThatTheirOperandHasNow) {
  Tape tape(100);
  const Value x = tape.value(1.0);
  const auto all = [&] {
    return data_of(std::vector<Value>{exp(x), log(x), relu(x), pow(x, 2), x / x, x / 8.0, 8.0 / x});
  };
  all();
  x.set_data(4.0);
  const std::vector<double> now = all();
  const std::vector<double> expected{std::exp(4.0), std::log(4.0), 4, 16, 1, 0.5, 2};
  for (std::size_t i = 0; i < now.size(); ++i) {
    EXPECT_NEAR(now[i], expected[i], 100 * kRounding)
        << "number " << i
        << " of exp(x), log(x), relu(x), pow(x, 2), x / x, x / 8, 8 / x. x was 1, and is 4 by now";
  }
}

TEST(Operations, DoAtTheEdgesWhatTheHeaderSays) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  expect_points(
      "log", [](Value x) { return log(x); }, {{0, -kInfinity, kInfinity}},
      ": -infinity, and infinitely steep");
  expect_points(
      "pow", [](Value x) { return pow(x, Scalar(0.5)); }, {{0, 0, kInfinity}, {-4, nan, nan}},
      " with exponent 0.5: a root is infinitely steep at 0, and no number below");
  expect_points(
      "pow", [](Value x) { return pow(x, 0); }, {{0, 1, 0}, {-2, 1, 0}},
      " with exponent 0: it is 1 everywhere, so its slope is 0. (0 * x^-1 is 0 * infinity "
      "at 0, which is nan.)");
  expect_points(
      "pow", [](Value x) { return pow(x, 1); }, {{0, 0, 1}, {-2, -2, 1}},
      " with exponent 1: x itself, with slope 1, at 0 too");
  expect_points(
      "pow", [](Value x) { return pow(x, 2); }, {{0, 0, 0}, {-3, 9, -6}},
      " with exponent 2: x^2. (exp(n * log(x)) is no number for a negative x.)");
  expect_points(
      "/", [](Value x) { return 1.0 / x; }, {{0, kInfinity, -kInfinity}},
      " with 1 / x: infinite, and infinitely steep downwards; nothing is thrown, and no slope set "
      "to 0");
  expect_points(
      "/", [](Value x) { return x / 0.0; },
      {{1, kInfinity, kInfinity}, {-1, -kInfinity, kInfinity}},
      " with x / 0: infinite, with an infinite slope; nothing is thrown");
  expect_points(
      "relu", [](Value x) { return relu(x); }, {{kInfinity, kInfinity, 1}, {-kInfinity, 0, 0}},
      " at infinity. (A product, x * (x > 0), is -infinity * 0, which is nan: relu can't be one.)");
  expect_points(
      "exp", [](Value x) { return exp(x); }, {{10000, kInfinity, kInfinity}, {-10000, 0, 0}},
      ": e^10000 is larger than any double");
  Tape tape(10);
  const Value none = tape.value(Scalar(nan));
  EXPECT_TRUE(std::isnan(relu(none).data())) << "relu(nan) must stay nan; a 0 would hide a mistake";
  EXPECT_TRUE(std::isnan(log(tape.value(-1.0)).data())) << "log(-1) is nan";
  const Value zero = tape.value(0.0);
  EXPECT_TRUE(std::isnan((zero / zero).data())) << "0 / 0 is nan";
  const Value one = tape.value(1.0);
  const Value quotient = one / zero;
  EXPECT_EQ(quotient.data(), kInfinity) << "1 / 0";
  EXPECT_EQ(tape.node(quotient.index()).partials, (std::array<Scalar, 2>{kInfinity, -kInfinity}))
      << "1 / 0 moves infinitely fast with either operand: is a slope set to 0 there?";
}

TEST(Operations, RecordNothingOnAFullTape) {
  Tape tape(1);
  const Value x = tape.value(2.0);
  const char* full = "there is no room: the caller is told, and nothing changes";
  EXPECT_THROW(exp(x), std::length_error) << full;
  EXPECT_THROW(log(x), std::length_error) << full;
  EXPECT_THROW(relu(x), std::length_error) << full;
  EXPECT_THROW(pow(x, 2), std::length_error) << full;
  EXPECT_THROW(x / x, std::length_error) << full;
  EXPECT_THROW(x / 2.0, std::length_error) << full;
  EXPECT_THROW(2.0 / x, std::length_error) << full;
  EXPECT_EQ(tape.size(), 1) << full;
  EXPECT_EQ(x.data(), 2.0) << full;
}

TEST(Micrograd, ComputesTheExpressionOfKarpathysReadme) {
  Tape tape(100);
  const Value a = tape.value(-4.0);
  const Value b = tape.value(2.0);
  Value c = a + b;
  Value d = a * b + pow(b, 3);
  c = c + (c + 1.0);
  c = c + (1.0 + c + -a);
  d = d + (d * 2.0 + relu(b + a));
  d = d + (3.0 * d + relu(b - a));
  const Value e = c - d;
  const Value f = pow(e, 2);
  Value g = f / 2.0;
  g = g + 10.0 / f;
  backward(g);
  EXPECT_NEAR(g.data(), 24.70408163265306, 100 * kRounding) << "g, which he prints as 24.7041";
  EXPECT_NEAR(a.grad(), 138.83381924198252, 1000 * kRounding)
      << "dg/da, which he prints as 138.8338";
  EXPECT_NEAR(b.grad(), 645.5772594752186, 1000 * kRounding)
      << "dg/db, which he prints as 645.5773";
}

// What ops.h makes of these logits.
std::vector<double> probabilities(const std::vector<double>& x) {
  Tape tape(1000);
  tape.value(7.0);
  std::vector<Value> values = record_inputs(tape, x);
  softmax(values);
  return data_of(values);
}

const std::vector<std::vector<double>> kLogits{
    {1, 2}, {0.5, -1.5, 3}, {-2, -1, -3, -2.5}, {0.25}, {4, 4, 4}, {-20, 0, 15, 1}, {3, 3, -1}};

TEST(Softmax, GivesEachItsShareOfTheSum) {
  for (const std::vector<double>& x : kLogits) {
    const std::vector<double> p = probabilities(x);
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      sum += p[i];
      EXPECT_NEAR(p[i], plain_softmax(x)[i], kRounding)
          << "number " << i << " of softmax" << ::testing::PrintToString(x)
          << ": exp(x[i]) divided by the sum of all exp(x[k]). Is the sum complete, and are all "
             "still "
             "powers, when the first one is divided?";
    }
    EXPECT_NEAR(sum, 1, kRounding) << "probabilities add up to 1";
  }
}

TEST(Softmax, HasTheSlopesThatNudgingGives) {
  for (const std::vector<double>& x : kLogits) {
    if (x.size() == 1) continue;  // It is always 1.
    for (const std::size_t i : {std::size_t{0}, x.size() - 1}) {
      if (plain_softmax(x)[i] < 1e-3) continue;  // Almost flat: there is nothing to see.
      Tape tape(1000);
      const std::vector<Value> inputs = record_inputs(tape, x);
      std::vector<Value> p = inputs;
      softmax(p);
      EXPECT_PRED_FORMAT1(AreGradientsOf([&](const auto& y) { return plain_softmax(y)[i]; }, x),
                          tape_derivatives(p[i], inputs))
          << "\nprobability " << i << " moves with every logit, for all have a share in the sum";
    }
  }
}

TEST(Softmax, SurvivesHugeLogits) {
  const char* hint =
      ": exp(1000) is infinite, and infinity / infinity is nan. Subtract the largest logit from "
      "all, first: that changes no share.";
  EXPECT_EQ(probabilities({1000, 0}), (std::vector<double>{1, 0})) << hint;
  EXPECT_EQ(probabilities({0, 1000}), (std::vector<double>{0, 1}))
      << ": which one is subtracted? It must be the largest, wherever it stands";
  EXPECT_EQ(probabilities({1e4, 1e4}), (std::vector<double>{0.5, 0.5})) << hint;
  EXPECT_EQ(probabilities({-1e4, -1e4, -1e4, -1e4}), (std::vector<double>{0.25, 0.25, 0.25, 0.25}))
      << ": exp(-10000) is 0, and 0 / 0 is nan. What is the largest logit when all are negative?";
  EXPECT_EQ(probabilities({kHuge, -kHuge}), (std::vector<double>{1, 0})) << hint;
  EXPECT_EQ(probabilities({-kInfinity, 0}), (std::vector<double>{0, 1}))
      << ": -infinity is a logit that is ruled out";
}

TEST(CrossEntropy, IsMinusTheLogOfTheTargetsProbability) {
  for (const std::vector<double>& x : kLogits) {
    for (std::size_t target = 0; target < x.size(); ++target) {
      Tape tape(1000);
      tape.value(7.0);
      const std::vector<Value> logits = record_inputs(tape, x);
      EXPECT_NEAR(cross_entropy(logits, target).data(), -std::log(plain_softmax(x)[target]),
                  30 * kRounding)
          << "logits " << ::testing::PrintToString(x) << ", target " << target
          << ": is the same number subtracted in the sum and from the target's logit? a - (b - c) "
             "needs "
             "its parentheses";
      EXPECT_EQ(data_of(logits), x) << "the logits stay as they are";
    }
  }
}

TEST(CrossEntropy, HasAsGradientTheProbabilitiesLessOneAtTheTarget) {
  for (const std::vector<double>& x : kLogits) {
    for (std::size_t target = 0; target < x.size(); ++target) {
      Tape tape(1000);
      const std::vector<Value> logits = record_inputs(tape, x);
      backward(cross_entropy(logits, target));
      const std::vector<double> p = plain_softmax(x);
      for (std::size_t i = 0; i < x.size(); ++i) {
        EXPECT_NEAR(logits[i].grad(), p[i] - (i == target ? 1 : 0), kRounding)
            << "logits " << ::testing::PrintToString(x) << ", target " << target
            << ": the gradient of logit " << i << " is its probability"
            << (i == target ? ", less 1, for it is the target" : "");
      }
    }
  }
}

TEST(CrossEntropy, OfACertainWrongAnswerIsLargeAndHasAGradient) {
  for (const Scalar size : {Scalar(1000), kHuge}) {
    Tape tape(100);
    const std::vector<Value> logits = {tape.value(size), tape.value(0)};
    const Value loss = cross_entropy(logits, 1);
    EXPECT_EQ(loss.data(), size)
        << "logits " << size
        << " and 0, target 1. The target's probability rounds to 0, and -log(0) is infinite: so "
           "take the logarithm of the sum, and subtract the target's logit";
    backward(loss);
    EXPECT_EQ(gradients_of(logits), (std::vector<Scalar>{1, -1}))
        << "logits " << size << " and 0, target 1: down with the one, up with the other";
  }
  Tape tape(100);
  const std::vector<Value> last_is_largest = {tape.value(0), tape.value(1000)};
  EXPECT_EQ(cross_entropy(last_is_largest, 0).data(), 1000)
      << "logits 0 and 1000, target 0: which one is subtracted? It must be the largest";
  const std::vector<Value> low = {tape.value(-10000), tape.value(-10000)};
  EXPECT_NEAR(cross_entropy(low, 0).data(), std::log(2.0), kRounding)
      << "logits -10000 and -10000: which number is subtracted? The largest is negative";
  const std::vector<Value> logits = {tape.value(1000), tape.value(0)};
  EXPECT_EQ(cross_entropy(logits, 0).data(), 0) << "certain and right: no surprise at all";
}

}  // namespace
