#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/values.h"

#include "backward.h"

namespace {

using micrograd::Mark;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::AreGradientsOf;
using micrograd::testing::gradients_of;
using micrograd::testing::Hint;
using micrograd::testing::record_inputs;
using micrograd::testing::rounding;

constexpr double kRounding = rounding<Scalar>();
constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();
constexpr Scalar kNan = std::numeric_limits<Scalar>::quiet_NaN();

// Records f on a tape at x, runs the backward pass, and holds the gradients against nudges of f.
template <typename Function>
void expect_right_gradients(Function f, const std::vector<double>& x, const char* hint = "") {
  Tape tape(1000);
  const std::vector<Value> inputs = record_inputs(tape, x);
  backward(f(inputs));
  EXPECT_PRED_FORMAT1(AreGradientsOf(f, x), gradients_of(inputs)) << hint;
}

// How long a backward pass from this root takes: the best of a few, for others use this machine too.
double seconds_from(Value root) {
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    const auto start = std::chrono::steady_clock::now();
    backward(root);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    best = std::min(best, time.count());
  }
  return best;
}

// x again, after so many levels of four nodes. Each level has two forks, and so four times as many
// paths lead through it.
Value after_levels(Value x, int levels) {
  Value y = x;
  for (int i = 0; i < levels; ++i) {
    const Value twice = y + y;
    y = twice * 0.25 + twice * 0.25;
  }
  return y;
}

// How a walk over few nodes may crash.
const char* const kCrash =
    "A walk crashes when it begins past the root, where there may be no node; when it goes on "
    "below node 0 (an unsigned i is always >= 0); when it takes a missing parent, Node::kNone, for "
    "a place; or when it uses an array that was made for another tape (static).";

// n times x, by n - 1 additions one after the other.
Value sum_of(Value x, std::size_t n) {
  Value sum = x;
  for (std::size_t i = 1; i < n; ++i) sum = sum + x;
  return sum;
}

TEST(Backward, GivesTheRootAGradientOfOne) {
  const Hint hint(kCrash);
  Tape tape(3);
  const Value a = tape.value(2.0);
  const Value root = a * 3.0;
  backward(root);
  ASSERT_EQ(tape.size(), 2) << "a backward pass records nothing and forgets nothing";
  EXPECT_EQ(root.grad(), 1) << "d(root)/d(root): the walk starts from this seed";
  backward(a);
  EXPECT_EQ(a.grad(), 1) << "an input can be the root too";
  EXPECT_EQ(root.grad(), 0) << "this is left over from the previous backward pass";
  Tape other(3);
  const Value x = other.value(5.0);
  other.value(6.0);
  backward(x);
  EXPECT_EQ(x.grad(), 1) << "x is on a second tape: is the first one remembered (static)?";
}

TEST(Backward, MultipliesThePartialsAlongTheWay) {
  const Hint hint(kCrash);
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = a * 3.0;
  const Value c = b * -5.0;
  const Value root = c * 7.0;
  backward(root);
  EXPECT_EQ(gradients_of(std::vector<Value>{root, c, b, a}), (std::vector<Scalar>{1, 7, -35, -105}))
      << "the gradients of root, c, b and a, where b = a * 3, c = b * -5 and root = c * 7. Do you "
         "recognise yours?\n"
         "  1, 0, 0, 0      the root hands on nothing: the walk does not begin with it, passes "
         "over "
         "nodes with one parent, takes the other parent's partial, or clears gradients on its way\n"
         "  1, -1470, 150, 18  a node's number is used, and not its gradient\n"
         "  1, 7, 0, 0      only the root hands on: the walk runs from the first node to the last, "
         "or ends too early, or at a negative gradient\n"
         "  1, 7, -5, 3     the gradient from above is dropped\n"
         "  1, 1, 1, 1      the partial is dropped\n"
         "  1, 8, 3, 6      the two are added, not multiplied\n"
         "  0, 0, 0, 0      the root has no seed, or gradients are cleared after the walk";
}

TEST(Backward, ReachesEveryInput) {
  Tape tape(4);
  tape.value(9.0);
  const Value first = tape.value(2.0);
  const Value second = tape.value(Scalar(0.1));
  backward(first * second);
  EXPECT_DOUBLE_EQ(first.grad(), Scalar(0.1)) << "node 1: does it get the share of parents[0]?";
  EXPECT_DOUBLE_EQ(second.grad(), 2.0) << "node 2: does it get the share of parents[1]?";
}

TEST(Backward, AddsUpWhatArrivesFromSeveralSides) {
  expect_right_gradients([](const auto& x) { return x[0] + x[0]; }, {3.0});
  expect_right_gradients([](const auto& x) { return x[0] * x[1] + x[0]; }, {2.0, -3.0});
  expect_right_gradients([](const auto& x) { return x[0] * x[0] * x[0]; }, {1.5});
}

TEST(Backward, IsRightInWhicheverOrderTheDiamondIsWritten) {
  const auto square_first = [](const auto& x) {
    const auto y = x[0] * x[0];
    const auto square = y * y;
    return square + y;
  };
  const auto square_last = [](const auto& x) {
    const auto y = x[0] * x[0];
    const auto square = y * y;
    return y + square;
  };
  for (const double x : {0.5, -2.0}) {
    const char* hint = "\nDoes each node wait until all of its shares have arrived?";
    expect_right_gradients(square_first, {x}, hint);
    expect_right_gradients(square_last, {x}, hint);
  }
}

TEST(Backward, VisitsANodeOnceHoweverManyPathsLeadToIt) {
  const Hint hint(
      "Every path is walked, and sixty levels make 2^120 of them: visit each node once.");
  Tape tape(1000);
  const Value x = tape.value(3.0);
  const Value after_3 = after_levels(x, 3);
  const Value after_8 = after_levels(x, 8);
  ASSERT_LT(seconds_from(after_8), 12 * seconds_from(after_3))
      << "seconds for 8 levels, and 12 times the seconds for 3. There are 2.6 times as many nodes, "
         "but 1024 times as many paths: is every path walked, where every node is visited once?";
  backward(after_levels(x, 60));
  EXPECT_EQ(x.grad(), 1);
}

TEST(Backward, GivesKarpathysNeuronTheGradientsOfTheLecture) {
  Tape tape(20);
  const std::vector<Value> v = record_inputs(tape, {2.0, 0.0, -3.0, 1.0, 6.8813735870195432});
  const Value out = tanh(v[0] * v[2] + v[1] * v[3] + v[4]);
  backward(out);
  EXPECT_NEAR(out.data(), 0.7071067811865476, kRounding);
  EXPECT_NEAR(v[0].grad(), -1.5, kRounding) << "x1";
  EXPECT_NEAR(v[1].grad(), 0.5, kRounding) << "x2";
  EXPECT_NEAR(v[2].grad(), 1.0, kRounding) << "w1";
  EXPECT_EQ(v[3].grad(), 0) << "w2";
}

TEST(Backward, ClearsWhatAnEarlierOneLeft) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  const Value product = a * b;
  const Value root = product + b;
  for (int round = 0; round < 2; ++round) {
    backward(root);
    EXPECT_EQ(gradients_of(std::vector<Value>{root, product, a, b}),
              (std::vector<Scalar>{1, 1, 3, 3}))
        << "of a * b + b, a * b, a and b, in backward pass " << round + 1 << " from the same root";
  }
  backward(product);
  EXPECT_EQ(gradients_of(std::vector<Value>{root, product, a, b}),
            (std::vector<Scalar>{0, 1, 3, 2}))
      << "of a * b + b, a * b, a and b, in a backward pass from a * b after one from a * b + b";
}

TEST(Backward, GoesOnPastWhatHandsOnNothing) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = a * 3.0;
  const Value late = tape.value(5.0);
  const Value bystander = a * 7.0;
  backward(b * late);
  EXPECT_EQ(a.grad(), 15.0)
      << "an input has no parents, and a node that the root does not depend on "
         "has a gradient of 0: both hand on nothing, but the walk goes on";
  EXPECT_EQ(bystander.grad(), 0) << "the root does not depend on this";
}

TEST(Backward, HandsOnNothingWhereTheGradientIsZero) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value bystander = tape.value(3.0);
  const std::vector<Value> products{bystander * kInfinity, bystander * kNan};
  backward(a * 5.0);
  EXPECT_EQ(bystander.grad(), 0)
      << "the root does not depend on this, but a node with a gradient of 0 has handed it 0 times "
         "an infinite partial, which is nan: pass over nodes whose gradient is 0";
  EXPECT_EQ(a.grad(), 5.0);
  backward(a * kNan);
  EXPECT_TRUE(std::isnan(a.grad())) << "the root depends on this, through a partial of nan";
}

TEST(Backward, KeepsAGradientHoweverSmallOrLarge) {
  Tape tape(20);
  const Value a = tape.value(3.0);
  const Scalar large = std::pow(Scalar(2), Scalar(100));
  for (Scalar factor : {large, 1 / large, -large, -1 / large, Scalar(0.1)}) {
    const Value inner = a * (1 / factor);
    backward(inner * factor);
    EXPECT_DOUBLE_EQ(inner.grad(), factor) << "is it left out, cut off or rounded (float)?";
    EXPECT_DOUBLE_EQ(a.grad(), 1) << "a gradient of " << factor
                                  << " came before: is it left out, cut off or rounded (float)?";
  }
}

TEST(Backward, UsesThePartialsThatWereRecorded) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = tape.value(5.0);
  const Value product = a * b;
  const Value root = tape.record("square", 100.0, {product, 20.0});
  a.set_data(30.0);
  backward(root);
  EXPECT_EQ(product.grad(), 20.0) << "an operation of the reader's own, with a partial of 20";
  EXPECT_EQ(b.grad(), 40.0) << "a was 2 when a * b was recorded, and is 30 only now";
}

TEST(Backward, StartsAfreshOnATapeThatWasRewound) {
  Tape tape(10);
  tape.value(7.0);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  const Mark mark = tape.mark();
  a * 5.0;
  backward(b * 10.0);
  EXPECT_EQ(gradients_of(std::vector<Value>{a, b}), (std::vector<Scalar>{0, 10}));
  tape.rewind(mark);
  backward(a * 5.0 + b);
  EXPECT_EQ(gradients_of(std::vector<Value>{a, b}), (std::vector<Scalar>{5, 1}))
      << "of a and b for a * 5 + b, at the places where a * 5 and b * 10 were: is an order, or "
         "what was visited, remembered from the walk before (static)?";
}

TEST(Backward, LeavesAMissingParentOut) {
  Tape tape(10);
  const Value bystander = tape.value(1.0);
  const Value a = tape.value(2.0);
  backward((a + 1.0) * kInfinity);
  EXPECT_EQ(bystander.grad(), 0)
      << "a + 1.0 has one parent; 0 times infinity for the missing one is nan";
  EXPECT_EQ(a.grad(), kInfinity);
}

TEST(Backward, ChangesNoData) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value root = a * a + 1.0;
  const std::size_t size = tape.size();
  backward(root);
  EXPECT_EQ(a.data(), 2.0);
  EXPECT_EQ(root.data(), 5.0);
  EXPECT_EQ(tape.size(), size) << "a backward pass records nothing";
}

TEST(Backward, TakesOneStepPerNodeHoweverLongTheTapeIs) {
  const Hint hint(
      "This tape is long. A function that calls itself for each parent needs a place on the stack "
      "for each node: walk in a loop. Nor may an array have room for fewer nodes than the tape.");
  constexpr std::size_t kNodes = 1'000'000;
  ASSERT_TRUE(testing::UnitTest::GetInstance()->Passed())
      << "a million nodes are walked as soon as the tests before this one pass";
  Tape tape(kNodes);
  const Value x = tape.value(1.0);
  const Mark mark = tape.mark();
  const double time = seconds_from(sum_of(x, 500));
  tape.rewind(mark);
  ASSERT_LT(seconds_from(sum_of(x, 5000)), 50 * time)
      << "seconds for 5000 nodes, and 50 times the seconds for 500: does each node look at all "
         "others?";
  EXPECT_EQ(x.grad(), 5000);
  tape.rewind(mark);
  backward(sum_of(x, kNodes));
  EXPECT_EQ(x.grad(), kNodes);
}

}  // namespace
