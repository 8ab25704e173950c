// Programs against the tape that they were read from, on random graphs: other numbers than those of the recording,
// several roots, and nodes that none of them needs. As code, fused, and fused on four lanes.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "micrograd/trust/random_graph.h"

namespace {

using micrograd::Code;
using micrograd::Fused;
using micrograd::Lanes;
using micrograd::Node;
using micrograd::Program;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::trust::RandomGraph;
using Limits = std::numeric_limits<Scalar>;

constexpr std::size_t kSamples = 4;
constexpr std::array<Scalar, 4> kEdges{0, Limits::infinity(), -Limits::infinity(),
                                       Limits::quiet_NaN()};

// Whether a product and the sum that it joins are rounded one after the other, whatever the options.
#if defined(__x86_64__) && !defined(__FMA__)
constexpr bool kRoundsEachStep = true;
#else
constexpr bool kRoundsEachStep = false;
#endif

// What should come out, and of which size the numbers are that it was added up from.
struct Expected {
  Scalar number, size;
};

// What a tape computes from one set of numbers: outputs, and gradients.
struct Sample {
  std::vector<Scalar> numbers;
  std::vector<Expected> outputs, parameters, inputs;
};

Scalar seed(std::size_t output) { return Scalar(1.5) - static_cast<Scalar>(output); }

Sample by_tape(const RandomGraph& graph, const std::vector<Scalar>& numbers) {
  Tape tape(RandomGraph::kMostNodes);
  const RandomGraph::Recorded recorded = graph.record(tape, numbers);
  Sample sample{numbers, {}, {}, {}};
  Value sum;
  for (std::size_t k = 0; k < recorded.roots.size(); ++k) {
    sample.outputs.push_back({recorded.roots[k].data(), std::abs(recorded.roots[k].data())});
    const Value share = recorded.roots[k] * seed(k);
    sum = k == 0 ? share : sum + share;
  }
  backward(sum);
  // The gradients again, with no share negative, so that none cancels another.
  std::vector<Scalar> sizes(tape.size());
  sizes[sum.index()] = 1;
  for (std::size_t i = tape.size(); i-- > 0;) {
    const auto& [op, parents, partials] = tape.node(i);
    for (std::size_t side = 0; side < 2; ++side) {
      if (parents[side] == Node::kNone || tape.gradients()[i] == 0) continue;
      sizes[parents[side]] += std::abs(partials[side]) * sizes[i];
    }
  }
  const auto gradient = [&](Value x) { return Expected{x.grad(), sizes[x.index()]}; };
  for (const Value x : recorded.parameters) sample.parameters.push_back(gradient(x));
  for (const Value x : recorded.inputs) sample.inputs.push_back(gradient(x));
  return sample;
}

// A plain number has one lane.
template <typename Number>
constexpr std::size_t kWidth = 1;
template <std::size_t W>
constexpr std::size_t kWidth<Lanes<W>> = W;
Scalar in_lane(Scalar x, std::size_t) { return x; }
template <std::size_t W>
Scalar in_lane(Lanes<W> x, std::size_t lane) {
  return x[lane];
}
void set(Scalar& number, std::size_t, Scalar x) { number = x; }
template <std::size_t W>
void set(Lanes<W>& number, std::size_t lane, Scalar x) {
  number.set(lane, x);
}

// Whether two numbers are equal, or both nan.
bool same(Scalar a, Scalar b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// Up to rounding: of a fused multiply-add, where the compiler makes one of x * y + z; of sums in another order; and of
// exp, tanh and log, which on lanes may differ from the C library's in the last place. Later operations may amplify
// such a difference; and where large shares of a gradient cancel, it stays as large as it was in them. (Relative to
// the gradient itself, it is once more than 1e-12: 4e-12, where shares of 1e8 add up to -64.)
void expect_alike(std::span<const Scalar> got, const std::vector<Expected>& expected,
                  const char* what) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto& [number, size] = expected[i];
    ASSERT_TRUE(same(got[i], number) ||
                (std::isfinite(number) && std::abs(got[i] - number) <= 1e-12 * (1 + size)))
        << what << ' ' << i << " is " << got[i] << ", not " << number;
  }
}

// Runs the program for all samples, whose parameters are on the tape, as many at once as there are lanes.
template <typename Number, typename C>
void expect_the_same(const char* how, Program<Number, C>& program, Tape& tape,
                     const RandomGraph::Recorded& recorded,
                     const std::array<Sample, kSamples>& samples) {
  for (std::size_t first = 0; first < kSamples; first += kWidth<Number>) {
    std::vector<Number> inputs(RandomGraph::kInputs);
    std::vector<Scalar> got(RandomGraph::kInputs);
    for (std::size_t lane = 0; lane < kWidth<Number>; ++lane) {
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        set(inputs[i], lane, samples[first + lane].numbers[RandomGraph::kParameters + i]);
      }
    }
    program.read_parameters(tape);
    const std::span<const Number> outputs = program.forward(inputs);
    for (std::size_t lane = 0; lane < kWidth<Number>; ++lane) {
      const Sample& expected = samples[first + lane];
      SCOPED_TRACE(::testing::Message()
                   << how << ", sample " << first + lane << " in lane " << lane);
      got.clear();
      for (const Number output : outputs) got.push_back(in_lane(output, lane));
      expect_alike(got, expected.outputs, "output");

      // The seeds of this lane alone: what another lane has must not get into the sums over all lanes.
      program.read_parameters(tape);
      std::vector<Number> seeds(outputs.size(), Number(0));
      for (std::size_t k = 0; k < seeds.size(); ++k) set(seeds[k], lane, seed(k));
      program.backward(seeds);
      got.clear();
      for (const Number gradient : program.input_gradients()) {
        got.push_back(in_lane(gradient, lane));
        for (std::size_t other = 0; other < kWidth<Number>; ++other) {
          ASSERT_TRUE(other == lane || in_lane(gradient, other) == 0) << "in lane " << other;
        }
      }
      expect_alike(got, expected.inputs, "the gradient of input");
      std::ranges::fill(tape.gradients(), Scalar(7));
      program.write_gradients(tape);
      got.clear();
      for (const Value x : recorded.parameters) got.push_back(x.grad());
      expect_alike(got, expected.parameters, "the gradient of parameter");
    }
  }
}

TEST(Program, ComputesWhatItsTapeDoes) {
  std::size_t finite = 0;
  std::size_t mixed = 0;
  std::size_t left_out = 0;
  std::size_t instructions = 0;
  std::size_t steps = 0;
  for (std::uint64_t which = 0; which < 10'000; ++which) {
    SCOPED_TRACE(::testing::Message() << "graph " << which);
    const RandomGraph graph(which);
    Tape tape(RandomGraph::kMostNodes);
    const RandomGraph::Recorded recorded = graph.record(tape, graph.numbers(0));
    const Code code(recorded.roots, recorded.mark);
    ASSERT_EQ(code.inputs, RandomGraph::kInputs);
    left_out += tape.size() - recorded.mark.size - code.inputs - code.instructions.size();
    const Fused fused = fuse(code);
    instructions += code.instructions.size();
    steps += fused.steps.size();
    Program<> plain(code);
    Program<Scalar, Fused> faster(fused);
    Program<Lanes<kSamples>, Fused> at_once(fused);

    // The parameters are those of the recording, and then others. The inputs are others for each sample, and one of
    // them is where IEEE arithmetic ends.
    for (std::uint64_t set = 0; set < 2; ++set) {
      const std::vector<Scalar> parameters = graph.numbers(set);
      std::array<Sample, kSamples> samples;
      for (std::size_t k = 0; k < kSamples; ++k) {
        std::vector<Scalar> numbers = graph.numbers(2 + kSamples * set + k);
        std::copy_n(parameters.begin(), RandomGraph::kParameters, numbers.begin());
        if (set == 1 && k == 2) numbers[RandomGraph::kParameters] = kEdges[which % kEdges.size()];
        samples[k] = by_tape(graph, numbers);
      }
      for (std::size_t i = 0; i < RandomGraph::kParameters; ++i) {
        recorded.parameters[i].set_data(parameters[i]);
      }
      expect_the_same("by the code", plain, tape, recorded, samples);
      expect_the_same("fused", faster, tape, recorded, samples);
      expect_the_same("fused, on lanes", at_once, tape, recorded, samples);
      for (const Sample& sample : samples) {
        const auto inputs = std::span(sample.numbers).subspan(RandomGraph::kParameters);
        const auto [one, other] = std::pair(plain.forward(inputs), faster.forward(inputs));
        ASSERT_TRUE(!kRoundsEachStep || std::ranges::equal(one, other, same))
            << "fused code computes the same, to the last digit";
      }
      for (std::size_t k = 0; k < recorded.roots.size(); ++k) {
        const auto number = std::ranges::count_if(
            samples, [k](const Sample& sample) { return std::isfinite(sample.outputs[k].number); });
        finite += static_cast<std::size_t>(number);
        mixed += number > 0 && number < static_cast<std::ptrdiff_t>(kSamples) ? 1 : 0;
      }
    }
    if (HasFatalFailure()) return;
  }
  // The graphs are of some use.
  EXPECT_GT(finite, 100'000);
  EXPECT_GT(mixed, 4'000);
  EXPECT_GT(left_out, 50'000);
  EXPECT_LT(steps, instructions - 30'000);
}

// Two programs of one code, one of them on lanes, in two threads: for ThreadSanitizer.
TEST(Program, RunsBesideAnother) {
  const RandomGraph graph(4);
  Tape tape(RandomGraph::kMostNodes);
  const RandomGraph::Recorded recorded = graph.record(tape, graph.numbers(0));
  const Fused code = fuse(Code(recorded.roots, recorded.mark));
  const auto run = [&](auto program, auto& output) {
    using Number = std::remove_reference_t<decltype(output)>;
    program.read_parameters(tape);
    const std::vector<Number> inputs(RandomGraph::kInputs, Number(0.5));
    const std::vector<Number> seeds(code.outputs.size(), Number(1));
    for (int i = 0; i < 1000; ++i) {
      output = program.forward(inputs)[0];
      program.backward(seeds);
    }
  };
  Scalar one = 0;
  Lanes<kSamples> four = 0;
  std::thread first([&] { run(Program<Scalar, Fused>(code), one); });
  std::thread second([&] { run(Program<Lanes<kSamples>, Fused>(code), four); });
  first.join();
  second.join();
  EXPECT_TRUE(std::isfinite(one));
  EXPECT_NEAR(four[kSamples - 1], one, 1e-12 * (1 + std::abs(one)));
}

}  // namespace
