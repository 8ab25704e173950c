#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "benchmarks/engines.h"
#include "benchmarks/expressions.h"
#include "benchmarks/handwritten_gpt.h"
#include "benchmarks/heap_graph.h"
#include "benchmarks/tape_engine.h"
#include "benchmarks/workloads.h"
#include "micrograd/micrograd.h"
#include "micrograd/testing/allocations.h"
#include "micrograd/testing/plain_network.h"
#include "micrograd/testing/values.h"

namespace {

using micrograd::testing::allocations;
using micrograd::testing::plain_squared_error;

using benchmarks::find_training;
using benchmarks::Trainer;
using benchmarks::Training;
using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;

std::vector<double> losses(const Training& training, std::size_t steps) {
  const std::unique_ptr<Trainer> trainer = training.start();
  std::vector<double> all;
  for (std::size_t step = 0; step < steps; ++step) all.push_back(trainer->step());
  return all;
}

TEST(Engines, AreAllHere) {
  std::vector<std::string> names;
  for (const Training& training : benchmarks::trainings()) {
    names.push_back(training.engine + " " + training.workload);
  }
  for (const benchmarks::About& workload : benchmarks::kWorkloads) {
    for (const std::string engine : {"forward ", "handwritten ", "micrograd "}) {
      EXPECT_THAT(names, Contains(engine + workload.name));
    }
  }
  for (const std::string engine :
       {"handwritten_simd ", "program ", "fused ", "lanes ", "source "}) {
    EXPECT_THAT(names,
                IsSupersetOf({engine + "four_samples", engine + "moons", engine + "digits"}));
  }
  EXPECT_THAT(names,
              IsSupersetOf({"heap_graph four_samples", "heap_graph moons", "heap_graph gpt"}));
}

// From the same weights, all engines take the same steps. Sums in another order differ in their
// last digits, and so does a tanh in lanes; 20 steps may amplify this.
TEST(Engines, AgreeOnTheLossOfEveryStep) {
  for (const benchmarks::About& workload : benchmarks::kWorkloads) {
    const std::vector<double> expected =
        losses(*find_training("handwritten", workload.name), workload.steps);
    for (const Training& training : benchmarks::trainings()) {
      if (training.workload != workload.name) continue;
      const std::vector<double> got = losses(training, workload.steps);
      for (std::size_t step = 0; step < expected.size(); ++step) {
        const double same = expected[training.engine == benchmarks::kForward ? 0 : step];
        ASSERT_NEAR(got[step], same, 1e-12 * same)
            << "the loss of " << training.engine
            << " (got) and that of handwritten (expected), at step " << step << " of "
            << training.workload
            << "\n  at step 0: another forward pass, or other weights or samples; from step 1 on: "
               "another gradient or learning rate";
      }
    }
  }
}

template <typename Workload>
std::size_t nodes_of_a_step() {
  using Network = typename Workload::template Network<micrograd::Mlp>;
  micrograd::Tape tape(Network::kParameters + 2 * Workload::kNodes);
  std::mt19937_64 random(1);
  const Network network(tape, random);
  const auto data = Workload::data();
  squared_error(network, data.inputs, data.targets);
  return tape.size() - Network::kParameters;
}

// A tape for all samples would take 400 MB.
std::size_t nodes_of_a_digit() {
  using Network = benchmarks::Digits::Network<micrograd::Mlp>;
  micrograd::Tape tape(3 * Network::kParameters + 10'000);
  std::mt19937_64 random(1);
  const Network network(tape, random);
  const auto data = benchmarks::Digits::data();
  plain_squared_error(network(data.inputs[0]), data.targets[0]);
  return tape.size() - Network::kParameters;
}

TEST(Workloads, HaveAsManyNodesAsTheySay) {
  EXPECT_EQ(nodes_of_a_step<benchmarks::FourSamples>(), benchmarks::FourSamples::kNodes);
  EXPECT_EQ(nodes_of_a_step<benchmarks::Moons>(), benchmarks::Moons::kNodes);
  EXPECT_EQ(1797 * nodes_of_a_digit(), benchmarks::Digits::kNodes);

  using Network = benchmarks::Gpt::Network<micrograd::Gpt>;
  micrograd::Tape tape(Network::kParameters + 2 * benchmarks::Gpt::kNodes);
  std::mt19937_64 random(1);
  Network(tape, random).loss(benchmarks::Gpt::kText);
  EXPECT_EQ(tape.size() - Network::kParameters, benchmarks::Gpt::kNodes);
}

TEST(Workloads, HaveTheDigitsAsTheyWerePublished) {
  const auto data = benchmarks::Digits::data();
  EXPECT_THAT(std::vector(data.inputs[0].begin(), data.inputs[0].begin() + 8),
              ElementsAre(0, 0, 5 / 16., 13 / 16., 9 / 16., 1 / 16., 0, 0));
  EXPECT_THAT(data.targets[0], ElementsAre(1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
  std::array<int, 10> counts{};
  for (const auto& target : data.targets) {
    ++counts[static_cast<std::size_t>(std::ranges::max_element(target) - target.begin())];
  }
  EXPECT_THAT(counts, ElementsAre(178, 182, 177, 183, 181, 182, 181, 179, 174, 180));
}

TEST(Micrograd, AllocatesNothingInAStep) {
  for (const benchmarks::About& workload : benchmarks::kWorkloads) {
    const auto trainer = find_training("micrograd", workload.name)->start();
    const std::size_t before = allocations();
    trainer->step();
    EXPECT_EQ(allocations() - before, 0) << "calls of operator new in a step of " << workload.name;
  }
}

template <template <typename> class Expression>
void expect_every_gradient_to_count(std::size_t operations) {
  Expression<TapeEngine> expression(operations);
  TapeEngine engine(operations + benchmarks::kMostInputs);
  const micrograd::Value root = expression(engine);
  engine.backward(root);
  std::size_t nodes = 0;
  for (std::size_t i = 0; i < root.tape().size(); ++i) {
    const double gradient = std::abs(root.tape().at(i).grad());
    ASSERT_TRUE(gradient > 1e-100 && gradient < 1e100)
        << "node " << i << " of " << Expression<TapeEngine>::kName << " has a gradient of "
        << gradient << ", which is no fair load";
    if (*root.tape().node(i).op != '\0') ++nodes;
  }
  EXPECT_EQ(nodes, operations);
}

TEST(Expressions, HaveAGradientThatCountsInEveryNode) {
  for (const std::size_t operations : {std::size_t{1000}, std::size_t{1'000'000}}) {
    expect_every_gradient_to_count<benchmarks::Chain>(operations);
    expect_every_gradient_to_count<benchmarks::TanhChain>(operations);
    expect_every_gradient_to_count<benchmarks::RandomDag>(operations);
  }
}

// Also of a name that is longer than the block, and of none.
TEST(HandwrittenGpt, HasTheGradientsOfTheTape) {
  using Network = benchmarks::Gpt::Network<micrograd::Gpt>;
  micrograd::Tape tape(200'000);
  std::mt19937_64 random(1);
  const Network network(tape, random);
  const auto parameters = network.parameters();
  const micrograd::Mark mark = tape.mark();
  const std::vector<double> numbers = micrograd::testing::data_of(parameters);
  benchmarks::Gpt::Network<benchmarks::HandwrittenGpt> handwritten(numbers);
  const std::vector<std::vector<std::size_t>> texts{
      {4, 12, 12, 0}, {}, {9}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18}};
  for (const std::vector<std::size_t>& text : texts) {
    const micrograd::Value loss = network.loss(text);
    backward(loss);
    ASSERT_NEAR(handwritten.forward(text), loss.data(), 1e-12 * loss.data());
    handwritten.backward(text);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      ASSERT_NEAR(handwritten.gradients()[i], parameters[i].grad(), 1e-12)
          << "parameter " << i << ", a text of " << text.size() << " tokens";
    }
    tape.rewind(mark);
  }
}

TEST(HeapGraph, FindsTheGradientsOfADiamond) {
  const benchmarks::heap_graph::Value x(0.5), y = x * x, root = y * y + y;
  backward(root);
  EXPECT_EQ(x.grad(), 1.5) << "d(y*y + y)/dx for y = x*x at 0.5: (2y + 1) * 2x";
}

// It frees all of them without overflowing the stack.
TEST(HeapGraph, LetsGoOfALongChain) {
  const benchmarks::heap_graph::Value start(1.0);
  {
    benchmarks::heap_graph::Value x = start;
    for (int i = 0; i < 100'000; ++i) x = x + 1.0;
    EXPECT_GT(start.node().use_count(), 1) << "the chain holds its first node";
  }
  EXPECT_EQ(start.node().use_count(), 1) << "handles of the chain's first node";
}

TEST(HeapGraph, KeepsWhatIsStillHeld) {
  const benchmarks::heap_graph::Value start(1.0);
  benchmarks::heap_graph::Value kept;
  {
    kept = start * 3.0;
    const benchmarks::heap_graph::Value root = kept + 1.0;
  }
  backward(kept);
  EXPECT_EQ(start.grad(), 3) << "d(start * 3)/d(start), after a node that used it is gone";
}

}  // namespace
