/// \file
/// The two trainings that every engine goes through, with the same data and the same weights.
#ifndef BENCHMARKS_WORKLOADS_H_
#define BENCHMARKS_WORKLOADS_H_

#include <array>
#include <cstddef>
#include <vector>

namespace benchmarks {

/// Samples to learn: input i has the target i.
template <std::size_t In, std::size_t Samples>
struct Data {
  std::array<std::array<double, In>, Samples> inputs;
  std::array<double, Samples> targets;
};

/// Karpathy's four samples, as in micrograd/examples/train.cc: 41 parameters.
struct FourSamples {
  static constexpr const char* kName = "four_samples";
  static constexpr std::array<std::size_t, 4> kSizes{3, 4, 4, 1};  ///< Of the layers; inputs first.
  static constexpr double kLearningRate = 0.1;
  static constexpr std::size_t kNodes = 303;  ///< Operations a training step, on a tape.

  /// Model<3, 4, 4, 1>.
  template <template <std::size_t...> class Model>
  using Network = Model<3, 4, 4, 1>;

  static Data<3, 4> data();

  /// What the weights and biases are at first, in the order of Mlp::parameters().
  static std::vector<double> parameters();
};

/// A hundred points on two crescents, other ones than in the demo: 337 parameters.
struct Moons {
  static constexpr const char* kName = "moons";
  static constexpr std::array<std::size_t, 4> kSizes{2, 16, 16, 1};
  static constexpr double kLearningRate = 0.005;
  static constexpr std::size_t kNodes = 64'399;

  template <template <std::size_t...> class Model>
  using Network = Model<2, 16, 16, 1>;

  static Data<2, 100> data();
  static std::vector<double> parameters();
};

}  // namespace benchmarks

#endif  // BENCHMARKS_WORKLOADS_H_
