#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <stdexcept>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/plain_network.h"
#include "micrograd/testing/values.h"

#include "training.h"

namespace {

using gradcheck::AreGradientsOf;
using gradcheck::data_of;
using gradcheck::Exactly;
using gradcheck::gradients_of;
using gradcheck::plain_squared_error;
using micrograd::backward;
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

constexpr const char* kReadLate =
    "Is the loss read after the tape was rewound? Its node is gone then: keep loss.data() before.";

// The loss of the four samples, for the 41 parameters of an Mlp<3, 4, 4, 1>, in plain double.
double plain_loss(const std::vector<double>& parameters) {
  return plain_squared_error({3, 4, 4, 1}, parameters, kInputs, kTargets);
}

// A model whose numbers are easy: weight * x + offset, and nothing bends it. Only the weight is to be
// trained.
struct Line {
  Value offset;
  Value weight;
  Line(Tape& tape, Scalar w, Scalar b = 0) : offset(tape.value(b)), weight(tape.value(w)) {}
  std::array<Value, 1> operator()(const std::array<Scalar, 1>& x) const {
    return {weight * x[0] + offset};
  }
  std::array<Value, 1> parameters() const { return {weight}; }
};

// Two samples for a Line.
const std::array<std::array<Scalar, 1>, 2> kOneAndTwo{{{1.0}, {2.0}}};
const std::array<Scalar, 2> kOneAndSix{1.0, 6.0};

TEST(SquaredError, AddsUpTheSquareOfEveryMiss) {
  Tape tape(100);
  const Line line(tape, 2.0);
  const std::array<std::array<Scalar, 1>, 3> inputs{{{1.0}, {2.0}, {3.0}}};
  const Value loss = squared_error(line, inputs, std::array<Scalar, 3>{1.0, 6.0, 6.0});
  EXPECT_EQ(loss.data(), 5.0) << "predictions 2, 4, 6 for targets 1, 6, 6: 1 + 4 + 0";
  backward(loss);
  EXPECT_EQ(line.weight.grad(), -6.0) << "2 * (2 - 1) * 1 + 2 * (4 - 6) * 2 + 2 * (6 - 6) * 3";
}

TEST(SquaredError, CountsSmallMissesAndLargeOnesOfEachModel) {
  Tape tape(100);
  Tape other_tape(100);
  const Line line(tape, 2.0);
  const Line other(other_tape, -1.0, 0.5);
  const std::array<std::array<Scalar, 1>, 1> input{{{5.0}}};
  const auto error = [&](const Line& model, Scalar target) {
    return squared_error(model, input, std::array<Scalar, 1>{target}).data();
  };
  EXPECT_EQ(error(line, 7.0), 9.0) << "one sample: a prediction of 10 for a target of 7";
  EXPECT_EQ(error(other, 7.0), 132.25) << "another model: a prediction of -4.5 for a target of 7";
  EXPECT_EQ(error(line, 10.0009765625), std::ldexp(1, -20)) << "a miss of 1/1024, squared";
  EXPECT_EQ(error(line, 1034.0), 1048576.0) << "a miss of 1024, squared";
}

TEST(SquaredError, HasRightGradientsForAllFortyOneParameters) {
  Tape tape(1000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const std::vector<double> parameters = data_of(mlp.parameters());
  const Value loss = squared_error(mlp, kInputs, kTargets);
  EXPECT_NEAR(loss.data(), plain_loss(parameters), 10 * gradcheck::rounding<Scalar>())
      << "the four misses of the network, squared and added up";
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

TEST(Descend, MovesWhatItIsGivenAndNothingElse) {
  Tape tape(10);
  Tape other(10);
  tape.value(7.0);
  const std::vector<Value> given{tape.value(1.0), other.value(2.0), tape.value(3.0)};
  const Value spare = tape.value(5.0);
  for (Tape* each : {&tape, &other}) {
    for (std::size_t i = 0; i < each->size(); ++i) each->gradients()[i] = 1024;
  }
  tape.gradients()[1] = Scalar(1) / 1024;
  for (int time = 1; time <= 2; ++time) {
    descend(std::vector<Value>{given[2], given[0], given[1]}, kRate);  // In any order.
    const char* about =
        "is each parameter moved by the rate times its own gradient, large or small, the "
        "same each time?";
    EXPECT_NEAR(given[0].data(), 1 - time * kRate / 1024, gradcheck::rounding<Scalar>()) << about;
    EXPECT_NEAR(given[1].data(), 2 - time * kRate * 1024, 200 * gradcheck::rounding<Scalar>())
        << about;
    EXPECT_NEAR(given[2].data(), 3 - time * kRate * 1024, 200 * gradcheck::rounding<Scalar>())
        << about;
  }
  EXPECT_EQ(tape.at(0).data(), 7.0) << "place 0 was not given, though it has a gradient";
  EXPECT_EQ(spare.data(), 5.0) << "the last place was not given, though it has a gradient";
}

TEST(TrainingStep, DoesOneStepAsComputedByHand) {
  Tape tape(100);
  const Line line(tape, 2.0);
  const gradcheck::Hint hint(kReadLate);
  const Scalar loss = training_step(line, kOneAndTwo, kOneAndSix, 0.125);
  EXPECT_EQ(loss, 5.0) << "(2 - 1)^2 + (4 - 6)^2, before the step";
  ASSERT_GE(tape.size(), 2) << "the model is gone: is the tape rewound past the parameters?";
  EXPECT_EQ(line.weight.data(), 2.75) << "2 - 0.125 * (2 * 1 * 1 + 2 * -2 * 2)";
  EXPECT_EQ(line.offset.data(), 0.0)
      << "only what parameters() hands out is trained, here the weight";
}

TEST(TrainingStep, LeavesTheTapeAsLongAsItWas) {
  Tape tape(40);
  const Line line(tape, 2.0);
  tape.value(7.0);  // As if you had used the tape in between.
  const gradcheck::Hint hint(kReadLate);
  for (std::size_t length = 3; length < 6; ++length) {
    ASSERT_NO_THROW(training_step(line, kOneAndTwo, kOneAndSix, kRate)) << "of length " << length;
    ASSERT_EQ(tape.size(), length) << "is the tape rewound after the step, to where it was before?";
    for (std::size_t i = 2; i < length; ++i) {
      ASSERT_EQ(tape.at(i).data(), 7.0) << "place " << i << " was on the tape before the step";
    }
    tape.value(7.0);
  }
}

TEST(TrainingStep, TrainsTheModelThatItIsGiven) {
  Tape tape(100);
  Tape other_tape(100);
  other_tape.value(7.0);
  const std::array<Line, 3> lines{Line(tape, 2.0), Line(other_tape, 2.0), Line(tape, 2.0)};
  for (int step = 0; step < 2; ++step) {
    for (const Line& line : lines) {
      // The second step begins from 2.75, where the misses are 1.75 and -0.5.
      const char* about =
          "one of three models that are trained in turn, on two tapes: is anything "
          "static, or left over from an earlier step?";
      EXPECT_EQ(training_step(line, kOneAndTwo, kOneAndSix, 0.125), step == 0 ? 5.0 : 3.3125)
          << about;
      EXPECT_EQ(line.weight.data(), step == 0 ? 2.75 : 2.5625) << about;
    }
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
    ASSERT_NEAR(loss, plain_loss(twin), gradcheck::tolerance<Scalar>())
        << "in step " << step << ", counted from 0: is it the loss before the step, and does every "
        << "step move all 41 parameters by this step's gradients alone?";
    const std::vector<double> slopes = gradcheck::finite_differences(plain_loss, twin);
    for (std::size_t i = 0; i < twin.size(); ++i) twin[i] -= 0.1 * slopes[i];
  }
}

TEST(TrainingStep, ThatDoesNotFitLeavesTheParametersAsTheyWere) {
  Tape tape(30);
  const Line line(tape, 2.0);
  training_step(line, kOneAndTwo, kOneAndSix, kRate);  // It fits, and leaves gradients behind.
  const Scalar before = line.weight.data();
  const micrograd::Mark mark = tape.mark();
  while (tape.size() < 24) tape.value(7.0);
  EXPECT_THROW(training_step(line, kOneAndTwo, kOneAndSix, kRate), std::length_error)
      << "there is room for the first sample, and not for the second";
  EXPECT_EQ(Exactly{line.weight.data()}, Exactly{before})
      << "a step that does not fit moves nothing";
  EXPECT_EQ(tape.size(), 30) << "the nodes that fit stay";
  tape.rewind(mark);
  EXPECT_NO_THROW(training_step(line, kOneAndTwo, kOneAndSix, kRate)) << "there is room again";
}

}  // namespace
