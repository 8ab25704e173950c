/// \file
/// The smallest problem to learn: Karpathy's four samples.
///
///     using Samples = micrograd::examples::FourSamples<Scalar>;
///     training_step(mlp, Samples::inputs, Samples::targets, 0.1);
#ifndef MICROGRAD_EXAMPLES_FOUR_SAMPLES_H_
#define MICROGRAD_EXAMPLES_FOUR_SAMPLES_H_

#include <array>

namespace micrograd::examples {

/// Four times three numbers, and what a network should answer to each. From the training example of
/// https://github.com/karpathy/nn-zero-to-hero, lectures/micrograd. Scalar is the engine's.
template <typename Scalar>
struct FourSamples {
  /// The numbers that the network sees.
  static constexpr std::array<std::array<Scalar, 3>, 4> inputs{{
      {2.0, 3.0, -1.0},
      {3.0, -1.0, 0.5},
      {0.5, 1.0, 1.0},
      {1.0, 1.0, -1.0},
  }};

  /// The answers.
  static constexpr std::array<Scalar, 4> targets{1.0, -1.0, -1.0, 1.0};
};

}  // namespace micrograd::examples

#endif  // MICROGRAD_EXAMPLES_FOUR_SAMPLES_H_
