/// \file
/// Lesson 7: a multi-layer perceptron: layers one after the other.
///
///     Mlp<3, 4, 4, 1> mlp(tape, random);          // 3 inputs, layers of 4, 4 and 1: 41 parameters
///     Value y = mlp({2.0, 3.0, -1.0})[0];
#ifndef MICROGRAD_MLP_H_
#define MICROGRAD_MLP_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>

#include "layer.h"

namespace micrograd {

/// A layer with In inputs and Out outputs, followed by an Mlp that takes these outputs: Mlp<3, 4,
/// 4, 1> is a Layer<3, 4> followed by an Mlp<4, 4, 1>.
template <std::size_t In, std::size_t Out, std::size_t... Rest>
class Mlp {
 public:
  /// The number of parameters, of all layers together.
  static constexpr std::size_t kParameters =
      Layer<In, Out>::kParameters + Mlp<Out, Rest...>::kParameters;

  /// Records the parameters, layer by layer. Throws std::length_error when the tape is full.
  Mlp(Tape& tape, std::mt19937_64& random) : first_(tape, random), rest_(tape, random) {}

  /// The parameters of the first layer, then of the second, and so on.
  std::array<Value, kParameters> parameters() const {
    std::array<Value, kParameters> all;
    const auto rest = std::ranges::copy(first_.parameters(), all.begin()).out;
    std::ranges::copy(rest_.parameters(), rest);
    return all;
  }

  /// The last layer's outputs. Throws std::length_error when the tape is full; the nodes recorded
  /// until then remain.
  template <typename Number = Scalar>
  auto operator()(const std::array<Number, In>& x) const {
    return rest_(first_(x));
  }

 private:
  Layer<In, Out> first_;
  Mlp<Out, Rest...> rest_;
};

/// The end of the recursion: an Mlp of one layer is that layer.
template <std::size_t In, std::size_t Out>
class Mlp<In, Out> : public Layer<In, Out> {
 public:
  using Layer<In, Out>::Layer;
};

}  // namespace micrograd

#endif  // MICROGRAD_MLP_H_
