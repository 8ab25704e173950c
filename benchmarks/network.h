/// \file
/// A network of tanh neurons over any type of number, for engines that bring none of their own.
#ifndef BENCHMARKS_NETWORK_H_
#define BENCHMARKS_NETWORK_H_

#include <array>
#include <cstddef>
#include <vector>

namespace benchmarks {

/// The outputs of one layer. `parameter` stands at its first weight, and is moved past its last bias.
template <typename Number, typename Input>
std::vector<Number> layer(std::size_t neurons, const Number*& parameter,
                          const std::vector<Input>& x) {
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

/// The summed squared error of a network with these layer sizes on these samples.
template <typename Number, std::size_t Layers, std::size_t In, std::size_t Samples>
Number squared_error(const std::array<std::size_t, Layers>& sizes,
                     const std::vector<Number>& parameters,
                     const std::array<std::array<double, In>, Samples>& inputs,
                     const std::array<double, Samples>& targets) {
  Number loss;
  for (std::size_t i = 0; i < Samples; ++i) {
    const Number* parameter = parameters.data();
    std::vector<Number> x =
        layer(sizes[1], parameter, std::vector<double>(inputs[i].begin(), inputs[i].end()));
    for (std::size_t k = 2; k < Layers; ++k) x = layer(sizes[k], parameter, x);
    const Number difference = x[0] - targets[i];
    const Number square = difference * difference;
    loss = i == 0 ? square : loss + square;
  }
  return loss;
}

}  // namespace benchmarks

#endif  // BENCHMARKS_NETWORK_H_
