#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <random>
#include <stdexcept>
#include <vector>

#include "micrograd/testing/answer_check.h"
#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/plain_network.h"
#include "micrograd/testing/values.h"

#include "layer.h"

namespace {

using micrograd::backward;
using micrograd::Layer;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::AreAnswersOf;
using micrograd::testing::AreGradientsOf;
using micrograd::testing::data_of;
using micrograd::testing::Exactly;
using micrograd::testing::gradients_of;
using micrograd::testing::Hint;
using micrograd::testing::is_nowhere;
using micrograd::testing::plain_network;
using micrograd::testing::plain_start;
using micrograd::testing::set_all;

// Two inputs, three neurons: weights and bias of the first, of the second, of the third.
const std::vector<double> kNumbers{0.5, -1.0, 0.25, 1.5, 0.75, -0.5, -0.25, 0.125, 1.0};

constexpr const char* kCopies =
    "Are the neurons in the layer never assigned? In `for (auto neuron : neurons_)`, neuron is a "
    "copy of each, and neurons_ stays as it was; `for (auto& neuron : neurons_)` gives you "
    "the neurons themselves.";

TEST(Layer, GivesEachNeuronParametersOfItsOwn) {
  Tape tape(50);
  tape.value(7.0);  // So that no layer begins at place 0.
  std::mt19937_64 random(5);
  std::mt19937_64 again(5);
  for (const std::size_t first : std::vector<std::size_t>{1, 10}) {
    const Layer<2, 3> layer(tape, random);
    ASSERT_EQ(tape.size() - first, 9)
        << "3 neurons of 2 weights and a bias each record 9 parameters. 3: do the neurons share "
           "theirs? 6: is one left out, because a loop runs to In, and not to Out?";
    const std::vector<double> start = plain_start({2, 3}, again);
    for (std::size_t i = 0; i < 9; ++i) {
      EXPECT_EQ(Exactly{tape.at(first + i).data()}, Exactly{static_cast<Scalar>(start[i])})
          << "parameter " << i % 3 << " of neuron " << i / 3
          << ": the neurons draw from one generator, one after the other"
          << (i == 0
                  ? ". The first number is wrong already: does each neuron get a generator of its "
                    "own, or is lesson 5's test red?"
                  : "");
    }
    ASSERT_TRUE(random == again) << "the neurons draw from the generator that was passed in: "
                                    "is it passed by reference?";
    const Hint hint(kCopies);
    ASSERT_FALSE(is_nowhere(layer.parameters()[0])) << kCopies;
  }
}

TEST(Layer, HandsOutTheParametersOfAllItsNeurons) {
  Tape tape(50);
  tape.value(7.0);
  std::mt19937_64 random(1);
  const Layer<2, 3> one(tape, random);
  const Layer<2, 3> other(tape, random);
  EXPECT_EQ((Layer<2, 3>::kParameters), 9) << "3 neurons of 2 weights and a bias each";
  const Hint hint(kCopies);
  const auto& first = one.parameters();
  const auto& second = other.parameters();
  ASSERT_EQ(first.size(), 9) << "3 neurons of 2 weights and a bias each";
  for (std::size_t i = 0; i < 9; ++i) {
    ASSERT_FALSE(is_nowhere(first[i]))
        << "parameter " << i << " is on no tape: is it left out of the array? " << kCopies;
    const bool shared = first[i].index() == second[i].index();
    const char* own = shared ? ". Two layers share a parameter: is anything static?"
                             : ". Are the neurons made from the first to the last, and does each "
                               "one's copy begin where the one before stopped?";
    EXPECT_EQ(first[i].index(), 1 + i)
        << "parameter " << i << " should be at place " << 1 + i << own;
    EXPECT_EQ(second[i].index(), 10 + i)
        << "parameter " << i << " of a second layer should be at place " << 10 + i << own;
  }
  EXPECT_EQ(tape.size(), 19) << "asking for the parameters records nothing";
}

TEST(Layer, GivesOneOutputForEachNeuron) {
  Tape tape(200);
  std::mt19937_64 random(1);
  const Layer<2, 3> layer(tape, random);
  ASSERT_TRUE(set_all(layer.parameters(), kNumbers));
  EXPECT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3}, kNumbers, {0.3, -1.7}),
                      data_of(layer({0.3, -1.7})));

  // Wider than its input, and narrower.
  const Layer<1, 4> wide(tape, random);
  const auto of_wide = data_of(wide.parameters());
  EXPECT_PRED_FORMAT1(AreAnswersOf<Scalar>({1, 4}, of_wide, {0.5}), data_of(wide({0.5})));
  const Layer<4, 1> narrow(tape, random);
  const auto of_narrow = data_of(narrow.parameters());
  EXPECT_PRED_FORMAT1(AreAnswersOf<Scalar>({4, 1}, of_narrow, {1, 2, 3, 4}),
                      data_of(narrow({1.0, 2.0, 3.0, 4.0})));
}

TEST(Layer, AnswersForItselfEachTimeItIsAsked) {
  const char* about =
      "One of several layers that are asked in turn, twice: is anything static, or remembered from "
      "an earlier call?";
  const Hint hint(about);
  Tape tape(200);
  Tape other_tape(200);
  other_tape.value(7.0);
  std::mt19937_64 random(1);
  const Layer<2, 3> first(tape, random);
  const Layer<2, 3> second(tape, random);
  const std::vector<double> others{0.1, 0.3, -0.7, 1.3, -0.6, 0.0, 0.9, -1.1, 0.2};
  ASSERT_TRUE(set_all(first.parameters(), kNumbers));
  ASSERT_TRUE(set_all(second.parameters(), others));
  const auto& y = first({0.3, -1.7});
  const auto& second_y = second({0.3, -1.7});
  const auto& later_y = first({-0.9, 0.0});
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3}, kNumbers, {0.3, -1.7}, about), data_of(y));
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3}, others, {0.3, -1.7}, about), data_of(second_y));
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3}, kNumbers, {-0.9, 0.0}, about), data_of(later_y));
  const Layer<2, 3> elsewhere(other_tape, random);
  ASSERT_TRUE(set_all(elsewhere.parameters(), others));
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3}, others, {0.3, -1.7}, about),
                      data_of(elsewhere({0.3, -1.7})));
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3}, kNumbers, {-0.9, 0.0}, about),
                      data_of(first({-0.9, 0.0})));
}

TEST(Layer, ComputesEachNeuronOnce) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Layer<2, 3> layer(tape, random);
  ASSERT_TRUE(set_all(layer.parameters(), kNumbers));
  layer({0.0, -2.0});
  EXPECT_EQ(tape.size(), 9 + 3 * 5)
      << "9 parameters, then 3 neurons of 5 nodes: is a neuron asked twice, or left out?";
}

TEST(Layer, HasRightGradientsForParametersAndInputs) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Layer<2, 3> layer(tape, random);
  ASSERT_TRUE(set_all(layer.parameters(), kNumbers));
  const std::array<Value, 2> x{tape.value(0.25), tape.value(0.0)};
  const std::array<Value, 3> y = layer(x);
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3}, kNumbers, {0.25, 0.0}), data_of(y));
  backward(y[0] * y[1] + y[2]);
  const auto combined = [](const std::vector<double>& parameters, const std::vector<double>& at) {
    const std::vector<double> out = plain_network({2, 3}, parameters, at);
    return out[0] * out[1] + out[2];
  };
  const auto of_parameters = [&](const auto& p) { return combined(p, {0.25, 0.0}); };
  EXPECT_PRED_FORMAT1(AreGradientsOf(of_parameters, kNumbers), gradients_of(layer.parameters()));
  const auto of_inputs = [&](const auto& at) { return combined(kNumbers, at); };
  EXPECT_PRED_FORMAT1(AreGradientsOf(of_inputs, {0.25, 0.0}), gradients_of(x));
}

TEST(Layer, SaysWhenTheTapeIsFull) {
  Tape tape(16);
  std::mt19937_64 random(1);
  const Layer<2, 3> layer(tape, random);
  ASSERT_TRUE(set_all(layer.parameters(), kNumbers));
  EXPECT_THROW(layer({1.0, 2.0}), std::length_error) << "15 nodes, and room for 7";
  EXPECT_EQ(tape.size(), 16) << "the nodes recorded until then remain";
  EXPECT_THROW((Layer<2, 3>(tape, random)), std::length_error) << "no room for the parameters";
}

}  // namespace
