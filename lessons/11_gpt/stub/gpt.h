/// \file
/// Lesson 11: a GPT: it reads a text, token by token, and says after each how likely every token is to
/// come next.
///
///     Gpt<27, 16, 4, 16> gpt(tape, random);             // 27 tokens; 4,192 parameters
///     Value loss = gpt.loss(text);                      // how much the text surprises it
///     Adam<Gpt<27, 16, 4, 16>::kParameters> adam(0.01, 1000);
///     backward(loss);
///     adam.descend(gpt.parameters());                   // the first of 1000 steps
///     std::array<std::size_t, 16> room;
///     auto invented = gpt.sample(0.5, random, room);
///
/// It is Karpathy's microgpt (https://karpathy.github.io/2026/02/12/microgpt/): one layer, and no biases.
/// Nothing here allocates memory, except for the message of an exception.
#ifndef MICROGRAD_GPT_H_
#define MICROGRAD_GPT_H_

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <random>
#include <span>
#include <stdexcept>
#include <string>

#include "attention.h"

namespace micrograd {

/// A network that predicts the next token. Tokens are numbers from 0 to Vocabulary - 1, and the last
/// of them stands before and after every text. At most Block positions of a text are seen.
template <std::size_t Vocabulary, std::size_t Embedding, std::size_t Heads, std::size_t Block>
class Gpt {
  static_assert(Vocabulary > 1, "a text needs a token besides the one that ends it");

 public:
  /// The token that begins and ends a text.
  static constexpr std::size_t kEnd = Vocabulary - 1;

  /// The number of parameters.
  // TODO(you) 1: Count them, and hand them out.
  // Test: Gpt.RecordsItsParametersAndHandsThemOut
  static constexpr std::size_t kParameters = 1;

  /// One position.
  using Vector = std::array<Value, Embedding>;

  /// What the positions of one text so far have left for later ones. A new one is empty.
  using Cache = typename Attention<Embedding, Heads, Block>::Cache;

  /// Records the parameters: a row for each token, a row for each position, a row for each logit; those
  /// of the attention; then the two matrices of the MLP, from Embedding to 4 * Embedding numbers and
  /// back. Throws std::length_error when the tape is full.
  Gpt(Tape& tape, std::mt19937_64& random)
      : tokens_(tape, random),
        positions_(tape, random),
        logits_(tape, random),
        attention_(tape, random),
        up_(tape, random),
        down_(tape, random) {}

  /// All parameters, in the order in which they were recorded.
  std::array<Value, kParameters> parameters() const {
    std::array<Value, kParameters> all;
    all.fill(tokens_.at(0, 0));
    return all;
  }

  /// The logits of the token that comes after this one, which is the next position of the text in the
  /// cache.
  ///
  /// The token's row plus the position's row, normalised, is x. Then x + attention(rmsnorm(x)) takes the
  /// place of x, and after that x + mlp(rmsnorm(x)), where the MLP is a matrix, relu, and a matrix. The
  /// logits are a matrix times x.
  ///
  /// Throws std::length_error, and changes nothing, when the cache holds Block positions already; and
  /// when the tape is full, as Attention does.
  /// REQUIRES: token < Vocabulary.
  std::array<Value, Vocabulary> operator()(std::size_t token, Cache& cache) const {
    assert(token < Vocabulary && "there is no such token");
    // TODO(you) 2: What comes next?
    // Test: Gpt.PredictsWhatPlainArithmeticDoes
    std::array<Value, Vocabulary> logits;
    logits.fill(tokens_.at(token, 0));
    return logits;
  }

  /// How much a text surprises the network, on average: the mean over its positions of the
  /// cross-entropy of the token that comes next. kEnd goes before the text, and kEnd comes after it; of a
  /// text with Block tokens or more, the first Block are predicted, and no more. Throws std::length_error
  /// when the tape is full; the nodes recorded until then remain.
  /// REQUIRES: each token of the text is less than kEnd.
  Value loss(std::span<const std::size_t> text) const {
    // TODO(you) 3: The mean surprise.
    // Test: Gpt.IsSurprisedByATextAsPlainArithmeticSays
    return tokens_.at(0, 0);
  }

  /// Invents a text, token by token, and returns how much of `room` it takes. Each token is drawn by the
  /// probabilities that softmax makes of the logits divided by `temperature`: near 0, the likeliest is
  /// drawn almost always; at 1, as often as the network expects it. It ends before kEnd, or after Block
  /// tokens. Leaves the tape as long as it was; but when it is full, throws std::length_error, and the nodes
  /// recorded until then remain.
  /// REQUIRES: temperature > 0.
  std::span<std::size_t> sample(Scalar temperature, std::mt19937_64& random,
                                std::span<std::size_t, Block> room) const {
    assert(temperature > 0 && "a temperature is positive");
    // TODO(you) 4: Draw one token after the other.
    // Test: Sample.DrawsTokensAsOftenAsTheNetworkExpectsThem
    return room.first(0);
  }

 private:
  Matrix<Vocabulary, Embedding> tokens_;
  Matrix<Block, Embedding> positions_;
  Matrix<Vocabulary, Embedding> logits_;
  Attention<Embedding, Heads, Block> attention_;
  Matrix<4 * Embedding, Embedding> up_;
  Matrix<Embedding, 4 * Embedding> down_;
};

/// Adam, which gives each parameter a step size of its own: by Kingma and Ba
/// (https://arxiv.org/abs/1412.6980), with a rate that falls linearly to 0.
template <std::size_t Parameters>
class Adam {
 public:
  /// Starts at `rate`, and ends at 0 after so many steps.
  Adam(Scalar rate, std::size_t steps) : rate_(rate), steps_(steps) {}

  /// One step. For each parameter, with gradient g: the running mean of g is m = 0.85 * m + 0.15 * g,
  /// and that of its square is v = 0.99 * v + 0.01 * g * g. Both start from 0, which is corrected by
  /// dividing them by 1 - 0.85^n and 1 - 0.99^n in step n, counted from 1. Then the parameter moves by
  /// -rate * m / (sqrt(v) + 1e-8), where the rate is the first one times 1 - (n - 1) / steps, and never
  /// below 0.
  /// REQUIRES: backward(loss) has just been called; the parameters are the same ones each time.
  void descend(const std::array<Value, Parameters>& parameters) {
    // TODO(you) 5: Move each parameter by its own measure.
    // Test: Adam.MovesEachParameterByItsOwnMeasure
  }

 private:
  Scalar rate_;
  std::size_t steps_;
};

}  // namespace micrograd

#endif  // MICROGRAD_GPT_H_
