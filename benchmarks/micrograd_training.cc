// The library's engine, or the reader's, as far as it is written: see tape_engine.h.
#if __has_include("training.h")

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "benchmarks/engines.h"
#include "benchmarks/memory.h"
#include "benchmarks/tape_engine.h"
#include "benchmarks/workloads.h"
#include "micrograd/testing/plain_network.h"
#include "training.h"

namespace {

using micrograd::Scalar;

/// The same numbers, in the engine's type of number.
template <std::size_t Size>
std::array<Scalar, Size> scalars(const std::array<double, Size>& numbers) {
  std::array<Scalar, Size> result;
  for (std::size_t i = 0; i < Size; ++i) result[i] = static_cast<Scalar>(numbers[i]);
  return result;
}

template <std::size_t Rows, std::size_t Columns>
auto scalars(const std::array<std::array<double, Columns>, Rows>& numbers) {
  std::array<std::array<Scalar, Columns>, Rows> result;
  for (std::size_t i = 0; i < Rows; ++i) result[i] = scalars(numbers[i]);
  return result;
}

template <typename Workload>
class TapeTrainer : public benchmarks::Trainer {
 public:
  TapeTrainer() { set_all(network_.parameters(), start_); }

  double step() override {
    return training_step(network_, inputs_, targets_, static_cast<Scalar>(Workload::kLearningRate));
  }

 private:
  const std::vector<double> start_ = Workload::parameters();
  const decltype(scalars(Workload::data().inputs)) inputs_ = scalars(Workload::data().inputs);
  const decltype(scalars(Workload::data().targets)) targets_ = scalars(Workload::data().targets);

  // Twice the room: a reader's expressions may need more nodes than ours.
  micrograd::Tape tape_{2 * (start_.size() + Workload::kNodes)};
  std::mt19937_64 random_;
  const typename Workload::template Network<micrograd::Mlp> network_{tape_, random_};
};

/// The same, sample by sample, on a tape for one: a tape for all of them could need hundreds of megabytes.
template <typename Workload>
class SampleBySampleTrainer : public benchmarks::Trainer {
 public:
  SampleBySampleTrainer() { set_all(parameters_, start_); }

  double step() override {
    double loss = 0;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const micrograd::Value error =
          micrograd::testing::plain_squared_error(network_(inputs_[i]), targets_[i]);
      loss += error.data();
      backward(error);
      std::ranges::transform(gradients(), sums_, sums_.begin(), std::plus());
      tape_.rewind(mark_);
    }
    std::ranges::copy(sums_, gradients().begin());
    std::ranges::fill(sums_, Scalar(0));
    descend(parameters_, static_cast<Scalar>(Workload::kLearningRate));
    return loss;
  }

 private:
  /// Those of the parameters, which are what the tape begins with.
  std::span<Scalar> gradients() { return tape_.gradients().first(mark_.size); }

  const std::vector<double> start_ = Workload::parameters();
  const decltype(scalars(Workload::data().inputs)) inputs_ = scalars(Workload::data().inputs);
  const decltype(scalars(Workload::data().targets)) targets_ = scalars(Workload::data().targets);

  micrograd::Tape tape_{2 * (start_.size() + Workload::kNodes / inputs_.size())};
  std::mt19937_64 random_;
  const typename Workload::template Network<micrograd::Mlp> network_{tape_, random_};
  const decltype(network_.parameters()) parameters_ = network_.parameters();
  const micrograd::Mark mark_ = tape_.mark();
  std::vector<Scalar> sums_ = std::vector<Scalar>(mark_.size);  ///< Of all samples' gradients.
};

[[maybe_unused]] const bool added =
    benchmarks::add_training<benchmarks::FourSamples, TapeTrainer<benchmarks::FourSamples>>(
        kEngineName, benchmarks::bytes_per_node<TapeEngine>) &&
    benchmarks::add_training<benchmarks::Moons, TapeTrainer<benchmarks::Moons>>(
        kEngineName, benchmarks::bytes_per_node<TapeEngine>) &&
    benchmarks::add_training<benchmarks::Digits, SampleBySampleTrainer<benchmarks::Digits>>(
        kEngineName, benchmarks::bytes_per_node<TapeEngine>);

}  // namespace

#endif
