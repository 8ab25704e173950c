/// \file
/// The parts of attention again, in plain loops over doubles: what the lessons' versions on a tape are
/// compared with.
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

/// A matrix, given row by row from `first` on, times x.
inline Numbers plain_linear(std::size_t rows, const double* first, const Numbers& x) {
  Numbers y(rows);
  for (double& sum : y) {
    for (const double number : x) sum += *first++ * number;
  }
  return y;
}

/// x divided by its root mean square.
inline Numbers plain_rmsnorm(Numbers x) {
  double squares = 0;
  for (const double number : x) squares += number * number;
  const double root = std::sqrt(squares / static_cast<double>(x.size()) + 1e-5);
  for (double& number : x) number /= root;
  return x;
}

/// The share of each exp(x[i]) in the sum of all.
inline Numbers plain_softmax(Numbers x) {
  const double most = *std::max_element(x.begin(), x.end());
  double sum = 0;
  for (double& number : x) sum += number = std::exp(number - most);
  for (double& number : x) number /= sum;
  return x;
}

/// What attention makes of a text, of which `xs` are the positions: its outputs. `parameters` has the
/// matrices for queries, keys, values and the output, each row by row. If `weights` is given, it gets for
/// each position, and in it for each head, the weights of all positions so far.
inline std::vector<Numbers> plain_attention(std::size_t heads, const Numbers& parameters,
                                            const std::vector<Numbers>& xs,
                                            std::vector<std::vector<Numbers>>* weights = nullptr) {
  const std::size_t size = xs[0].size();
  const std::size_t slice = size / heads;
  const auto matrix = [&](std::size_t k) { return parameters.data() + k * size * size; };
  std::vector<Numbers> keys;
  std::vector<Numbers> values;
  std::vector<Numbers> outputs;
  for (const Numbers& x : xs) {
    const Numbers query = plain_linear(size, matrix(0), x);
    keys.push_back(plain_linear(size, matrix(1), x));
    values.push_back(plain_linear(size, matrix(2), x));
    Numbers mixed(size);
    if (weights != nullptr) weights->emplace_back();
    for (std::size_t h = 0; h < heads; ++h) {
      Numbers scores;
      for (const Numbers& key : keys) {
        double score = 0;
        for (std::size_t i = h * slice; i < (h + 1) * slice; ++i) score += query[i] * key[i];
        scores.push_back(score / std::sqrt(static_cast<double>(slice)));
      }
      const Numbers shares = plain_softmax(scores);
      for (std::size_t t = 0; t < values.size(); ++t) {
        for (std::size_t i = h * slice; i < (h + 1) * slice; ++i) {
          mixed[i] += shares[t] * values[t][i];
        }
      }
      if (weights != nullptr) weights->back().push_back(shares);
    }
    outputs.push_back(plain_linear(size, matrix(3), mixed));
  }
  return outputs;
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_PLAIN_ATTENTION_H_
