#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/values.h"

#include "backward.h"

namespace {

using gradcheck::AreGradientsOf;
using gradcheck::gradients_of;
using gradcheck::record_inputs;
using micrograd::Mark;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

constexpr double kRounding = gradcheck::rounding<Scalar>();

// Records f on a tape at x, runs the backward pass, and holds the gradients against nudges of f.
template <typename Function>
void expect_right_gradients(Function f, const std::vector<double>& x) {
  Tape tape(1000);
  const std::vector<Value> inputs = record_inputs(tape, x);
  backward(f(inputs));
  EXPECT_THAT(gradients_of(inputs), AreGradientsOf(f, x));
}

TEST(Backward, GivesTheRootAGradientOfOne) {
  Tape tape(3);
  const Value a = tape.value(2.0);
  const Value root = a * 3.0;
  backward(root);
  EXPECT_EQ(root.grad(), 1) << "d(root)/d(root): the walk starts from this seed";
  backward(a);
  EXPECT_EQ(a.grad(), 1) << "an input can be the root too";
  EXPECT_EQ(root.grad(), 0) << "this is left over from the backward pass before";
}

TEST(Backward, MultipliesThePartialsAlongTheWay) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = a * 3.0;
  const Value c = b * 5.0;
  backward(c * 7.0);
  EXPECT_EQ(c.grad(), 7.0) << "the root hands on 7 times its own 1: does the walk begin with it?";
  EXPECT_EQ(b.grad(), 35.0) << "5 times what arrived at c: is the gradient from above dropped?";
  EXPECT_EQ(a.grad(), 105.0);
}

TEST(Backward, ReachesEveryInput) {
  Tape tape(3);
  const Value first = tape.value(2.0);
  const Value second = tape.value(5.0);
  backward(first * second);
  EXPECT_EQ(first.grad(), 5.0) << "node 0: does each of the two parents get its own share?";
  EXPECT_EQ(second.grad(), 2.0) << "node 1: does each of the two parents get its own share?";
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
    expect_right_gradients(square_first, {x});
    expect_right_gradients(square_last, {x});
  }
}

TEST(Backward, IsRightWhereManyPathsShareTheirNodes) {
  const auto f = [](const auto& x) {
    auto y = x[0] * x[1];
    for (int i = 0; i < 16; ++i) y = y * 0.5 + y * x[1];
    return y;
  };
  expect_right_gradients(f, {2.0, 0.5});
}

TEST(Backward, IsRightThroughTanh) {
  const auto f = [](const auto& x) {
    using std::tanh;
    const auto shared = tanh(x[0] - x[1]);
    return tanh(shared * x[2] + x[0]) * shared - 2.0 * x[2];
  };
  expect_right_gradients(f, {0.3, -0.4, 1.25});
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
  const Value root = a * b;
  backward(root);
  backward(root);
  EXPECT_EQ(a.grad(), 3.0) << "after a second backward pass from the same root";
  EXPECT_EQ(b.grad(), 2.0) << "after a second backward pass from the same root";
  EXPECT_EQ(root.grad(), 1) << "after a second backward pass from the same root";
}

TEST(Backward, LeavesAloneWhatTheRootDoesNotDependOn) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  const Value root = a * a;
  const Value later = root * b;
  const Value apart = b * 5.0;
  backward(later + apart);
  backward(root);
  EXPECT_EQ(a.grad(), 4.0);
  EXPECT_EQ(b.grad(), 0) << "b has no part in root";
  EXPECT_EQ(later.grad(), 0) << "it was computed from root, not root from it";
  EXPECT_EQ(apart.grad(), 0) << "it has no part in root";
}

TEST(Backward, GoesOnPastAnInputThatWasRecordedLate) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = a * 3.0;
  const Value late = tape.value(5.0);
  backward(b * late);
  EXPECT_EQ(a.grad(), 15.0) << "an input has no parents, but the walk does not end there";
}

TEST(Backward, GoesOnPastWhatTheRootDoesNotDependOn) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = a * 3.0;
  const Value bystander = a * 7.0;
  backward(b * 5.0);
  EXPECT_EQ(a.grad(), 15.0) << "a node with a gradient of 0 hands on nothing, but the walk goes on";
  EXPECT_EQ(bystander.grad(), 0);
}

TEST(Backward, StartsAfreshOnATapeThatWasRewound) {
  Tape tape(6);
  const Value a = tape.value(2.0);
  const Mark mark = tape.mark();
  for (Scalar factor : {Scalar{10}, Scalar{20}}) {
    tape.rewind(mark);
    const Value root = a * factor + a;
    backward(root);
    EXPECT_EQ(a.grad(), factor + 1) << "in the round with factor " << factor;
  }
}

TEST(Backward, KeepsAParentThatIsNotThereOutOfIt) {
  Tape tape(10);
  const Value bystander = tape.value(1.0);
  const Value a = tape.value(2.0);
  backward((a + 1.0) * std::numeric_limits<Scalar>::infinity());
  EXPECT_EQ(bystander.grad(), 0)
      << "a + 1.0 has one parent; 0 times infinity for the missing one is nan";
  EXPECT_EQ(a.grad(), std::numeric_limits<Scalar>::infinity());
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

}  // namespace
