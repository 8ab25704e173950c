// The library's engine, or the reader's, as far as it is written: see tape_engine.h.
#if __has_include("training.h")

#include <array>
#include <cstddef>
#include <random>
#include <vector>

#include "benchmarks/engines.h"
#include "benchmarks/memory.h"
#include "benchmarks/tape_engine.h"
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
  TapeTrainer() {
    const auto parameters = network_.parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      parameters[i].set_data(static_cast<Scalar>(start_[i]));
    }
  }

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

[[maybe_unused]] const bool added =
    benchmarks::add_engine<TapeTrainer<benchmarks::FourSamples>, TapeTrainer<benchmarks::Moons>>(
        kEngineName, benchmarks::bytes_per_node<TapeEngine>);

}  // namespace

#endif
