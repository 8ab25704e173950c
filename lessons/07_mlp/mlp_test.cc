#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <random>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/plain_network.h"
#include "micrograd/testing/values.h"

#include "mlp.h"

namespace {

using gradcheck::AreGradientsOf;
using gradcheck::data_of;
using gradcheck::gradients_of;
using gradcheck::plain_network;
using micrograd::backward;
using micrograd::Layer;
using micrograd::Mlp;
using micrograd::Tape;
using micrograd::Value;

constexpr double kRounding = gradcheck::rounding<micrograd::Scalar>();

TEST(Mlp, CountsItsParameters) {
  EXPECT_EQ((Mlp<3, 4, 4, 1>::kParameters), 41) << "4 * (3 + 1) + 4 * (4 + 1) + 1 * (4 + 1)";
  EXPECT_EQ((Mlp<2, 16, 16, 1>::kParameters), 337);
  EXPECT_EQ((Mlp<2, 3>::kParameters), 9) << "one layer is a network too";
  Tape tape(100);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  EXPECT_EQ(tape.size(), 41) << "the parameters are what a new network puts on the tape";
}

TEST(Mlp, HandsOutTheParametersOfAllItsLayers) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const auto parameters = mlp.parameters();
  ASSERT_EQ(parameters.size(), 41);
  for (std::size_t i = 0; i < 41; ++i) {
    EXPECT_EQ(parameters[i].index(), i) << "parameter " << i << " is the one at place " << i;
  }
  EXPECT_EQ(tape.size(), 41) << "asking for the parameters records nothing";
}

TEST(Mlp, MakesItsLayersFromTheFirstToTheLast) {
  Tape tape(100);
  std::mt19937_64 random(5);
  const Mlp<2, 3, 1> mlp(tape, random);
  ASSERT_EQ(tape.size(), 13);
  std::mt19937_64 again(5);
  const Layer<2, 3> first(tape, again);
  const Layer<3, 1> last(tape, again);
  for (std::size_t i = 0; i < 13; ++i) {
    EXPECT_EQ(tape.at(i).data(), tape.at(13 + i).data())
        << "parameter " << i << ": first layer, then last layer, from one generator";
  }
  EXPECT_TRUE(random == again) << "the layers draw from the very generator that was handed in";
}

TEST(Mlp, FeedsEachLayerWithTheOneBefore) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const Mlp<2, 2, 2, 2> mlp(tape, random);
  const std::vector<double> expected =
      plain_network({2, 2, 2, 2}, data_of(mlp.parameters()), {0.5, -1.5});
  const std::array<Value, 2> outputs = mlp({0.5, -1.5});
  EXPECT_NEAR(outputs[0].data(), expected[0], kRounding);
  EXPECT_NEAR(outputs[1].data(), expected[1], kRounding);
}

TEST(Mlp, MayHaveAnyNumberOfLayers) {
  Tape tape(2000);
  std::mt19937_64 random(1);
  const Mlp<2, 3> one(tape, random);
  const Mlp<2, 16, 16, 1> moons(tape, random);
  const Mlp<1, 2, 3, 2, 1> deep(tape, random);
  EXPECT_EQ(one.parameters().size(), 9);
  EXPECT_EQ(moons.parameters().size(), 337);
  EXPECT_EQ(deep.parameters().size(), 4 + 9 + 8 + 3);
  EXPECT_EQ(one({1.0, 2.0}).size(), 3);
  EXPECT_NEAR(deep({0.5})[0].data(),
              plain_network({1, 2, 3, 2, 1}, data_of(deep.parameters()), {0.5})[0], kRounding);
}

TEST(Mlp, ComputesEachNeuronOnce) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  mlp({2.0, 3.0, -1.0});
  EXPECT_EQ(tape.size(), 41 + 4 * 7 + 4 * 9 + 1 * 9) << "2n + 1 nodes for a neuron of n inputs";
}

TEST(Mlp, HasRightGradientsForAllFortyOneParameters) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  ASSERT_EQ(mlp.parameters().size(), 41);
  backward(mlp({2.0, 3.0, -1.0})[0]);
  const auto f = [](const std::vector<double>& parameters) {
    return plain_network({3, 4, 4, 1}, parameters, {2.0, 3.0, -1.0})[0];
  };
  EXPECT_THAT(gradients_of(mlp.parameters()), AreGradientsOf(f, data_of(mlp.parameters())));
}

TEST(Mlp, HasRightGradientsForInputsThatAreValues) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const Mlp<2, 3, 2> mlp(tape, random);
  const std::array<Value, 2> x{tape.value(0.25), tape.value(-0.5)};
  const std::array<Value, 2> y = mlp(x);
  backward(y[0] - y[1]);
  const auto at = data_of(mlp.parameters());
  const auto f =
      [parameters = std::vector<double>(at.begin(), at.end())](const std::vector<double>& inputs) {
        const std::vector<double> out = plain_network({2, 3, 2}, parameters, inputs);
        return out[0] - out[1];
      };
  EXPECT_THAT(gradients_of(x), AreGradientsOf(f, {0.25, -0.5}));
}

}  // namespace
