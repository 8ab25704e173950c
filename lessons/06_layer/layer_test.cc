#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <random>
#include <vector>

#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/plain_network.h"
#include "micrograd/testing/values.h"

#include "layer.h"

namespace {

using gradcheck::AreGradientsOf;
using gradcheck::gradients_of;
using gradcheck::plain_network;
using gradcheck::set_all;
using micrograd::backward;
using micrograd::Layer;
using micrograd::Neuron;
using micrograd::Tape;
using micrograd::Value;

constexpr double kRounding = gradcheck::rounding<micrograd::Scalar>();

// Two inputs, three neurons: weights and bias of the first, of the second, of the third.
const std::vector<double> kNumbers{0.5, -1.0, 0.25, 1.5, 0.75, -0.5, -0.25, 0.125, 1.0};

TEST(Layer, GivesEachNeuronParametersOfItsOwn) {
  Tape tape(50);
  std::mt19937_64 random(5);
  const Layer<2, 3> layer(tape, random);
  ASSERT_EQ(tape.size(), 9) << "3 neurons of 2 weights and a bias each: do they share theirs?";
  std::mt19937_64 again(5);
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t first = tape.size();
    const Neuron<2> alike(tape, again);
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_EQ(tape.at(3 * i + k).data(), tape.at(first + k).data())
          << "parameter " << k << " of neuron " << i
          << ": the neurons draw from one generator, one after the other";
    }
  }
  EXPECT_TRUE(random == again) << "the neurons draw from the very generator that was handed in";
}

TEST(Layer, HandsOutTheParametersOfAllItsNeurons) {
  Tape tape(50);
  std::mt19937_64 random(1);
  const Layer<2, 3> layer(tape, random);
  EXPECT_EQ((Layer<2, 3>::kParameters), 9);
  const auto parameters = layer.parameters();
  ASSERT_EQ(parameters.size(), 9) << "3 neurons of 2 weights and a bias each";
  for (std::size_t i = 0; i < 9; ++i) {
    EXPECT_EQ(parameters[i].index(), i) << "parameter " << i << " is the one at place " << i;
  }
  EXPECT_EQ(tape.size(), 9) << "asking for the parameters records nothing";
}

TEST(Layer, GivesOneOutputForEachNeuron) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Layer<2, 3> layer(tape, random);
  set_all(layer.parameters(), kNumbers);
  const std::array<Value, 3> outputs = layer({0.5, -2.0});
  const std::vector<double> expected = plain_network({2, 3}, kNumbers, {0.5, -2.0});
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(outputs[i].data(), expected[i], kRounding) << "output " << i;
  }
}

TEST(Layer, ComputesEachNeuronOnce) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Layer<2, 3> layer(tape, random);
  layer({0.5, -2.0});
  EXPECT_EQ(tape.size(), 9 + 3 * 5) << "9 parameters, then 3 neurons of 5 nodes";
}

TEST(Layer, HasRightGradientsForItsParameters) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Layer<2, 3> layer(tape, random);
  set_all(layer.parameters(), kNumbers);
  const std::array<Value, 3> y = layer({0.5, -2.0});
  backward(y[0] * y[1] + y[2]);
  const auto f = [](const std::vector<double>& parameters) {
    const std::vector<double> out = plain_network({2, 3}, parameters, {0.5, -2.0});
    return out[0] * out[1] + out[2];
  };
  EXPECT_THAT(gradients_of(layer.parameters()), AreGradientsOf(f, kNumbers));
}

TEST(Layer, ShowsEveryNeuronAllInputs) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Layer<2, 3> layer(tape, random);
  set_all(layer.parameters(), kNumbers);
  const std::array<Value, 2> x{tape.value(0.25), tape.value(-0.5)};
  const std::array<Value, 3> y = layer(x);
  backward(y[0] + y[1] + y[2]);
  const auto f = [](const std::vector<double>& inputs) {
    const std::vector<double> out = plain_network({2, 3}, kNumbers, inputs);
    return out[0] + out[1] + out[2];
  };
  EXPECT_THAT(gradients_of(x), AreGradientsOf(f, {0.25, -0.5}));
}

TEST(Layer, MayBeWiderOrNarrowerThanItsInput) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Layer<4, 1> narrow(tape, random);
  const Layer<1, 4> wide(tape, random);
  EXPECT_EQ(narrow.parameters().size(), 5);
  EXPECT_EQ(wide.parameters().size(), 8);
  EXPECT_EQ(narrow({1.0, 2.0, 3.0, 4.0}).size(), 1);
  EXPECT_EQ(wide({1.0}).size(), 4);
}

}  // namespace
