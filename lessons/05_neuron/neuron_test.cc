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

#include "neuron.h"

namespace {

using micrograd::backward;
using micrograd::Neuron;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::uniform;
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
using micrograd::testing::plain_uniform;
using micrograd::testing::set_all;

// What a neuron says, for AreAnswersOf.
template <typename Number, std::size_t In>
std::vector<double> answer_of(const Neuron<In>& neuron, const std::array<Number, In>& x) {
  return data_of(std::array<Value, 1>{neuron(x)});
}
template <std::size_t In>
std::vector<double> answer_of(const Neuron<In>& neuron, const std::array<Scalar, In>& x) {
  return answer_of<Scalar, In>(neuron, x);
}

TEST(Uniform, GivesTheSameNumbersEverywhere) {
  // The C++ standard fixes the 10,000th number of this generator: 9981545732273789042.
  std::mt19937_64 random;
  random.discard(9999);
  const double bits = 9981545732273789042ULL >> 11;
  EXPECT_EQ(Exactly{uniform(random)}, Exactly{static_cast<Scalar>(bits / 4503599627370496.0 - 1)})
      << "the bits are 9981545732273789042: the top 53 of them, as a double, times 0x1p-52, minus "
         "1";

  std::array<std::mt19937_64, 2> mine{std::mt19937_64(1), std::mt19937_64(2)};
  auto yours = mine;
  for (int i = 0; i < 1000; ++i) {
    const std::size_t k = i % 3 == 0 ? 1 : 0;  // Two generators, used in turn.
    ASSERT_EQ(Exactly{uniform(yours[k])}, Exactly{static_cast<Scalar>(plain_uniform(mine[k]))})
        << "draw " << i
        << ": the top 53 bits, times 0x1p-52, minus 1, from the generator that was passed in";
    ASSERT_TRUE(yours[k] == mine[k])
        << "draw " << i << " takes one number from the generator that was passed in: is it a copy?";
  }
}

TEST(Neuron, StartsWithRandomWeightsAndABiasOfZero) {
  Tape tape(20);
  tape.value(7.0);  // So that no neuron begins at place 0.
  std::mt19937_64 random(1);
  std::mt19937_64 again(1);
  for (const std::size_t first : std::vector<std::size_t>{1, 5}) {
    const Neuron<3> neuron(tape, random);
    ASSERT_EQ(tape.size(), first + 4) << "a new neuron records three weights and a bias, no more";
    const std::vector<double> start = plain_start({3, 1}, again);
    for (std::size_t i = 0; i < 3; ++i) {
      const Scalar number = tape.at(first + i).data();
      const char* likely = number == 0
                               ? "It is 0: is it not random yet, or does the bias come first?"
                           : i > 0 && number == tape.at(first).data()
                               ? "It is weight 0's number: call uniform(random) anew for each."
                               : "Is the generator the one that was handed in?";
      EXPECT_EQ(Exactly{number}, Exactly{static_cast<Scalar>(start[i])})
          << "weight " << i << " of the neuron at place " << first
          << ": the weights come first, in their order, and each is what one call to "
             "uniform(random) gives, neither scaled nor rounded. "
          << likely;
    }
    EXPECT_EQ(tape.at(first + 3).data(), 0) << "the bias comes last, and starts from 0";
    ASSERT_TRUE(random == again) << "one draw per weight, from the generator that was passed "
                                    "in: is it passed by reference?";
  }
}

TEST(Neuron, HandsOutItsWeightsAndThenItsBias) {
  Tape tape(50);
  tape.value(7.0);
  std::mt19937_64 random(1);
  const Neuron<3> one(tape, random);
  const Neuron<3> other(tape, random);
  EXPECT_EQ(Neuron<3>::kParameters, 4) << "three weights and a bias";
  const auto& first = one.parameters();
  const auto& second = other.parameters();
  ASSERT_EQ(first.size(), 4) << "three weights and a bias";
  ASSERT_EQ(tape.size(), 9) << "asking for the parameters records nothing";
  for (std::size_t i = 0; i < 4; ++i) {
    ASSERT_FALSE(is_nowhere(first[i]))
        << "parameter " << i
        << " is on no tape. Is it left out of the array? Or was its Value given to "
           "a copy, as in `for (auto weight : weights_) weight = ...`, where `auto&` is the weight "
           "itself?";
    const bool shared = first[i].index() == second[i].index();
    const char* about =
        shared ? ". Two neurons share a parameter: is anything static, or counted from "
                 "the tape's beginning or end?"
               : ": the weights in their order, and then the bias";
    EXPECT_EQ(first[i].index(), 1 + i)
        << "parameter " << i << " should be at place " << 1 + i << about;
    EXPECT_EQ(second[i].index(), 5 + i)
        << "parameter " << i << " of a second neuron should be at place " << 5 + i << about;
  }
}

TEST(Neuron, WeighsItsInputsAddsTheBiasAndSquashesTheSum) {
  Tape tape(50);
  std::mt19937_64 random(1);
  const Neuron<2> neuron(tape, random);
  const char* about =
      "The parameters got these numbers after the neuron was made. Is a number kept where its "
      "Value is to be asked, or is an answer remembered? Or is a product left out or counted "
      "twice, or the bias?";
  // Karpathy's neuron says tanh(-3 * 2 + 1 * 0 + 6.88...) = 0.7071...
  const std::vector<double> karpathys{-3.0, 1.0, 6.8813735870195432};
  ASSERT_TRUE(set_all(neuron.parameters(), karpathys));
  EXPECT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 1}, karpathys, {2, 0}, about),
                      answer_of(neuron, {2.0, 0.0}));
  const std::vector<double> numbers{0.5, -0.25, 0.125};
  ASSERT_TRUE(set_all(neuron.parameters(), numbers));
  EXPECT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 1}, numbers, {1, 3}, about),
                      answer_of(neuron, {1.0, 3.0}));
  EXPECT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 1}, numbers, {0.3, -1.7}, about),
                      answer_of(neuron, {0.3, -1.7}));
}

TEST(Neuron, AnswersForItselfEachTimeItIsAsked) {
  const char* about =
      "One of several neurons that are asked in turn, twice: is anything static, remembered from "
      "an earlier call, or looked for from place 0?";
  const Hint hint(about);
  Tape tape(200);
  Tape other_tape(200);
  other_tape.value(7.0);
  std::mt19937_64 random(7);
  const Neuron<3> first(tape, random);
  Neuron<3> second;  // On no tape yet.
  second = Neuron<3>(tape, random);
  const std::vector<double> numbers{0.1, -1.3, 0.7, 0.3};
  const std::vector<double> others{-0.2, 0.0, 1.1, 4.6};
  ASSERT_TRUE(set_all(first.parameters(), numbers));
  ASSERT_TRUE(set_all(second.parameters(), others));
  for (const std::array<Scalar, 3>& x : {std::array<Scalar, 3>{0.3, -0.7, 1.9}, {0.0, 1.1, -0.4}}) {
    const std::vector<double> plain(x.begin(), x.end());
    ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({3, 1}, numbers, plain, about), answer_of(first, x));
    ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({3, 1}, others, plain, about), answer_of(second, x));
  }
  ASSERT_EQ(first.parameters()[0].index(), 0) << "the same place after the neuron was asked";
  const Neuron<3> elsewhere(other_tape, random);
  ASSERT_TRUE(set_all(elsewhere.parameters(), others));
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({3, 1}, others, {0.3, -0.7, 1.9}, about),
                      answer_of(elsewhere, {0.3, -0.7, 1.9}));
  ASSERT_PRED_FORMAT1(AreAnswersOf<Scalar>({3, 1}, numbers, {0.0, 1.1, -0.4}, about),
                      answer_of(first, {0.0, 1.1, -0.4}));
}

TEST(Neuron, TakesPlainNumbersWithoutAPlaceForThem) {
  Tape tape(50);
  std::mt19937_64 random(1);
  const Neuron<3> neuron(tape, random);
  ASSERT_TRUE(set_all(neuron.parameters(), {0.5, 0.0, -1.0, 0.0}));
  neuron({0.0, 2.0, 3.0});
  EXPECT_EQ(tape.size(), 4 + 7)
      << "4 parameters; then 3 products, 3 sums and a tanh, whatever the numbers are.\n"
         "More: does a number take a place of its own: an input, a weight's, or a 0 from which the "
         "sum starts? Fewer: is a 0 left "
         "out?";
}

TEST(Neuron, HasRightGradientsForParametersAndInputs) {
  Tape tape(50);
  std::mt19937_64 random(3);
  const Neuron<3> neuron(tape, random);
  const std::vector<double> parameters{0.5, 0.0, -0.75, 0.0};
  ASSERT_TRUE(set_all(neuron.parameters(), parameters));
  const std::array<Value, 3> x{tape.value(0.0), tape.value(-1.0), tape.value(0.25)};
  backward(neuron(x));
  EXPECT_EQ(tape.size(), 4 + 3 + 7) << "inputs that are Values: 3 products, 3 sums and a tanh too";
  const auto of_parameters = [](const std::vector<double>& p) {
    return plain_network({3, 1}, p, {0.0, -1.0, 0.25})[0];
  };
  EXPECT_PRED_FORMAT1(AreGradientsOf(of_parameters, parameters, {"w[0]", "w[1]", "w[2]", "bias"}),
                      gradients_of(neuron.parameters()));
  const auto of_inputs = [&](const auto& at) { return plain_network({3, 1}, parameters, at)[0]; };
  EXPECT_PRED_FORMAT1(AreGradientsOf(of_inputs, {0.0, -1.0, 0.25}), gradients_of(x));
}

TEST(Neuron, SaysWhenTheTapeIsFull) {
  Tape tape(8);
  std::mt19937_64 random(1);
  const Neuron<3> neuron(tape, random);
  ASSERT_TRUE(set_all(neuron.parameters(), {0.5, 0.25, -1.0, 0.0}));
  EXPECT_THROW(neuron({1.0, 2.0, 3.0}), std::length_error)
      << "7 nodes, and room for 4: this throws";
  EXPECT_EQ(tape.size(), 8) << "the nodes recorded until then remain";
  EXPECT_THROW(Neuron<3>(tape, random), std::length_error) << "no room for the parameters";
}

}  // namespace
