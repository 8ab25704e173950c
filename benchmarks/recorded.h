/// \file
/// A workload's network and one sample's squared error on a tape, for the programs that are made of it: the library's
/// or the reader's, as in tape_engine.h.
#ifndef BENCHMARKS_RECORDED_H_
#define BENCHMARKS_RECORDED_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <tuple>
#include <vector>

#include "benchmarks/engines.h"
#include "benchmarks/tape_engine.h"
#include "benchmarks/workloads.h"
#include "micrograd/testing/plain_network.h"

#include "program.h"

namespace {

using micrograd::Code;
using micrograd::Mark;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

/// A network on a tape, and what its programs have in common.
template <typename Workload>
class Recorded : public benchmarks::Trainer {
 protected:
  static constexpr std::size_t kIn = Workload::kSizes.front();
  static constexpr std::size_t kOut = Workload::kSizes.back();
  static constexpr std::size_t kSamples = std::tuple_size_v<decltype(Workload::data().targets)>;
  using Sample = std::array<Scalar, kIn + kOut>;  ///< The inputs, and then the targets.

  Recorded() { set_all(parameters_, Workload::parameters()); }

  /// The squared error of a sample.
  Code code() {
    const Mark mark = tape_.mark();
    std::array<Value, kIn> x;
    for (Value& value : x) value = tape_.value(0);
    std::array<Value, kOut> targets;
    for (Value& value : targets) value = tape_.value(0);
    return {micrograd::testing::plain_squared_error(network_(x), targets), mark};
  }

  static std::vector<Sample> samples() {
    const auto data = Workload::data();
    std::vector<Sample> all(kSamples);
    const auto scalar = [](double x) { return static_cast<Scalar>(x); };
    for (std::size_t i = 0; i < kSamples; ++i) {
      const auto rest = std::ranges::transform(data.inputs[i], all[i].begin(), scalar).out;
      std::ranges::transform(micrograd::testing::targets_of(data.targets[i]), rest, scalar);
    }
    return all;
  }

  void descend_by(const auto& program) {
    program.write_gradients(tape_);
    descend(parameters_, static_cast<Scalar>(Workload::kLearningRate));
  }

  Tape tape_{2 * (Workload::parameters().size() + Workload::kNodes / kSamples)};

 private:
  std::mt19937_64 random_;
  const typename Workload::template Network<micrograd::Mlp> network_{tape_, random_};
  const decltype(network_.parameters()) parameters_ = network_.parameters();
};

}  // namespace

#endif  // BENCHMARKS_RECORDED_H_
