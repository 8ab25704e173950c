/// \file
/// Lesson 8: training: measure the error, compute its gradient, step downhill.
///
///     for (int k = 0; k < 20; ++k) {
///       Scalar loss = training_step(mlp, inputs, targets, 0.1);
///     }
#ifndef MICROGRAD_TRAINING_H_
#define MICROGRAD_TRAINING_H_

#include <array>
#include <cstddef>

#include "mlp.h"

namespace micrograd {

/// The sum over all samples of (prediction - target)^2, recorded on the tape; 0 is perfect.
///
/// `model(x)` gives an array of one Value. Throws std::length_error when the tape has no room; the
/// nodes that fit stay.
template <typename Model, std::size_t In, std::size_t Samples>
Value squared_error(const Model& model, const std::array<std::array<Scalar, In>, Samples>& inputs,
                    const std::array<Scalar, Samples>& targets) {
  static_assert(Samples > 0, "an error needs at least one sample");
  Value sum;
  for (std::size_t i = 0; i < Samples; ++i) {
    const auto [prediction] = model(inputs[i]);
    const Value difference = prediction - targets[i];
    const Value square = difference * difference;
    sum = i == 0 ? square : sum + square;
  }
  return sum;
}

/// One step of gradient descent: moves every parameter against its gradient, by `learning_rate`
/// times as much.
/// REQUIRES: a backward pass from the loss has just been made.
template <typename Parameters>
void descend(const Parameters& parameters, Scalar learning_rate) {
  for (const Value& p : parameters) p.set_data(p.data() - learning_rate * p.grad());
}

/// One round of training: forward pass, backward pass, descent of all `model.parameters()`. Returns
/// the loss before the descent.
///
/// The model's tape is left as long as it was, so every step uses the same places again, and nothing
/// that was on it is lost. Throws std::length_error when the tape has no room for a step: the
/// parameters are as they were, and the nodes that fit stay.
template <typename Model, std::size_t In, std::size_t Samples>
Scalar training_step(const Model& model, const std::array<std::array<Scalar, In>, Samples>& inputs,
                     const std::array<Scalar, Samples>& targets, Scalar learning_rate) {
  const auto parameters = model.parameters();
  Tape& tape = parameters.front().tape();
  const Mark before = tape.mark();
  const Value loss = squared_error(model, inputs, targets);
  const Scalar miss = loss.data();
  backward(loss);
  descend(parameters, learning_rate);
  tape.rewind(before);
  return miss;
}

}  // namespace micrograd

#endif  // MICROGRAD_TRAINING_H_
