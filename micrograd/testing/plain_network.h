/// \file
/// Neuron, layer and network again, in plain loops over any type of number. In double, they are
/// what the lessons' versions on a tape are compared with.
///
///     plain_network<double>({2, 1}, {0.5, -0.25, 0.125}, {1.0, 2.0});  // {tanh(0.125)}
#ifndef MICROGRAD_TESTING_PLAIN_NETWORK_H_
#define MICROGRAD_TESTING_PLAIN_NETWORK_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <vector>

namespace micrograd::testing {

/// The outputs of a layer of `neurons` neurons. `parameter` points to its first weight, and is
/// moved past its last bias.
template <typename Number, typename Input>
std::vector<Number> plain_layer(std::size_t neurons, const Number*& parameter,
                                const std::vector<Input>& x) {
  using std::tanh;
  std::vector<Number> outputs;
  outputs.reserve(neurons);
  for (std::size_t o = 0; o < neurons; ++o) {
    Number sum = parameter[x.size()];
    for (const Input& input : x) sum = sum + *parameter++ * input;
    ++parameter;
    outputs.push_back(tanh(sum));
  }
  return outputs;
}

/// The outputs of a network with these layer sizes (the inputs first: {3, 4, 4, 1}) for the inputs
/// `x`. `parameters` has, layer by layer and neuron by neuron, the weights and then the bias; where
/// there are too few of them, the outputs are nan.
template <typename Number>
std::vector<Number> plain_network(const std::vector<std::size_t>& sizes,
                                  const std::vector<Number>& parameters,
                                  const std::vector<double>& x) {
  std::size_t needed = 0;
  for (std::size_t k = 1; k < sizes.size(); ++k) needed += sizes[k] * (sizes[k - 1] + 1);
  if (parameters.size() < needed) {
    return std::vector<Number>(sizes.back(), Number(std::numeric_limits<double>::quiet_NaN()));
  }
  const Number* parameter = parameters.data();
  std::vector<Number> outputs = plain_layer(sizes[1], parameter, x);
  for (std::size_t k = 2; k < sizes.size(); ++k)
    outputs = plain_layer(sizes[k], parameter, outputs);
  return outputs;
}

/// A sample's targets, one for each output.
template <typename Real, std::size_t Out>
std::span<const Real, Out> targets_of(const std::array<Real, Out>& sample) {
  return sample;
}

/// The same where the network has one output, and the target is a number.
template <typename Real>
std::span<const Real, 1> targets_of(const Real& sample) {
  return std::span<const Real, 1>(&sample, 1);
}

/// The sum over a sample's outputs of (output - target)^2.
template <typename Outputs>
auto plain_squared_error(const Outputs& outputs, const auto& targets) {
  using Number = typename Outputs::value_type;
  Number sum{};
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    const Number difference = outputs[o] - targets[o];
    const Number square = difference * difference;
    sum = o == 0 ? square : sum + square;
  }
  return sum;
}

/// The sum of this over all samples, for such a network. A sample's target is a number, or an array of them.
template <typename Number, typename Real, typename Target, std::size_t In, std::size_t Samples>
Number plain_squared_error(const std::vector<std::size_t>& sizes,
                           const std::vector<Number>& parameters,
                           const std::array<std::array<Real, In>, Samples>& inputs,
                           const std::array<Target, Samples>& targets) {
  Number sum{};
  for (std::size_t i = 0; i < Samples; ++i) {
    const std::vector<double> x(inputs[i].begin(), inputs[i].end());
    const Number error =
        plain_squared_error(plain_network(sizes, parameters, x), targets_of(targets[i]));
    sum = i == 0 ? error : sum + error;
  }
  return sum;
}

/// What uniform() promises, computed in another way: the top 53 bits of the generator's next 64, as
/// a number in [-1, 1).
inline double plain_uniform(std::mt19937_64& random) {
  const std::uint64_t top = random() / 2048;
  return std::ldexp(static_cast<double>(top), -52) - 1;
}

/// The parameters that a new network of these sizes starts from, in order: each weight is
/// plain_uniform(random), and each bias 0.
inline std::vector<double> plain_start(const std::vector<std::size_t>& sizes,
                                       std::mt19937_64& random) {
  std::vector<double> parameters;
  for (std::size_t layer = 1; layer < sizes.size(); ++layer) {
    for (std::size_t neuron = 0; neuron < sizes[layer]; ++neuron) {
      for (std::size_t i = 0; i < sizes[layer - 1]; ++i)
        parameters.push_back(plain_uniform(random));
      parameters.push_back(0);
    }
  }
  return parameters;
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_PLAIN_NETWORK_H_
