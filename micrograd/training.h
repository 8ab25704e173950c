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
/// `model(x)` returns an array of one Value. Throws std::length_error when the tape is full; the
/// nodes recorded until then remain.
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

/// One step of gradient descent: moves each parameter by -learning_rate times its gradient.
/// REQUIRES: backward(loss) has just been called.
template <typename Parameters>
void descend(const Parameters& parameters, Scalar learning_rate) {
  for (const Value& p : parameters) p.set_data(p.data() - learning_rate * p.grad());
}

/// One step of training: forward pass, backward pass, and descent of all `model.parameters()`.
/// Returns the loss before the descent.
///
/// Afterwards the model's tape is as long as before: every step reuses the same places, and nothing
/// that was on the tape is lost. Throws std::length_error when the tape is too small for a step;
/// then the parameters are unchanged, and the nodes recorded until then remain.
template <typename Model, std::size_t In, std::size_t Samples>
Scalar training_step(const Model& model, const std::array<std::array<Scalar, In>, Samples>& inputs,
                     const std::array<Scalar, Samples>& targets, Scalar learning_rate) {
  const auto parameters = model.parameters();
  Tape& tape = parameters.front().tape();
  const Mark before = tape.mark();
  const Value loss = squared_error(model, inputs, targets);
  const Scalar loss_before = loss.data();
  backward(loss);
  descend(parameters, learning_rate);
  tape.rewind(before);
  return loss_before;
}

}  // namespace micrograd

#endif  // MICROGRAD_TRAINING_H_
