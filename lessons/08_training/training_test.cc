#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <stdexcept>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/plain_network.h"
#include "micrograd/testing/values.h"

#include "training.h"

namespace {

using gradcheck::AreGradientsOf;
using gradcheck::data_of;
using gradcheck::gradients_of;
using gradcheck::plain_squared_error;
using gradcheck::set_all;
using micrograd::Layer;
using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::squared_error;
using micrograd::Tape;
using micrograd::training_step;
using micrograd::Value;

const std::array<std::array<Scalar, 3>, 4> kInputs{
    {{2.0, 3.0, -1.0}, {3.0, -1.0, 0.5}, {0.5, 1.0, 1.0}, {1.0, 1.0, -1.0}}};
const std::array<Scalar, 4> kTargets{1.0, -1.0, -1.0, 1.0};
constexpr auto kRate = Scalar(0.1);

// The loss of the four samples, for the 41 parameters of an Mlp<3, 4, 4, 1>, in plain double.
double plain_loss(const std::vector<double>& parameters) {
  return plain_squared_error({3, 4, 4, 1}, parameters, kInputs, kTargets);
}

// A model whose numbers are easy: it gives back weight * x, and nothing bends it.
struct Line {
  Value weight;
  std::array<Value, 1> operator()(const std::array<Scalar, 1>& x) const { return {weight * x[0]}; }
  std::array<Value, 1> parameters() const { return {weight}; }
};

TEST(SquaredError, AddsUpTheSquareOfEveryMiss) {
  Tape tape(100);
  const Line line{tape.value(2.0)};
  const std::array<std::array<Scalar, 1>, 3> inputs{{{1.0}, {2.0}, {3.0}}};
  const Value loss = squared_error(line, inputs, std::array<Scalar, 3>{1.0, 6.0, 6.0});
  EXPECT_EQ(loss.data(), 5.0) << "predictions 2, 4, 6 for targets 1, 6, 6: 1 + 4 + 0";
  backward(loss);
  EXPECT_EQ(line.weight.grad(), -6.0) << "2 * (2 - 1) * 1 + 2 * (4 - 6) * 2 + 2 * (6 - 6) * 3";
}

TEST(SquaredError, OfOneSampleIsItsSquare) {
  Tape tape(100);
  const Line line{tape.value(2.0)};
  const std::array<std::array<Scalar, 1>, 1> inputs{{{5.0}}};
  EXPECT_EQ(squared_error(line, inputs, std::array<Scalar, 1>{7.0}).data(), 9.0);
}

TEST(SquaredError, HasRightGradientsForAllFortyOneParameters) {
  Tape tape(1000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const std::vector<double> parameters = data_of(mlp.parameters());
  const Value loss = squared_error(mlp, kInputs, kTargets);
  EXPECT_NEAR(loss.data(), plain_loss(parameters), 10 * gradcheck::rounding<Scalar>());
  backward(loss);
  EXPECT_THAT(gradients_of(mlp.parameters()), AreGradientsOf(plain_loss, parameters));
}

TEST(Descend, MovesEachParameterAgainstItsGradient) {
  Tape tape(10);
  const std::array<Value, 3> parameters{tape.value(1.0), tape.value(2.0), tape.value(3.0)};
  tape.gradients()[0] = 4.0;
  tape.gradients()[1] = -8.0;
  descend(parameters, 0.25);
  EXPECT_EQ(parameters[0].data(), 0.0) << "1 - 0.25 * 4: downhill is against the gradient";
  EXPECT_EQ(parameters[1].data(), 4.0) << "2 - 0.25 * -8";
  EXPECT_EQ(parameters[2].data(), 3.0) << "a gradient of 0 moves nothing";
}

TEST(TrainingStep, DoesOneStepAsComputedByHand) {
  Tape tape(100);
  const Line line{tape.value(2.0)};
  const std::array<std::array<Scalar, 1>, 2> inputs{{{1.0}, {2.0}}};
  const std::array<Scalar, 2> targets{1.0, 6.0};
  const Scalar loss = training_step(line, inputs, targets, 0.125);
  EXPECT_EQ(loss, 5.0) << "(2 - 1)^2 + (4 - 6)^2, before the step";
  EXPECT_EQ(line.weight.data(), 2.75) << "2 - 0.125 * (2 * 1 * 1 + 2 * -2 * 2)";
}

TEST(TrainingStep, LeavesTheTapeAsLongAsItWas) {
  Tape tape(30);
  const Line line{tape.value(2.0)};
  const Value yours = tape.value(7.0);  // As if you had used the tape in between.
  const std::array<std::array<Scalar, 1>, 2> inputs{{{1.0}, {2.0}}};
  const std::array<Scalar, 2> targets{1.0, 6.0};
  for (int step = 0; step < 3; ++step) {
    ASSERT_NO_THROW(training_step(line, inputs, targets, kRate)) << "in step " << step;
    ASSERT_EQ(tape.size(), 2) << "in step " << step
                              << ": is the tape rewound after the step, to where it was before?";
    ASSERT_EQ(yours.data(), 7.0) << "what was on the tape before the step is still there";
  }
}

TEST(TrainingStep, FollowsPlainArithmeticForTwentySteps) {
  Tape tape(1000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  std::vector<double> twin = data_of(mlp.parameters());
  for (int step = 0; step < 20; ++step) {
    const Scalar loss = training_step(mlp, kInputs, kTargets, kRate);
    // The twin's slopes are finite differences: off by 1e-10 or so a step.
    ASSERT_NEAR(loss, plain_loss(twin), gradcheck::tolerance<Scalar>()) << "in step " << step;
    const std::vector<double> slopes = gradcheck::finite_differences(plain_loss, twin);
    for (std::size_t i = 0; i < twin.size(); ++i) twin[i] -= 0.1 * slopes[i];
  }
}

TEST(TrainingStep, LearnsTheFourSamples) {
  Tape tape(1000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const Scalar first = training_step(mlp, kInputs, kTargets, kRate);
  Scalar last = first;
  for (int step = 1; step < 20; ++step) {
    last = training_step(mlp, kInputs, kTargets, kRate);
  }
  EXPECT_LT(last, first / 10);
  for (std::size_t i = 0; i < kInputs.size(); ++i) {
    EXPECT_NEAR(mlp(kInputs[i])[0].data(), kTargets[i], 0.1) << "sample " << i;
  }
}

TEST(TrainingStep, ThatDoesNotFitLeavesTheParametersAsTheyWere) {
  Tape tape(100);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const auto before = data_of(mlp.parameters());
  EXPECT_THROW(training_step(mlp, kInputs, kTargets, kRate), std::length_error);
  EXPECT_EQ(data_of(mlp.parameters()), before);
}

}  // namespace
