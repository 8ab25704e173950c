#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "micrograd/testing/answer_check.h"
#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/plain_network.h"
#include "micrograd/testing/values.h"

#include "mlp.h"

namespace {

using micrograd::backward;
using micrograd::Mlp;
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

TEST(Mlp, CountsItsParameters) {
  EXPECT_EQ((Mlp<3, 4, 4, 1>::kParameters), 41) << "4 * (3 + 1) + 4 * (4 + 1) + 1 * (4 + 1)";
  EXPECT_EQ((Mlp<2, 16, 16, 1>::kParameters), 337) << "16 * (2 + 1) + 16 * (16 + 1) + 16 + 1";
  EXPECT_EQ((Mlp<1, 2, 3, 2, 1>::kParameters), 24)
      << "2 * (1 + 1) + 3 * (2 + 1) + 2 * (3 + 1) + 2 + 1";
  EXPECT_EQ((Mlp<2, 3>::kParameters), 9) << "one layer is a network too";
}

TEST(Mlp, HandsOutTheParametersOfAllItsLayers) {
  Tape tape(100);
  tape.value(7.0);  // So that no network begins at place 0.
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> one(tape, random);
  const Mlp<3, 4, 4, 1> other(tape, random);
  ASSERT_EQ(tape.size(), 1 + 2 * 41) << "41 parameters are what each new network puts on the tape: "
                                        "is a layer left out, or static?";
  const Hint hint(
      "The array that parameters() fills has room for kParameters Values: is that the number over "
      "all layers, and does the second copy begin where the first one stopped?");
  const auto& first = one.parameters();
  const auto& second = other.parameters();
  ASSERT_EQ(first.size(), 41);
  for (std::size_t i = 0; i < 41; ++i) {
    const std::size_t layer = i < 16 ? 1 : i < 36 ? 2 : 3;
    ASSERT_FALSE(is_nowhere(first[i])) << "parameter " << i << ", of layer " << layer
                                       << ", is on no tape: is it left out of the array?";
    const bool shared = first[i].index() == second[i].index();
    const char* own = shared ? ". Two networks share a parameter: is anything static?"
                             : ". First the first layer's, and then, from where these stop, those "
                               "of the rest.";
    EXPECT_EQ(first[i].index(), 1 + i)
        << "parameter " << i << ", of layer " << layer << ", should be at place " << 1 + i << own;
    EXPECT_EQ(second[i].index(), 42 + i)
        << "parameter " << i << ", of layer " << layer
        << ", of a second network should be at place " << 42 + i << own;
  }
  EXPECT_EQ(tape.size(), 1 + 2 * 41) << "asking for the parameters records nothing";
}

TEST(Mlp, MakesItsLayersFromTheFirstToTheLast) {
  Tape tape(100);
  tape.value(7.0);
  std::mt19937_64 random(5);
  std::mt19937_64 again(5);
  for (const std::size_t first : std::vector<std::size_t>{1, 14}) {
    const Mlp<2, 3, 1> mlp(tape, random);
    ASSERT_EQ(tape.size(), first + 13) << "3 * (2 + 1) + 1 * (3 + 1) parameters";
    const std::vector<double> start = plain_start({2, 3, 1}, again);
    for (std::size_t i = 0; i < 13; ++i) {
      EXPECT_EQ(Exactly{tape.at(first + i).data()}, Exactly{static_cast<Scalar>(start[i])})
          << "parameter " << i << ", of layer " << (i < 9 ? 1 : 2)
          << ": first layer, then last layer, from one generator"
          << (i == 0 ? ". If the layers are made in this order, is lesson 6's test still green?"
                     : "");
    }
    ASSERT_TRUE(random == again)
        << "the layers draw from the generator that was passed in: is it passed by reference?";
  }
}

TEST(Mlp, FeedsEachLayerWithTheOneBefore) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  // As many outputs as inputs in each layer, so that the compiler can't tell one from another.
  const Mlp<2, 2, 2, 2> even(tape, random);
  EXPECT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 2, 2, 2}, data_of(even.parameters()), {0.3, -1.7}),
                      data_of(even({0.3, -1.7})));
  const Mlp<1, 2, 3, 2, 1> deep(tape, random);
  EXPECT_PRED_FORMAT1(AreAnswersOf<Scalar>({1, 2, 3, 2, 1}, data_of(deep.parameters()), {0.3}),
                      data_of(deep({0.3})));
  const Mlp<2, 3> one(tape, random);
  EXPECT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3}, data_of(one.parameters()), {1, 2}),
                      data_of(one({1.0, 2.0})));
}

TEST(Mlp, AnswersForItselfEachTimeItIsAsked) {
  const char* about =
      "One of several networks that are asked in turn, twice: is anything static, or remembered "
      "from an earlier call?";
  const Hint hint(about);
  Tape tape(1000);
  Tape other_tape(1000);
  other_tape.value(7.0);
  std::mt19937_64 random(3);
  const Mlp<2, 3, 2> first(tape, random);
  const Mlp<2, 3, 2> second(tape, random);
  std::mt19937_64 again(3);
  const std::vector<double> numbers = plain_start({2, 3, 2}, again);
  const std::vector<double> others = plain_start({2, 3, 2}, again);
  const auto& y = first({0.3, -1.7});
  const auto& second_y = second({0.3, -1.7});
  const auto& later_y = first({-0.9, 0.0});
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3, 2}, numbers, {0.3, -1.7}, about), data_of(y));
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3, 2}, others, {0.3, -1.7}, about),
                      data_of(second_y));
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3, 2}, numbers, {-0.9, 0.0}, about),
                      data_of(later_y));
  const Mlp<2, 3, 2> elsewhere(other_tape, random);
  const std::vector<double> its = plain_start({2, 3, 2}, again);
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3, 2}, its, {0.3, -1.7}, about),
                      data_of(elsewhere({0.3, -1.7})));
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3, 2}, numbers, {-0.9, 0.0}, about),
                      data_of(first({-0.9, 0.0})));
}

TEST(Mlp, ComputesEachNeuronOnce) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  mlp({2.0, 3.0, -1.0});
  EXPECT_EQ(tape.size(), 41 + 4 * 7 + 4 * 9 + 1 * 9)
      << "41 parameters, then 2n + 1 nodes for a neuron of n inputs: 28 for layer 1, 36 for layer "
         "2, 9 for layer 3. Is a layer asked twice, or does a number between two layers take a "
         "place?";
}

TEST(Mlp, HasRightGradientsForAllFortyOneParameters) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const std::vector<double> parameters = data_of(mlp.parameters());
  ASSERT_EQ(parameters.size(), 41);
  const std::array<Value, 3> x{tape.value(2.0), tape.value(0.0), tape.value(-1.0)};
  backward(mlp(x)[0]);
  const auto of_parameters = [](const std::vector<double>& p) {
    return plain_network({3, 4, 4, 1}, p, {2.0, 0.0, -1.0})[0];
  };
  std::vector<std::string> names;
  for (int i = 0; i < 41; ++i) names.push_back("parameter " + std::to_string(i));
  EXPECT_PRED_FORMAT1(AreGradientsOf(of_parameters, parameters, names),
                      gradients_of(mlp.parameters()));
  const auto of_inputs = [&](const std::vector<double>& at) {
    return plain_network({3, 4, 4, 1}, parameters, at)[0];
  };
  EXPECT_PRED_FORMAT1(AreGradientsOf(of_inputs, {2.0, 0.0, -1.0}), gradients_of(x))
      << "those of the inputs";
}

TEST(Mlp, SaysWhenTheTapeIsFull) {
  Tape tape(60);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  EXPECT_THROW(mlp({2.0, 3.0, -1.0}), std::length_error) << "73 nodes, and room for 19";
  EXPECT_EQ(tape.size(), 60) << "the nodes recorded until then remain";
  EXPECT_THROW((Mlp<3, 4, 4, 1>(tape, random)), std::length_error) << "no room for the parameters";
}

}  // namespace
