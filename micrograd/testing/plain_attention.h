/// \file
/// The parts of attention again, in plain loops over any type of number. In double, they are what the lessons'
/// versions on a tape are compared with.
#ifndef MICROGRAD_TESTING_PLAIN_ATTENTION_H_
#define MICROGRAD_TESTING_PLAIN_ATTENTION_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include "micrograd/testing/plain_network.h"  // plain_uniform()

namespace micrograd::testing {

/// A vector of plain numbers.
using Numbers = std::vector<double>;

/// What normal() promises: Marsaglia's polar method.
inline double plain_normal(std::mt19937_64& random) {
  double x = 1;
  double square = 1;
  while (square >= 1 || square == 0) {
    x = plain_uniform(random);
    const double y = plain_uniform(random);
    square = x * x + y * y;
  }
  return x * std::sqrt(-2 * std::log(square) / square);
}

/// The number itself, of a type that knows it as data().
template <typename Number>
double plain(const Number& x) {
  return x.data();
}

/// The number itself.
inline double plain(double x) { return x; }

/// The sum of a[i] * b[i] for i below `size`.
template <typename Number>
Number plain_dot(std::size_t size, const Number* a, const Number* b) {
  Number sum = a[0] * b[0];
  for (std::size_t i = 1; i < size; ++i) sum = sum + a[i] * b[i];
  return sum;
}

/// A matrix, given row by row from `first` on, times x.
template <typename Number>
std::vector<Number> plain_linear(std::size_t rows, const Number* first,
                                 const std::vector<Number>& x) {
  std::vector<Number> y;
  for (std::size_t r = 0; r < rows; ++r) {
    y.push_back(plain_dot(x.size(), first + r * x.size(), x.data()));
  }
  return y;
}

/// x divided by its root mean square.
template <typename Number>
std::vector<Number> plain_rmsnorm(std::vector<Number> x) {
  using std::pow;
  const Number squares = plain_dot(x.size(), x.data(), x.data());
  const Number factor = pow(squares / static_cast<double>(x.size()) + 1e-5, -0.5);
  for (Number& number : x) number = number * factor;
  return x;
}

/// The share of each exp(x[i]) in the sum of all.
template <typename Number>
std::vector<Number> plain_softmax(std::vector<Number> x) {
  using std::exp;
  double most = plain(x[0]);
  for (const Number& number : x) most = std::max(most, plain(number));
  for (Number& number : x) number = exp(number - most);
  Number sum = x[0];
  for (std::size_t i = 1; i < x.size(); ++i) sum = sum + x[i];
  for (Number& number : x) number = number / sum;
  return x;
}

/// What attention makes of a text, of which `xs` are the positions: its outputs. `parameters` points to
/// the matrices for queries, keys, values and the output, each row by row. If `weights` is given, it gets
/// for each position, and in it for each head, the weights of all positions so far.
template <typename Number>
std::vector<std::vector<Number>> plain_attention(
    std::size_t heads, const Number* parameters, const std::vector<std::vector<Number>>& xs,
    std::vector<std::vector<std::vector<Number>>>* weights = nullptr) {
  const std::size_t size = xs[0].size();
  const std::size_t slice = size / heads;
  const auto matrix = [&](std::size_t k) { return parameters + k * size * size; };
  std::vector<std::vector<Number>> keys;
  std::vector<std::vector<Number>> values;
  std::vector<std::vector<Number>> outputs;
  for (const std::vector<Number>& x : xs) {
    const std::vector<Number> query = plain_linear(size, matrix(0), x);
    keys.push_back(plain_linear(size, matrix(1), x));
    values.push_back(plain_linear(size, matrix(2), x));
    std::vector<Number> mixed;
    mixed.reserve(size);
    if (weights != nullptr) weights->emplace_back();
    for (std::size_t first = 0; first < size; first += slice) {
      std::vector<Number> scores;
      scores.reserve(keys.size());
      for (const std::vector<Number>& key : keys) {
        scores.push_back(plain_dot(slice, query.data() + first, key.data() + first) /
                         std::sqrt(static_cast<double>(slice)));
      }
      const std::vector<Number> shares = plain_softmax(scores);
      for (std::size_t i = first; i < first + slice; ++i) {
        Number sum = shares[0] * values[0][i];
        for (std::size_t t = 1; t < values.size(); ++t) sum = sum + shares[t] * values[t][i];
        mixed.push_back(sum);
      }
      if (weights != nullptr) weights->back().push_back(shares);
    }
    outputs.push_back(plain_linear(size, matrix(3), mixed));
  }
  return outputs;
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_PLAIN_ATTENTION_H_
