// Compares training on several samples at once with training on one after the other, for numbers of
// samples that fill the last batch and for numbers that do not.
#include "benchmarks/handwritten_simd.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cstddef>
#include <random>
#include <utility>
#include <vector>

#include "micrograd/testing/plain_network.h"

namespace {

using benchmarks::Batches;
using benchmarks::kMachineLanes;
using benchmarks::Lanes;
using benchmarks::lanes_for;
using micrograd::testing::BasicHandwritten;
using micrograd::testing::Handwritten;
using micrograd::testing::plain_start;

template <std::size_t W, std::size_t Out, std::size_t Samples>
void expect_the_same_losses() {
  std::mt19937_64 random(Samples);
  const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-52 - 1; };
  std::array<std::array<double, 3>, Samples> inputs;
  std::array<std::array<double, Out>, Samples> targets;
  for (std::size_t i = 0; i < Samples; ++i) {
    for (double& x : inputs[i]) x = 3 * uniform();
    for (double& target : targets[i]) target = uniform() < 0 ? -1 : 1;
  }
  const std::vector<double> parameters = plain_start({3, 4, 4, Out}, random);
  Handwritten<3, 4, 4, Out> expected(parameters);
  BasicHandwritten<Lanes<W>, 3, 4, 4, Out> network(parameters);
  const Batches<W, 3, Out, Samples> batches(inputs, targets);
  for (int step = 0; step < 20; ++step) {
    const double loss = training_step(expected, inputs, targets, 0.01);
    ASSERT_NEAR(training_step(network, batches, 0.01), loss, 1e-12 * loss)
        << "in lanes (first) and one by one (second), at step " << step << " with " << Samples
        << " samples of " << Out << " targets on " << W << " lanes, of which the last batch fills "
        << (Samples - 1) % W + 1;
  }
}

template <std::size_t W, std::size_t... Less>
void expect_the_same_losses_for_1_to(std::index_sequence<Less...>) {
  (expect_the_same_losses<W, 1, Less + 1>(), ...);
  (expect_the_same_losses<W, 3, Less + 1>(), ...);
}

TEST(HandwrittenSimd, TrainsOnAnyNumberOfSamplesAsOneByOne) {
  expect_the_same_losses_for_1_to<2>(std::make_index_sequence<5>());
  expect_the_same_losses_for_1_to<4>(std::make_index_sequence<9>());
  expect_the_same_losses_for_1_to<8>(std::make_index_sequence<17>());
}

TEST(HandwrittenSimd, HasNoMoreLanesThanSamplesNorThanTheMachine) {
  EXPECT_EQ(lanes_for(1), 1);
  EXPECT_EQ(lanes_for(3), 2);
  for (std::size_t samples = 1; samples <= 100; ++samples) {
    EXPECT_LE(lanes_for(samples), samples);
    EXPECT_LE(lanes_for(samples), kMachineLanes);
    EXPECT_TRUE(std::has_single_bit(lanes_for(samples))) << lanes_for(samples);
  }
  EXPECT_EQ(lanes_for(100), kMachineLanes);
}

}  // namespace
