// Printed and compiled code against the fused code that it was printed from, bit for bit, on random graphs; some of them
// on lanes, too. (program_test.cc compares fused code with the tape.)
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "micrograd/trust/random_graph.h"

namespace {

using micrograd::Code;
using micrograd::Fused;
using micrograd::Lanes;
using micrograd::Program;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::trust::RandomGraph;

constexpr std::size_t kWidth = 4;
struct OnLanesToo {};
constexpr OnLanesToo kOnLanesToo;

// Any printed struct, so that one Program runs them all: to compile one for each would take long.
struct Printed {
  std::size_t mark;
  std::vector<std::size_t> parameters;
  std::size_t inputs;
  std::vector<std::uint32_t> outputs;
  std::size_t places;
  void (*forward_pass)(Scalar*);
  void (*backward_pass)(const Scalar*, Scalar*);
  void (*forward_pass_on_lanes)(Lanes<kWidth>*) = nullptr;
  void (*backward_pass_on_lanes)(const Lanes<kWidth>*, Lanes<kWidth>*) = nullptr;

  template <typename Graph>
  explicit Printed(const Graph& graph)
      : mark(graph.mark),
        parameters(graph.parameters),
        inputs(graph.inputs),
        outputs(graph.outputs),
        places(graph.size()),
        forward_pass([](Scalar* v) { Graph().forward(v); }),
        backward_pass([](const Scalar* v, Scalar* d) { Graph().backward(v, d); }) {}

  template <typename Graph>
  Printed(const Graph& graph, OnLanesToo) : Printed(graph) {
    forward_pass_on_lanes = [](Lanes<kWidth>* v) { Graph().forward(v); };
    backward_pass_on_lanes = [](const Lanes<kWidth>* v, Lanes<kWidth>* d) {
      Graph().backward(v, d);
    };
  }

  std::size_t size() const { return places; }
  void forward(Scalar* v) const { forward_pass(v); }
  void backward(const Scalar* v, Scalar* d) const { backward_pass(v, d); }
  void forward(Lanes<kWidth>* v) const { forward_pass_on_lanes(v); }
  void backward(const Lanes<kWidth>* v, Lanes<kWidth>* d) const { backward_pass_on_lanes(v, d); }
};

}  // namespace

#include "micrograd/trust/printed_graphs.h"  // kPrinted, which has them all.

namespace {

// All that a run gives: outputs, gradients of the inputs and of the parameters, lane by lane.
template <typename Number, typename C>
std::vector<Scalar> run(const C& code, Tape& tape, const std::vector<Number>& inputs) {
  constexpr std::size_t kBytes = sizeof(Number);
  std::vector<Scalar> all;
  const auto add = [&all](std::span<const Number> numbers) {
    for (const Number& number : numbers) {
      const auto lanes = std::bit_cast<std::array<Scalar, kBytes / sizeof(Scalar)>>(number);
      all.insert(all.end(), lanes.begin(), lanes.end());
    }
  };
  Program<Number, C> program(code);
  program.read_parameters(tape);
  add(program.forward(inputs));
  std::vector<Number> seeds;
  for (std::size_t k = 0; k < code.outputs.size(); ++k) {
    seeds.push_back(Scalar(1.5) - static_cast<Scalar>(k));
  }
  program.backward(seeds);
  add(program.input_gradients());
  program.write_gradients(tape);
  all.insert(all.end(), tape.gradients().begin(), tape.gradients().end());
  return all;
}

// Bit for bit: 0 is not -0.
bool same(Scalar a, Scalar b) {
  return (a == b && std::signbit(a) == std::signbit(b)) || (std::isnan(a) && std::isnan(b));
}

TEST(Source, ComputesWhatFusedCodeDoes) {
  std::size_t finite = 0;
  for (const auto& [seed, printed] : kPrinted) {
    const RandomGraph graph(seed);
    Tape tape(RandomGraph::kMostNodes);
    const RandomGraph::Recorded recorded = graph.record(tape, graph.numbers(0));
    const Fused fused = fuse(Code(recorded.roots, recorded.mark));
    const auto expect_same = [&, seed = seed, &printed = printed](const auto& inputs) {
      const std::vector<Scalar> expected = run(fused, tape, inputs);
      ASSERT_TRUE(std::ranges::equal(run(printed, tape, inputs), expected, same))
          << "graph " << seed;
      finite += static_cast<std::size_t>(
          std::ranges::count_if(expected, [](Scalar x) { return std::isfinite(x) && x != 0; }));
    };
    std::vector<Lanes<kWidth>> samples(RandomGraph::kInputs);
    for (std::size_t which = 0; which < kWidth; ++which) {
      const std::vector<Scalar> numbers = graph.numbers(1 + which);
      const std::vector<Scalar> inputs(numbers.begin() + RandomGraph::kParameters, numbers.end());
      expect_same(inputs);
      for (std::size_t i = 0; i < inputs.size(); ++i) samples[i].set(which, inputs[i]);
    }
    if (printed.forward_pass_on_lanes != nullptr) expect_same(samples);
  }
  EXPECT_GT(finite, 20 * kPrinted.size()) << "the graphs are of some use";
}

}  // namespace
