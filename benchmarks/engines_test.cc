#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "benchmarks/engines.h"
#include "benchmarks/expressions.h"
#include "benchmarks/heap_graph.h"
#include "benchmarks/tape_engine.h"
#include "micrograd/micrograd.h"
#include "micrograd/testing/allocations.h"

namespace {

using micrograd::testing::allocations;

using benchmarks::Engine;
using benchmarks::Trainer;
using testing::IsSupersetOf;

std::vector<double> losses(Trainer& trainer) {
  std::vector<double> all;
  for (int step = 0; step < 20; ++step) all.push_back(trainer.step());
  return all;
}

const Engine& engine(const std::string& name) {
  for (const Engine& engine : benchmarks::engines()) {
    if (engine.name == name) return engine;
  }
  throw std::out_of_range("no engine " + name);
}

TEST(Engines, AreAllHere) {
  std::vector<std::string> names;
  for (const Engine& engine : benchmarks::engines()) names.push_back(engine.name);
  EXPECT_THAT(names, IsSupersetOf({"handwritten", "handwritten_simd", "micrograd", "heap_graph"}));
}

// From the same weights, all engines take the same steps. Sums in another order differ in their
// last digits, and so does a tanh in lanes; 20 steps may amplify this.
TEST(Engines, AgreeOnEveryLossOfTwentySteps) {
  for (const auto start : {&Engine::four_samples, &Engine::moons}) {
    const std::vector<double> expected = losses(*(engine("handwritten").*start)());
    for (const Engine& engine : benchmarks::engines()) {
      const std::vector<double> got = losses(*(engine.*start)());
      for (std::size_t step = 0; step < expected.size(); ++step) {
        ASSERT_NEAR(got[step], expected[step], 1e-12 * expected[step])
            << "the loss of " << engine.name
            << " (got) and that of handwritten (expected), at step " << step << " of "
            << (start == &Engine::four_samples ? "four_samples" : "moons")
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

TEST(Workloads, HaveAsManyNodesAsTheySay) {
  EXPECT_EQ(nodes_of_a_step<benchmarks::FourSamples>(), benchmarks::FourSamples::kNodes);
  EXPECT_EQ(nodes_of_a_step<benchmarks::Moons>(), benchmarks::Moons::kNodes);
}

TEST(Micrograd, AllocatesNothingInAStep) {
  for (const auto start : {&Engine::four_samples, &Engine::moons}) {
    const std::unique_ptr<Trainer> trainer = (engine("micrograd").*start)();
    const std::size_t before = allocations();
    trainer->step();
    EXPECT_EQ(allocations() - before, 0) << "calls of operator new in a step";
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
