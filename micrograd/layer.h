/// \file
/// Lesson 6: a layer: neurons side by side that all see the same inputs.
///
///     Layer<3, 4> layer(tape, random);                     // 4 neurons of 3 inputs: 16 parameters
///     std::array<Value, 4> y = layer({2.0, 3.0, -1.0});
#ifndef MICROGRAD_LAYER_H_
#define MICROGRAD_LAYER_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>

#include "neuron.h"

namespace micrograd {

/// Out neurons of In inputs each.
template <std::size_t In, std::size_t Out>
class Layer {
  static_assert(Out > 0, "a layer needs at least one neuron");

 public:
  /// The number of parameters, of all neurons together.
  static constexpr std::size_t kParameters = Out * Neuron<In>::kParameters;

  /// Records the parameters, neuron by neuron. Throws std::length_error when the tape is full.
  Layer(Tape& tape, std::mt19937_64& random) {
    for (Neuron<In>& neuron : neurons_) neuron = Neuron<In>(tape, random);
  }

  /// The parameters of the first neuron, then of the second, and so on.
  std::array<Value, kParameters> parameters() const {
    std::array<Value, kParameters> all;
    auto next = all.begin();
    for (const Neuron<In>& neuron : neurons_) {
      next = std::ranges::copy(neuron.parameters(), next).out;
    }
    return all;
  }

  /// Each neuron's output, in order. Throws std::length_error when the tape is full; the nodes
  /// recorded until then remain.
  template <typename Number = Scalar>
  std::array<Value, Out> operator()(const std::array<Number, In>& x) const {
    std::array<Value, Out> outputs;
    for (std::size_t i = 0; i < Out; ++i) outputs[i] = neurons_[i](x);
    return outputs;
  }

 private:
  std::array<Neuron<In>, Out> neurons_;
};

}  // namespace micrograd

#endif  // MICROGRAD_LAYER_H_
