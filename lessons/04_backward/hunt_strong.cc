// A strong set of tests for docs/hunt.md: gradients against nudges, again, and elsewhere.
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

#include "backward.h"

namespace {

using micrograd::Mark;
using micrograd::Tape;
using micrograd::Value;

// Nudges each input of f, in plain double, and sees how far the result moves.
template <typename Function>
std::vector<double> nudged(Function f, const std::vector<double>& x) {
  std::vector<double> slopes;
  for (std::size_t i = 0; i < x.size(); ++i) {
    std::vector<double> up = x;
    std::vector<double> down = x;
    up[i] += 1e-5;
    down[i] -= 1e-5;
    slopes.push_back((f(up) - f(down)) / 2e-5);
  }
  return slopes;
}

// Records f on the tape, walks back, and compares.
template <typename Function>
void expect_slopes(Tape& tape, Function f, const std::vector<double>& x) {
  std::vector<Value> inputs;
  for (const double number : x) inputs.push_back(tape.value(number));
  const Value root = f(inputs);
  EXPECT_NEAR(root.data(), f(x), 1e-14);
  backward(root);
  EXPECT_NEAR(root.data(), f(x), 1e-14) << "still";
  const std::vector<double> slopes = nudged(f, x);
  const double tolerance = 1e-8 * (1 + std::abs(f(x)));  // What a nudge can tell; see the chapter.
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_NEAR(inputs[i].grad(), slopes[i], tolerance) << "input " << i;
  }
}

// One operand used twice; a diamond in both orders; a chain whose gradients grow, and change their sign.
const auto kTwice = [](const auto& x) { return x[0] * x[0] + x[0]; };
const auto kSquareFirst = [](const auto& x) {
  const auto y = x[0] * x[1];
  return y * y + y;
};
const auto kSquareLast = [](const auto& x) {
  const auto y = x[0] * x[1];
  return y + y * y;
};
const auto kChain = [](const auto& x) {
  using std::tanh;
  return tanh(x[0] * -3.0 + x[1]) * -500.0 * x[1] * 7.0;
};

TEST(Strong, AgreesWithNudges) {
  for (const double x : {0.5, -2.0}) {
    Tape tape(100);
    expect_slopes(tape, kTwice, {x});
    expect_slopes(tape, kSquareFirst, {x, 1.5});
    expect_slopes(tape, kSquareLast, {x, 1.5});
    expect_slopes(tape, kChain, {x, 0.3});
  }
}

TEST(Strong, DoesItAgain) {
  Tape tape(100);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  const Value inner = a * b;
  const Value root = inner + b;
  for (int round = 0; round < 2; ++round) {
    backward(root);
    EXPECT_EQ(a.grad(), 3) << round;
    EXPECT_EQ(b.grad(), 3) << round;
  }
  backward(inner);  // Another root, on the same tape.
  EXPECT_EQ(root.grad(), 0);
  EXPECT_EQ(b.grad(), 2);
}

TEST(Strong, DoesItElsewhere) {
  Tape tape(100);
  const Value bystander = tape.value(7.0);
  const Mark mark = tape.mark();
  expect_slopes(tape, kSquareFirst, {0.5, 1.5});
  tape.rewind(mark);
  expect_slopes(tape, kChain, {0.5, 0.3});
  EXPECT_EQ(bystander.grad(), 0);

  Tape other(100);
  expect_slopes(other, kTwice, {0.5});
}

TEST(Strong, KeepsTinyGradients) {
  Tape tape(10);
  const Value a = tape.value(3.0);
  backward(a * 1e-9 * 1e-9 * 1e-9);
  EXPECT_DOUBLE_EQ(a.grad(), 1e-27);
}

}  // namespace
