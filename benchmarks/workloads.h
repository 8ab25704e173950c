/// \file
/// The trainings that every engine goes through, with the same data and the same weights.
#ifndef BENCHMARKS_WORKLOADS_H_
#define BENCHMARKS_WORKLOADS_H_

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "micrograd/testing/plain_gpt.h"
#include "micrograd/testing/plain_network.h"

namespace benchmarks {

/// Samples to learn: input i has the target i, which is a number, or an array with one for each output.
template <std::size_t In, std::size_t Samples, typename Target = double>
struct Data {
  std::array<std::array<double, In>, Samples> inputs;
  std::array<Target, Samples> targets;
};

/// Gradient descent on plain numbers.
struct Descent {
  double learning_rate;

  /// One step.
  /// REQUIRES: both have the same size.
  void operator()(std::span<double> parameters, std::span<const double> gradients) const {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      parameters[i] -= learning_rate * gradients[i];
    }
  }
};

/// The squared error of a network whose sizes and samples are those of the workload, in any type of number.
template <typename Workload, typename Number>
Number squared_error(const std::vector<Number>& parameters) {
  static const std::vector<std::size_t> sizes{Workload::kSizes.begin(), Workload::kSizes.end()};
  static const auto data = Workload::data();
  return micrograd::testing::plain_squared_error(sizes, parameters, data.inputs, data.targets);
}

/// Karpathy's four samples, as in micrograd/examples/train.cc: 41 parameters.
struct FourSamples {
  static constexpr const char* kName = "four_samples";
  static constexpr const char* kAbout = "MLP 3-4-4-1, 4 samples";
  static constexpr std::array<std::size_t, 4> kSizes{3, 4, 4, 1};  ///< Of the layers; inputs first.
  static constexpr double kLearningRate = 0.1;
  static constexpr std::size_t kNodes = 303;  ///< Operations of a training step, on a tape.

  /// Model<3, 4, 4, 1>.
  template <template <std::size_t...> class Model>
  using Network = Model<3, 4, 4, 1>;

  static Data<3, 4> data();

  /// What the weights and biases are at first, in the order of Mlp::parameters().
  static std::vector<double> parameters();

  /// What a step minimises.
  template <typename Number>
  static Number loss(const std::vector<Number>& parameters) {
    return squared_error<FourSamples>(parameters);
  }

  static Descent descent() { return {kLearningRate}; }
};

/// A hundred points on two crescents, other ones than in the demo: 337 parameters.
struct Moons {
  static constexpr const char* kName = "moons";
  static constexpr const char* kAbout = "MLP 2-16-16-1, 100 samples";
  static constexpr std::array<std::size_t, 4> kSizes{2, 16, 16, 1};
  static constexpr double kLearningRate = 0.005;
  static constexpr std::size_t kNodes = 64'399;

  template <template <std::size_t...> class Model>
  using Network = Model<2, 16, 16, 1>;

  static Data<2, 100> data();
  static std::vector<double> parameters();

  template <typename Number>
  static Number loss(const std::vector<Number>& parameters) {
    return squared_error<Moons>(parameters);
  }

  static Descent descent() { return {kLearningRate}; }
};

/// Handwritten digits of 8x8 pixels, from digits.txt: 2,410 parameters. heap_graph and adolc would take minutes, so
/// they take no part, and there is no loss() and no descent().
struct Digits {
  static constexpr const char* kName = "digits";
  static constexpr const char* kAbout = "MLP 64-32-10, 1,797 samples";
  static constexpr std::array<std::size_t, 3> kSizes{64, 32, 10};
  static constexpr double kLearningRate = 0.0001;
  static constexpr std::size_t kNodes =
      1'797 * 4'807;  ///< The samples' errors are added up off the tape.

  template <template <std::size_t...> class Model>
  using Network = Model<64, 32, 10>;

  /// An input is a pixel, from 0 for white to 1 for black. The target is 1 for the digit that was written, and -1 for
  /// the nine others.
  static Data<64, 1797, std::array<double, 10>> data();
  static std::vector<double> parameters();
};

/// Lesson 11's network learns one name, by Adam: 4,192 parameters.
struct Gpt {
  static constexpr const char* kName = "gpt";
  static constexpr const char* kAbout = "GPT 27-16-4-16, a name of 9 tokens";
  static constexpr micrograd::testing::GptSizes kSizes{27, 16, 4, 16};
  static constexpr std::size_t kNodes = 68'076;
  static constexpr double kRate = 0.01;
  static constexpr std::size_t kSteps = 1000;  ///< Until the rate is 0.

  /// "isabella", whose end is the ninth token.
  static constexpr std::array<std::size_t, 8> kText{8, 18, 0, 1, 4, 11, 11, 0};

  /// Model<27, 16, 4, 16>.
  template <template <std::size_t, std::size_t, std::size_t, std::size_t> class Model>
  using Network = Model<kSizes.vocabulary, kSizes.embedding, kSizes.heads, kSizes.block>;

  static std::vector<double> parameters();

  template <typename Number>
  static Number loss(const std::vector<Number>& parameters) {
    static const std::vector<std::size_t> text{kText.begin(), kText.end()};
    return micrograd::testing::plain_gpt_loss(kSizes, parameters, text);
  }

  static micrograd::testing::PlainAdam descent() { return {kRate, kSteps}; }
};

/// What a program says about a workload.
struct About {
  const char* name;
  const char* text;
  std::size_t nodes;
  std::size_t steps;  ///< For how many the losses of all engines are compared.

  template <typename Workload>
  static constexpr About of(std::size_t steps = 20) {
    return {Workload::kName, Workload::kAbout, Workload::kNodes, steps};
  }
};

/// All of them. Digits is compared for two steps, because a step takes seconds without the optimiser.
inline constexpr std::array kWorkloads{About::of<FourSamples>(), About::of<Moons>(),
                                       About::of<Digits>(2), About::of<Gpt>()};

}  // namespace benchmarks

#endif  // BENCHMARKS_WORKLOADS_H_
