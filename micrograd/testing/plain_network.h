/// \file
/// Neuron, layer and network once more, in plain double and plain loops: what the lessons' versions
/// on a tape are held against.
#ifndef MICROGRAD_TESTING_PLAIN_NETWORK_H_
#define MICROGRAD_TESTING_PLAIN_NETWORK_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace gradcheck {

/// The outputs of a network with these layer sizes (the inputs first: {3, 4, 4, 1}) for the inputs
/// `x`. `parameters` has, layer by layer and neuron by neuron, the weights and then the bias; where
/// there are too few of them, the outputs are nan.
inline std::vector<double> plain_network(const std::vector<std::size_t>& sizes,
                                         const std::vector<double>& parameters,
                                         std::vector<double> x) {
  std::size_t used = 0;
  const auto parameter = [&] {
    return used < parameters.size() ? parameters[used++] : std::numeric_limits<double>::quiet_NaN();
  };
  for (std::size_t layer = 1; layer < sizes.size(); ++layer) {
    std::vector<double> outputs;
    for (std::size_t neuron = 0; neuron < sizes[layer]; ++neuron) {
      double sum = 0;
      for (double input : x) sum += parameter() * input;
      sum += parameter();
      outputs.push_back(std::tanh(sum));
    }
    x = outputs;
  }
  return x;
}

/// What uniform() promises, by another way: the top 53 bits of the generator's next 64, as a number from
/// -1 up to, but not including, 1.
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

/// The sum over all samples of (output - target)^2 for such a network with one output.
template <typename Real, std::size_t In, std::size_t Samples>
double plain_squared_error(const std::vector<std::size_t>& sizes,
                           const std::vector<double>& parameters,
                           const std::array<std::array<Real, In>, Samples>& inputs,
                           const std::array<Real, Samples>& targets) {
  double sum = 0;
  for (std::size_t i = 0; i < Samples; ++i) {
    const std::vector<double> x(inputs[i].begin(), inputs[i].end());
    const double difference = plain_network(sizes, parameters, x)[0] - targets[i];
    sum += difference * difference;
  }
  return sum;
}

}  // namespace gradcheck

#endif  // MICROGRAD_TESTING_PLAIN_NETWORK_H_
