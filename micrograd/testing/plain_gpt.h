/// \file
/// The GPT again, in plain loops over doubles: what the lesson's version on a tape is compared with.
#ifndef MICROGRAD_TESTING_PLAIN_GPT_H_
#define MICROGRAD_TESTING_PLAIN_GPT_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "micrograd/testing/plain_attention.h"

namespace micrograd::testing {

/// The sizes of a GPT.
struct GptSizes {
  std::size_t vocabulary;  ///< Tokens, with the one that begins and ends a text.
  std::size_t embedding;   ///< Numbers of a position.
  std::size_t heads;       ///< Heads of its attention.
  std::size_t block;       ///< The most positions of a text.
};

/// The logits after each of `tokens`, the first of which is the one that begins a text. `parameters` has,
/// matrix by matrix and row by row, those of tokens, positions, logits, the four of attention, and the two
/// of the MLP.
inline std::vector<Numbers> plain_gpt(const GptSizes& sizes, const Numbers& parameters,
                                      const std::vector<std::size_t>& tokens) {
  const std::size_t size = sizes.embedding;
  const double* const rows = parameters.data();
  const double* const positions = rows + sizes.vocabulary * size;
  const double* const logits = positions + sizes.block * size;
  const double* const attention = logits + sizes.vocabulary * size;
  const double* const up = attention + 4 * size * size;
  const double* const down = up + 4 * size * size;
  const auto add = [](Numbers& x, const Numbers& y) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += y[i];
  };
  std::vector<Numbers> xs;
  std::vector<Numbers> normalised;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    const double* const row = rows + tokens[t] * size;
    Numbers x(row, row + size);
    add(x, Numbers(positions + t * size, positions + (t + 1) * size));
    xs.push_back(plain_rmsnorm(x));
    normalised.push_back(plain_rmsnorm(xs.back()));
  }
  const std::vector<Numbers> seen =
      plain_attention(sizes.heads, Numbers(attention, up), normalised);
  std::vector<Numbers> all;
  for (std::size_t t = 0; t < xs.size(); ++t) {
    Numbers& x = xs[t];
    add(x, seen[t]);
    Numbers hidden = plain_linear(4 * size, up, plain_rmsnorm(x));
    for (double& number : hidden) number = std::max(number, 0.0);
    add(x, plain_linear(size, down, hidden));
    all.push_back(plain_linear(sizes.vocabulary, logits, x));
  }
  return all;
}

/// The mean over the positions of a text of minus the logarithm of the next token's probability.
inline double plain_gpt_loss(const GptSizes& sizes, const Numbers& parameters,
                             const std::vector<std::size_t>& text) {
  std::vector<std::size_t> tokens{sizes.vocabulary - 1};
  tokens.insert(tokens.end(), text.begin(), text.end());
  tokens.resize(std::min(tokens.size(), sizes.block));
  const std::vector<Numbers> logits = plain_gpt(sizes, parameters, tokens);
  double sum = 0;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    sum -= std::log(plain_softmax(logits[t])[t < text.size() ? text[t] : sizes.vocabulary - 1]);
  }
  return sum / static_cast<double>(tokens.size());
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_PLAIN_GPT_H_
