/// \file
/// The GPT again, and how it learns, in plain loops over any type of number. In double, they are what the
/// lesson's versions on a tape are compared with.
#ifndef MICROGRAD_TESTING_PLAIN_GPT_H_
#define MICROGRAD_TESTING_PLAIN_GPT_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "micrograd/testing/plain_attention.h"

namespace micrograd::testing {

/// The sizes of a GPT.
struct GptSizes {
  std::size_t vocabulary;  ///< Tokens, with the one that begins and ends a text.
  std::size_t embedding;   ///< Numbers of a position.
  std::size_t heads;       ///< Heads of its attention.
  std::size_t block;       ///< The most positions of a text.

  /// The number of parameters.
  constexpr std::size_t parameters() const {
    return (2 * vocabulary + block) * embedding + 12 * embedding * embedding;
  }
};

/// x where it is positive, and 0 elsewhere.
inline double relu(double x) { return std::max(x, 0.0); }

/// The logits after each of `tokens`, the first of which is the one that begins a text. `parameters` has,
/// matrix by matrix and row by row, those of tokens, positions, logits, the four of attention, and the two
/// of the MLP.
template <typename Number>
std::vector<std::vector<Number>> plain_gpt(const GptSizes& sizes,
                                           const std::vector<Number>& parameters,
                                           const std::vector<std::size_t>& tokens) {
  const std::size_t size = sizes.embedding;
  const Number* const rows = parameters.data();
  const Number* const positions = rows + sizes.vocabulary * size;
  const Number* const logits = positions + sizes.block * size;
  const Number* const attention = logits + sizes.vocabulary * size;
  const Number* const up = attention + 4 * size * size;
  const Number* const down = up + 4 * size * size;
  const auto add = [&](std::vector<Number>& x, const Number* y) {
    for (std::size_t i = 0; i < size; ++i) x[i] = x[i] + y[i];
  };
  std::vector<std::vector<Number>> xs;
  std::vector<std::vector<Number>> normalised;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    const Number* const row = rows + tokens[t] * size;
    std::vector<Number> x(row, row + size);
    add(x, positions + t * size);
    xs.push_back(plain_rmsnorm(x));
    normalised.push_back(plain_rmsnorm(xs.back()));
  }
  const std::vector<std::vector<Number>> seen = plain_attention(sizes.heads, attention, normalised);
  std::vector<std::vector<Number>> all;
  for (std::size_t t = 0; t < xs.size(); ++t) {
    std::vector<Number>& x = xs[t];
    add(x, seen[t].data());
    std::vector<Number> hidden = plain_linear(4 * size, up, plain_rmsnorm(x));
    for (Number& number : hidden) number = relu(number);
    add(x, plain_linear(size, down, hidden).data());
    all.push_back(plain_linear(sizes.vocabulary, logits, x));
  }
  return all;
}

/// The mean over the positions of a text of minus the logarithm of the next token's probability.
template <typename Number>
Number plain_gpt_loss(const GptSizes& sizes, const std::vector<Number>& parameters,
                      const std::vector<std::size_t>& text) {
  using std::log;
  std::vector<std::size_t> tokens{sizes.vocabulary - 1};
  tokens.insert(tokens.end(), text.begin(), text.end());
  tokens.resize(std::min(tokens.size(), sizes.block));
  const std::vector<std::vector<Number>> logits = plain_gpt(sizes, parameters, tokens);
  Number sum{};
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    const std::size_t next = t < text.size() ? text[t] : sizes.vocabulary - 1;
    const Number surprise = log(plain_softmax(logits[t])[next]) * -1.0;
    sum = t == 0 ? surprise : sum + surprise;
  }
  return sum / static_cast<double>(tokens.size());
}

/// Adam with microgpt's numbers, and a rate that falls linearly to 0.
class PlainAdam {
 public:
  /// Starts at `rate`, and ends at 0 after so many steps.
  PlainAdam(double rate, double steps) : rate_(rate), steps_(steps) {}

  /// One step.
  /// REQUIRES: both have the same size, each time.
  void operator()(std::span<double> parameters, std::span<const double> gradients) {
    means_.resize(parameters.size());
    squares_.resize(parameters.size());
    const double rate = rate_ * std::max(1 - step_ / steps_, 0.0);
    ++step_;
    const double mean_grown = 1 - std::pow(0.85, step_);
    const double square_grown = 1 - std::pow(0.99, step_);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      means_[i] = 0.85 * means_[i] + 0.15 * gradients[i];
      squares_[i] = 0.99 * squares_[i] + 0.01 * gradients[i] * gradients[i];
      parameters[i] -=
          rate * (means_[i] / mean_grown) / (std::sqrt(squares_[i] / square_grown) + 1e-8);
    }
  }

 private:
  double rate_;
  double steps_;
  double step_ = 0;
  std::vector<double> means_;
  std::vector<double> squares_;
};

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_PLAIN_GPT_H_
