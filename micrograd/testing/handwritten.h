/// \file
/// The reference: a network of tanh neurons whose forward and backward pass are written out by hand, as
/// plain loops over plain numbers. Nothing is recorded, so nothing has to be looked up.
///
///     Handwritten<3, 4, 4, 1> network(parameters);  // 41 numbers, in the order of Mlp::parameters()
///     double loss = training_step(network, inputs, targets, 0.1);
#ifndef MICROGRAD_TESTING_HANDWRITTEN_H_
#define MICROGRAD_TESTING_HANDWRITTEN_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "micrograd/testing/plain_network.h"

namespace micrograd::testing {

/// The sum over all lanes of a number, of which a double has one: see Lanes.
inline double total(double x) { return x; }

/// A layer from In numbers to Out, followed by the rest. Number is that of one sample, double, or of
/// several samples side by side, Lanes. The parameters are the same for all samples, and so plain.
template <typename Number, std::size_t In, std::size_t Out, std::size_t... Rest>
class BasicHandwritten {
 public:
  /// REQUIRES: `parameters` has them layer by layer and neuron by neuron, the weights and then the
  /// bias.
  explicit BasicHandwritten(std::span<const double> parameters)
      : first_(parameters.first(Out * (In + 1))), rest_(parameters.subspan(Out * (In + 1))) {}

  /// The last layer's outputs. Every layer keeps its own, for backward().
  const auto& forward(const std::array<Number, In>& x) { return rest_.forward(first_.forward(x)); }

  /// d(loss)/d(x), given d(loss)/d(outputs); adds this sample's share to the parameters' gradients.
  std::array<Number, In> backward(const std::array<Number, In>& x, const auto& d_outputs) {
    return first_.backward(x, rest_.backward(first_.outputs(), d_outputs));
  }

  /// Moves the parameters downhill, and clears their gradients.
  void descend(double learning_rate) {
    first_.descend(learning_rate);
    rest_.descend(learning_rate);
  }

 private:
  BasicHandwritten<Number, In, Out> first_;
  BasicHandwritten<Number, Out, Rest...> rest_;
};

/// One layer: as above.
template <typename Number, std::size_t In, std::size_t Out>
class BasicHandwritten<Number, In, Out> {
 public:
  /// REQUIRES: `parameters` has as many as there are, neuron by neuron.
  explicit BasicHandwritten(std::span<const double> parameters) {
    auto next = parameters.begin();
    for (std::size_t o = 0; o < Out; ++o) {
      for (double& weight : weights_[o]) weight = *next++;
      biases_[o] = *next++;
    }
  }

  /// What forward() returned last.
  const std::array<Number, Out>& outputs() const { return outputs_; }

  /// tanh of each neuron's weighted sum.
  const std::array<Number, Out>& forward(const std::array<Number, In>& x) {
    using std::tanh;
    for (std::size_t o = 0; o < Out; ++o) {
      Number sum = biases_[o];
      for (std::size_t i = 0; i < In; ++i) sum += weights_[o][i] * x[i];
      outputs_[o] = tanh(sum);
    }
    return outputs_;
  }

  /// d(loss)/d(x), given d(loss)/d(outputs).
  std::array<Number, In> backward(const std::array<Number, In>& x,
                                  const std::array<Number, Out>& d_outputs) {
    std::array<Number, In> d_x{};
    for (std::size_t o = 0; o < Out; ++o) {
      const Number d_sum = d_outputs[o] * (1 - outputs_[o] * outputs_[o]);
      for (std::size_t i = 0; i < In; ++i) {
        d_weights_[o][i] += d_sum * x[i];
        d_x[i] += d_sum * weights_[o][i];
      }
      d_biases_[o] += d_sum;
    }
    return d_x;
  }

  /// Moves the parameters downhill, and clears their gradients.
  void descend(double learning_rate) {
    for (std::size_t o = 0; o < Out; ++o) {
      for (std::size_t i = 0; i < In; ++i) {
        weights_[o][i] -= learning_rate * total(d_weights_[o][i]);
      }
      biases_[o] -= learning_rate * total(d_biases_[o]);
    }
    d_weights_ = {};
    d_biases_ = {};
  }

 private:
  std::array<std::array<double, In>, Out> weights_;
  std::array<double, Out> biases_;
  std::array<std::array<Number, In>, Out> d_weights_{};
  std::array<Number, Out> d_biases_{}, outputs_{};
};

/// The network for one sample at a time.
template <std::size_t... Sizes>
using Handwritten = BasicHandwritten<double, Sizes...>;

/// One step of gradient descent on the summed squared error. Returns the loss before it. A sample's target is a
/// number, or an array with one for each output.
template <std::size_t In, std::size_t... Sizes, typename Target, std::size_t Samples>
double training_step(BasicHandwritten<double, In, Sizes...>& network,
                     const std::array<std::array<double, In>, Samples>& inputs,
                     const std::array<Target, Samples>& targets, double learning_rate) {
  double loss = 0;
  for (std::size_t i = 0; i < Samples; ++i) {
    const auto wanted = targets_of(targets[i]);
    auto d_outputs = network.forward(inputs[i]);
    for (std::size_t o = 0; o < wanted.size(); ++o) {
      const double difference = d_outputs[o] - wanted[o];
      loss += difference * difference;
      d_outputs[o] = 2 * difference;
    }
    network.backward(inputs[i], d_outputs);
  }
  network.descend(learning_rate);
  return loss;
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_HANDWRITTEN_H_
