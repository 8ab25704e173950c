#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>
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
using micrograd::Layer;
using micrograd::Mlp;
using micrograd::Tape;
using micrograd::Value;

constexpr double kRounding = gradcheck::rounding<micrograd::Scalar>();

TEST(Mlp, OfThreeFourFourOneHasFortyOneParameters) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  EXPECT_EQ((Mlp<3, 4, 4, 1>::kParameters), 41);
  EXPECT_EQ(mlp.parameters().size(), 41) << "4 * (3 + 1) + 4 * (4 + 1) + 1 * (4 + 1)";
  EXPECT_EQ(tape.size(), 41);
  std::set<std::size_t> places;
  for (Value parameter : mlp.parameters()) {
    if (&parameter.tape() == &tape) places.insert(parameter.index());
  }
  EXPECT_EQ(places.size(), 41) << "each parameter once";
}

TEST(Mlp, MakesItsLayersFromTheFirstToTheLast) {
  Tape tape(100);
  std::mt19937_64 random(5);
  const Mlp<2, 3, 1> mlp(tape, random);
  std::mt19937_64 again(5);
  const Layer<2, 3> first(tape, again);
  const Layer<3, 1> last(tape, again);
  std::vector<double> expected = data_of(first.parameters());
  for (double number : data_of(last.parameters())) expected.push_back(number);
  EXPECT_EQ(data_of(mlp.parameters()), expected) << "first layer, then last layer";
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
