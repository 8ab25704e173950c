#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/plain_network.h"
#include "micrograd/testing/values.h"

#include "neuron.h"

namespace {

using gradcheck::AreGradientsOf;
using gradcheck::gradients_of;
using gradcheck::plain_network;
using gradcheck::set_all;
using micrograd::backward;
using micrograd::Neuron;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::uniform;
using micrograd::Value;

constexpr double kRounding = gradcheck::rounding<Scalar>();

TEST(Uniform, GivesTheSameNumbersEverywhere) {
  // The C++ standard fixes the 10,000th number of this generator: 9981545732273789042.
  std::mt19937_64 random;
  random.discard(9999);
  const double bits = 9981545732273789042ULL >> 11;
  EXPECT_EQ(uniform(random), static_cast<Scalar>(bits / 4503599627370496.0 - 1))
      << "the top 53 bits, divided by 2 to the power of 52, minus 1";
}

TEST(Uniform, FillsTheRangeFromMinusOneToOne) {
  std::mt19937_64 random(1);
  double lowest = 1;
  double highest = -1;
  double sum = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double number = uniform(random);
    lowest = std::min(lowest, number);
    highest = std::max(highest, number);
    sum += number;
  }
  EXPECT_GE(lowest, -1);
  EXPECT_LT(lowest, -0.99);
  EXPECT_LE(highest, 1);
  EXPECT_GT(highest, 0.99);
  EXPECT_NEAR(sum / 10'000, 0, 0.05) << "the mean of 10,000 numbers";
}

TEST(Neuron, StartsWithRandomWeightsAndABiasOfZero) {
  Tape tape(20);
  std::mt19937_64 random(1);
  const Neuron<3> neuron(tape, random);
  ASSERT_EQ(tape.size(), 4) << "three weights and a bias are what a new neuron puts on the tape";
  std::mt19937_64 again(1);
  for (std::size_t i = 0; i < 3; ++i) {
    const Scalar expected = uniform(again);
    EXPECT_NE(expected, 0) << "uniform() gives no random numbers";
    EXPECT_EQ(tape.at(i).data(), expected) << "weight " << i << ": one call of uniform() each";
  }
  EXPECT_TRUE(random == again) << "one draw a weight, from the very generator that was handed in";
  EXPECT_EQ(tape.at(3).data(), 0) << "the bias comes last, and starts from 0";
}

TEST(Neuron, HandsOutItsWeightsAndThenItsBias) {
  Tape tape(20);
  std::mt19937_64 random(1);
  const Neuron<3> neuron(tape, random);
  EXPECT_EQ(Neuron<3>::kParameters, 4);
  const auto parameters = neuron.parameters();
  ASSERT_EQ(parameters.size(), 4) << "three weights and a bias";
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(parameters[i].index(), i) << "parameter " << i << " is the one at place " << i;
  }
  EXPECT_EQ(tape.size(), 4) << "asking for the parameters records nothing";
}

TEST(Neuron, WeighsItsInputsAddsTheBiasAndSquashesTheSum) {
  Tape tape(50);
  std::mt19937_64 random(1);
  const Neuron<2> neuron(tape, random);
  set_all(neuron.parameters(), {-3.0, 1.0, 6.8813735870195432});
  EXPECT_NEAR(neuron({2.0, 0.0}).data(), 0.7071067811865476, kRounding)
      << "Karpathy's neuron, tanh(-3 * 2 + 1 * 0 + 6.88...); more than 1 can't come out of a tanh";

  set_all(neuron.parameters(), {0.5, -0.25, 0.125});
  EXPECT_NEAR(neuron({1.0, 2.0}).data(), std::tanh(0.125), kRounding)
      << "tanh(0.5 * 1 - 0.25 * 2 + 0.125): squash the sum once, not each product";
  EXPECT_NEAR(neuron({0.0, 0.0}).data(), std::tanh(0.125), kRounding)
      << "with inputs of 0 the bias alone is left";
}

TEST(Neuron, AgreesWithPlainArithmetic) {
  Tape tape(100);
  std::mt19937_64 random(7);
  const Neuron<4> neuron(tape, random);
  const std::vector<double> parameters{0.5, -1.25, 0.75, 2.0, -0.375};
  set_all(neuron.parameters(), parameters);
  EXPECT_NEAR(neuron({0.25, -0.5, 1.5, 0.125}).data(),
              plain_network({4, 1}, parameters, {0.25, -0.5, 1.5, 0.125})[0], kRounding);
}

TEST(Neuron, TakesPlainNumbersWithoutAPlaceForThem) {
  Tape tape(50);
  std::mt19937_64 random(1);
  const Neuron<3> neuron(tape, random);
  neuron({1.0, 2.0, 3.0});
  EXPECT_EQ(tape.size(), 4 + 7) << "4 parameters; then 3 products, 3 sums and a tanh";
}

TEST(Neuron, HasRightGradientsForItsParameters) {
  Tape tape(50);
  std::mt19937_64 random(3);
  const Neuron<2> neuron(tape, random);
  set_all(neuron.parameters(), {0.5, -0.75, 0.25});
  backward(neuron({1.5, -2.0}));
  const auto f = [](const std::vector<double>& p) {
    return plain_network({2, 1}, p, {1.5, -2.0})[0];
  };
  EXPECT_THAT(gradients_of(neuron.parameters()),
              AreGradientsOf(f, {0.5, -0.75, 0.25}, {"w[0]", "w[1]", "bias"}));
}

TEST(Neuron, HasRightGradientsForInputsThatAreValues) {
  Tape tape(50);
  std::mt19937_64 random(3);
  const Neuron<2> neuron(tape, random);
  set_all(neuron.parameters(), {0.5, -0.75, 0.25});
  const std::array<Value, 2> x{tape.value(0.5), tape.value(-1.0)};
  backward(neuron(x));
  const auto f = [](const std::vector<double>& inputs) {
    return plain_network({2, 1}, {0.5, -0.75, 0.25}, inputs)[0];
  };
  EXPECT_THAT(gradients_of(x), AreGradientsOf(f, {0.5, -1.0}));
}

}  // namespace
