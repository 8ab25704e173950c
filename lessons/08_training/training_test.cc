#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <stdexcept>
#include <vector>

#include "micrograd/examples/four_samples.h"
#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/plain_network.h"
#include "micrograd/testing/values.h"

#include "training.h"

namespace {

using micrograd::backward;
using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::squared_error;
using micrograd::Tape;
using micrograd::training_step;
using micrograd::Value;
using micrograd::testing::AreGradientsOf;
using micrograd::testing::data_of;
using micrograd::testing::Exactly;
using micrograd::testing::finite_differences;
using micrograd::testing::gradients_of;
using micrograd::testing::Hint;
using micrograd::testing::plain_squared_error;
using micrograd::testing::rounding;
using micrograd::testing::tolerance;

using Samples = micrograd::examples::FourSamples<Scalar>;
constexpr auto kRate = Scalar(0.1);

constexpr const char* kReadLate =
    "Is the loss read after the tape was rewound? Its node is gone then: keep loss.data() before.";
constexpr const char* kRewound =
    "is the tape rewound after the step, to a mark taken before the forward pass, on the model's "
    "own tape?";
constexpr const char* kRemembered =
    "Is anything static, or remembered from an earlier call: a tape, a mark, a model, a "
    "prediction?";

// The loss of the four samples, for the 41 parameters of an Mlp<3, 4, 4, 1>, in plain double.
double plain_loss(const std::vector<double>& parameters) {
  return plain_squared_error({3, 4, 4, 1}, parameters, Samples::inputs, Samples::targets);
}

// A model with easy numbers: weight * x + offset, with nothing that bends it. Only the weight is
// trained. Each test has a type of its own, so that anything static in a template starts afresh.
template <int kTest>
struct Line {
  Value offset;
  Value weight;
  Line(Tape& tape, Scalar w, Scalar b = 0) : offset(tape.value(b)), weight(tape.value(w)) {}
  std::array<Value, 1> operator()(const std::array<Scalar, 1>& x) const {
    return {weight * x[0] + offset};
  }
  std::array<Value, 1> parameters() const { return {weight}; }
};

// Two samples for a Line, those of the chapter.
const std::array<std::array<Scalar, 1>, 2> kOneAndTwo{{{1.0}, {2.0}}};
const std::array<Scalar, 2> kOneAndSix{1.0, 6.0};

TEST(SquaredError, AddsUpTheSquareOfEveryMiss) {
  Tape tape(100);
  const Line<1> line(tape, 2.0);
  const std::array<std::array<Scalar, 1>, 3> inputs{{{1.0}, {2.0}, {3.0}}};
  const Value loss = squared_error(line, inputs, std::array<Scalar, 3>{1.0, 6.0, 6.0});
  EXPECT_EQ(loss.data(), 5.0)
      << "predictions 2, 4, 6 for targets 1, 6, 6: misses of 1, -2 and 0, and so 1 + 4 + 0. Do you "
         "recognise yours?\n"
         "  2        a prediction, as the stub returns it\n"
         "  1, 4     the loss of one sample: the others are left out\n"
         "  6        the first sample is counted twice\n"
         "  0        each sample's square takes the place of the sum\n"
         "  -1, 3    the misses are added up, and not their squares\n"
         "  1.66667  the mean, not the sum\n"
         "  253      the target is added to the prediction\n"
         "  33, 35   every sample is the first one, or has its target";
  backward(loss);
  EXPECT_EQ(line.weight.grad(), -6.0)
      << "d(loss)/d(weight) = 2 * (2 - 1) * 1 + 2 * (4 - 6) * 2 + 2 * (6 - 6) * 3. When it is 0, "
         "something on the way is made of .data(), and when it is -3, one of the two factors of a "
         "square is.";
}

TEST(SquaredError, CountsSmallMissesAndLargeOnesOfEachModel) {
  Tape tape(100);
  const Line<2> line(tape, 2.0);
  const Line<2> other(tape, -1.0, 0.5);
  const Hint hint(kRemembered);
  const auto error = [](const Line<2>& model, Scalar x, Scalar target) {
    const std::array<std::array<Scalar, 1>, 1> input{{{x}}};
    const Value loss = squared_error(model, input, std::array<Scalar, 1>{target});
    return data_of(std::array<Value, 1>{loss})[0];
  };
  ASSERT_EQ(error(line, 5.0, 7.0), 9.0) << "one sample: a prediction of 10 for a target of 7";
  ASSERT_EQ(error(other, 5.0, -6.0), 2.25)
      << "another model: a prediction of -4.5 for a target of -6. " << kRemembered;
  ASSERT_EQ(error(line, 1.0, 3.0), 1.0)
      << "another sample: a prediction of 2 for a target of 3. " << kRemembered;
  EXPECT_EQ(error(line, 5.0, 10.0009765625), std::ldexp(1, -20)) << "a miss of 1/1024, squared";
  EXPECT_EQ(error(line, 5.0, 1034.0), 1048576.0) << "a miss of 1024, squared";
  EXPECT_NEAR(error(line, 5.0, Scalar(0.1)), 98.01, 500 * rounding<Scalar>())
      << "a prediction of 10 for a target of 0.1: is the target truncated, to a float or an int?";
}

TEST(SquaredError, HasRightGradientsForAllFortyOneParameters) {
  Tape tape(1000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const std::vector<double> parameters = data_of(mlp.parameters());
  const Value loss = squared_error(mlp, Samples::inputs, Samples::targets);
  ASSERT_NEAR(loss.data(), plain_loss(parameters), 10 * rounding<Scalar>())
      << "the four misses of the network, squared and added up";
  backward(loss);
  EXPECT_PRED_FORMAT1(AreGradientsOf(plain_loss, parameters), gradients_of(mlp.parameters()));
}

TEST(Descend, MovesEachParameterAgainstItsGradient) {
  Tape tape(10);
  const std::array<Value, 3> parameters{tape.value(1.0), tape.value(2.0), tape.value(3.0)};
  tape.gradients()[0] = 4.0;
  tape.gradients()[1] = -8.0;
  descend(parameters, 0.25);
  EXPECT_EQ(data_of(parameters), (std::vector<double>{0, 4, 3}))
      << "parameters of 1, 2 and 3, with gradients of 4, -8 and 0, after a step at a rate of 0.25: "
         "each has moved against its gradient, by a quarter of it. Do you recognise yours?\n"
         "  1, 2, 3    nothing has moved: is it a copy of the number that is changed? p = ... "
         "makes a new node, where p.set_data(...) changes the old one\n"
         "  0.75, 1.75, 2.75  the gradient is left out\n"
         "  2, 0, 3    uphill: each has moved the way its gradient points\n"
         "  0, 2, 3    only the first one has moved\n"
         "  -3, 10, 3  the rate is left out\n"
         "  -1, 2, -0  the step has taken the number's place, and should be added to it";
}

TEST(Descend, MovesWhatItIsGivenAndNothingElse) {
  Tape one(10);
  Tape other(10);
  for (int i = 0; i < 6; ++i) one.value(Scalar(i)), other.value(Scalar(i));
  // In any order, and on more than one tape.
  for (const std::array<Value, 2>& given : {std::array<Value, 2>{one.at(3), other.at(1)},
                                            std::array<Value, 2>{other.at(3), one.at(1)}}) {
    for (const Scalar rate : {Scalar(0.1), Scalar(0.2)}) {
      for (std::size_t i = 0; i < 6; ++i) one.gradients()[i] = other.gradients()[i] = 1024;
      given[1].tape().gradients()[1] = Scalar(1) / 1024;
      const std::vector<double> before = data_of(given);
      descend(given, rate);
      for (const std::size_t i : std::vector<std::size_t>{0, 2, 4, 5}) {
        for (Tape* tape : {&one, &other}) {
          ASSERT_EQ(tape->at(i).data(), i)
              << "place " << i << " was not given, though it has a gradient";
        }
      }
      const char* about =
          "is each parameter moved by this call's rate times its own gradient, large or "
          "small, and by nothing else?";
      ASSERT_NEAR(given[0].data(), before[0] - rate * 1024, 200 * rounding<Scalar>())
          << "a gradient of 1024, at a rate of " << rate << ": " << about;
      ASSERT_NEAR(given[1].data(), before[1] - rate / 1024, rounding<Scalar>())
          << "a gradient of 1/1024, at a rate of " << rate << ": " << about;
    }
  }
}

TEST(TrainingStep, DoesOneStepAsComputedByHand) {
  Tape tape(100);
  const Line<3> line(tape, 2.0);
  const Hint hint(kReadLate);
  const Scalar loss = training_step(line, kOneAndTwo, kOneAndSix, 0.125);
  EXPECT_EQ(loss, 5.0) << "(2 - 1)^2 + (4 - 6)^2, before the step; 3.3125 is the loss after it";
  ASSERT_EQ(tape.size(), 2) << kRewound;
  EXPECT_EQ(line.weight.data(), 2.75)
      << "2 - 0.125 * (2 * 1 * 1 + 2 * -2 * 2). When it is 2, nothing has moved: is there a "
         "backward pass, and then a descent of model.parameters()? When it is 3.5, it has moved "
         "twice as far, and when it is 1.25, uphill. 2.6 is a rate of 0.1, whatever was asked for.";
  EXPECT_EQ(line.offset.data(), 0.0)
      << "only what parameters() hands out is trained, here the weight";
}

TEST(TrainingStep, LeavesTheTapeAsLongAsItWas) {
  Tape tape(40);
  const Line<4> line(tape, 2.0);
  tape.value(7.0);  // As if you had used the tape in between.
  const Hint hint(kRemembered);
  for (std::size_t length = 3; length < 6; ++length) {
    ASSERT_NO_THROW(training_step(line, kOneAndTwo, kOneAndSix, kRate)) << "of length " << length;
    ASSERT_EQ(tape.size(), length) << kRewound;
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
  const std::array<Line<5>, 3> lines{Line<5>(tape, 2.0), Line<5>(tape, 2.0),
                                     Line<5>(other_tape, 2.0)};
  const Hint hint(kRemembered);
  for (const Line<5>& line : lines) {
    const std::size_t length = line.weight.tape().size();
    ASSERT_EQ(training_step(line, kOneAndTwo, kOneAndSix, 0.125), 5.0)
        << "one of three models, on two tapes. " << kRemembered;
    ASSERT_EQ(line.weight.tape().size(), length) << kRewound;
    ASSERT_EQ(line.weight.data(), 2.75) << "one of three models, on two tapes. " << kRemembered;
  }
  const std::array<std::array<Scalar, 1>, 2> two_and_one{{{2.0}, {1.0}}};
  for (const Line<5>& line : lines) {
    // Predictions of 5.5 and 2.75.
    ASSERT_EQ(training_step(line, two_and_one, std::array<Scalar, 2>{2.0, 1.0}, 0.25), 15.3125)
        << "3.5^2 + 1.75^2, in a second step with other samples. " << kRemembered;
    ASSERT_EQ(line.weight.data(), -1.625) << "2.75 - 0.25 * (2 * 3.5 * 2 + 2 * 1.75 * 1), in a "
                                             "second step. -0.125 has the gradient of the step "
                                             "before in it: is lesson 4's test green? "
                                          << kRemembered;
  }
}

TEST(TrainingStep, FollowsPlainArithmeticForTwentySteps) {
  Tape tape(1000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  std::vector<double> twin = data_of(mlp.parameters());
  for (int step = 0; step < 20; ++step) {
    const Scalar loss = training_step(mlp, Samples::inputs, Samples::targets, kRate);
    ASSERT_EQ(tape.size(), 41) << kRewound;
    // The twin's slopes are finite differences, off by 1e-10 or so per step.
    ASSERT_NEAR(loss, plain_loss(twin), tolerance<Scalar>())
        << "in step " << step
        << ", counted from 0: is it the loss before the step, not truncated to a float, and does "
           "every step move all 41 parameters by this step's gradients alone?";
    const std::vector<double> slopes = finite_differences(plain_loss, twin);
    for (std::size_t i = 0; i < twin.size(); ++i) twin[i] -= 0.1 * slopes[i];
  }
}

TEST(TrainingStep, ThatDoesNotFitLeavesTheParametersAsTheyWere) {
  Tape tape(30);
  const Line<6> line(tape, 2.0);
  training_step(line, kOneAndTwo, kOneAndSix, kRate);  // It fits, and leaves gradients behind.
  ASSERT_EQ(tape.size(), 2) << kRewound;
  const Scalar before = line.weight.data();
  const micrograd::Mark mark = tape.mark();
  while (tape.size() < 24) tape.value(7.0);
  EXPECT_THROW(training_step(line, kOneAndTwo, kOneAndSix, kRate), std::length_error)
      << "there is room for the first sample, and not for the second: does anything catch what the "
         "full tape throws?";
  EXPECT_EQ(Exactly{line.weight.data()}, Exactly{before})
      << "a step that does not fit moves nothing: it ends with the forward pass";
  EXPECT_EQ(tape.size(), 30) << "the nodes recorded until then remain";
  tape.rewind(mark);
  EXPECT_NO_THROW(training_step(line, kOneAndTwo, kOneAndSix, kRate)) << "there is room again";
}

}  // namespace
