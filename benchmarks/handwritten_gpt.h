/// \file
/// The reference for lesson 11: the GPT, whose forward and backward pass are written out by hand, as plain
/// loops over plain numbers.
///
///     HandwrittenGpt<27, 16, 4, 16> gpt(parameters);  // 4,192 numbers, in the order of Gpt::parameters()
///     double loss = gpt.forward(text);
///     gpt.backward(text);                             // now gradients() has d(loss)/d(parameter)
#ifndef BENCHMARKS_HANDWRITTEN_GPT_H_
#define BENCHMARKS_HANDWRITTEN_GPT_H_

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace benchmarks {

template <std::size_t Vocabulary, std::size_t Embedding, std::size_t Heads, std::size_t Block>
class HandwrittenGpt {
 public:
  /// The number of parameters.
  static constexpr std::size_t kParameters =
      (2 * Vocabulary + Block) * Embedding + 12 * Embedding * Embedding;

  /// REQUIRES: `parameters` has as many as there are.
  explicit HandwrittenGpt(std::span<const double> parameters) {
    std::ranges::copy(parameters, parameters_.begin());
  }

  std::span<double> parameters() { return parameters_; }

  /// d(loss)/d(parameter), as of the last backward().
  std::span<const double> gradients() const { return gradients_; }

  /// The mean cross-entropy of the text, as Gpt::loss() computes it.
  double forward(std::span<const std::size_t> text) {
    size_ = std::min(text.size() + 1, Block);
    double loss = 0;
    for (std::size_t t = 0; t < size_; ++t) {
      Position& p = positions_[t];
      const double* const token = &parameters_[kTokens + before(text, t) * Embedding];
      const double* const place = &parameters_[kPlaces + t * Embedding];
      for (std::size_t i = 0; i < Embedding; ++i) p.sum[i] = token[i] + place[i];
      p.factor = normalise(p.sum, p.start);
      p.start_factor = normalise(p.start, p.normal);
      multiply(kQuery, p.normal, p.query);
      multiply(kKey, p.normal, p.key);
      multiply(kValue, p.normal, p.value);
      attend(t);
      multiply(kOutput, p.mixed, p.seen);
      for (std::size_t i = 0; i < Embedding; ++i) p.seen[i] += p.start[i];
      p.seen_factor = normalise(p.seen, p.seen_normal);
      multiply(kUp, p.seen_normal, p.hidden);
      for (double& number : p.hidden) number = number > 0 ? number : 0;
      multiply(kDown, p.hidden, p.end);
      for (std::size_t i = 0; i < Embedding; ++i) p.end[i] += p.seen[i];
      multiply(kLogits, p.end, p.probabilities);
      const std::size_t next = after(text, t);
      const double logit = p.probabilities[next];
      loss += log_of_sum(p.probabilities) - logit;
    }
    return loss / static_cast<double>(size_);
  }

  /// The gradients of what forward() returned.
  /// REQUIRES: forward(text) was called last.
  void backward(std::span<const std::size_t> text) {
    gradients_ = {};
    std::array<Vector, Block> d_keys{}, d_values{};
    for (std::size_t t = size_; t-- > 0;) {
      const Position& p = positions_[t];
      std::array<double, Vocabulary> d_logits;
      for (std::size_t i = 0; i < Vocabulary; ++i) {
        d_logits[i] = p.probabilities[i] / static_cast<double>(size_);
      }
      d_logits[after(text, t)] -= 1 / static_cast<double>(size_);

      Vector d_end{};
      multiply_back(kLogits, p.end, d_logits, d_end);
      std::array<double, 4 * Embedding> d_hidden{};
      multiply_back(kDown, p.hidden, d_end, d_hidden);
      for (std::size_t i = 0; i < 4 * Embedding; ++i) {
        if (p.hidden[i] == 0) d_hidden[i] = 0;
      }
      Vector d_normal{};
      multiply_back(kUp, p.seen_normal, d_hidden, d_normal);
      Vector d_seen = d_end;
      normalise_back(p.seen, p.seen_factor, d_normal, d_seen);

      Vector d_mixed{}, d_query{};
      multiply_back(kOutput, p.mixed, d_seen, d_mixed);
      attend_back(t, d_mixed, d_query, d_keys, d_values);
      d_normal = {};
      multiply_back(kQuery, p.normal, d_query, d_normal);
      multiply_back(kKey, p.normal, d_keys[t], d_normal);
      multiply_back(kValue, p.normal, d_values[t], d_normal);
      Vector d_start = d_seen;
      normalise_back(p.start, p.start_factor, d_normal, d_start);
      Vector d_sum{};
      normalise_back(p.sum, p.factor, d_start, d_sum);

      double* const d_token = &gradients_[kTokens + before(text, t) * Embedding];
      double* const d_place = &gradients_[kPlaces + t * Embedding];
      for (std::size_t i = 0; i < Embedding; ++i) {
        d_token[i] += d_sum[i];
        d_place[i] += d_sum[i];
      }
    }
  }

 private:
  using Vector = std::array<double, Embedding>;

  static constexpr std::size_t kSlice = Embedding / Heads;

  // Where each matrix begins.
  static constexpr std::size_t kTokens = 0;
  static constexpr std::size_t kPlaces = kTokens + Vocabulary * Embedding;
  static constexpr std::size_t kLogits = kPlaces + Block * Embedding;
  static constexpr std::size_t kQuery = kLogits + Vocabulary * Embedding;
  static constexpr std::size_t kKey = kQuery + Embedding * Embedding;
  static constexpr std::size_t kValue = kKey + Embedding * Embedding;
  static constexpr std::size_t kOutput = kValue + Embedding * Embedding;
  static constexpr std::size_t kUp = kOutput + Embedding * Embedding;
  static constexpr std::size_t kDown = kUp + 4 * Embedding * Embedding;

  // What the way back needs of a position.
  struct Position {
    Vector sum, start, normal;  // The token's row plus the position's; normalised; and once more.
    Vector query, key, value, mixed;  // Attention.
    Vector seen, seen_normal;         // With the attention's result; normalised.
    std::array<double, 4 * Embedding> hidden;
    Vector end;
    std::array<double, Vocabulary> probabilities;
    std::array<std::array<double, Block>, Heads> weights;
    double factor, start_factor, seen_factor;  // What sum, start and seen were normalised with.
  };

  static std::size_t before(std::span<const std::size_t> text, std::size_t t) {
    return t == 0 ? Vocabulary - 1 : text[t - 1];
  }
  static std::size_t after(std::span<const std::size_t> text, std::size_t t) {
    return t < text.size() ? text[t] : Vocabulary - 1;
  }

  // y = matrix * x.
  template <std::size_t Rows, std::size_t Cols>
  void multiply(std::size_t matrix, const std::array<double, Cols>& x,
                std::array<double, Rows>& y) const {
    const double* row = &parameters_[matrix];
    for (std::size_t r = 0; r < Rows; ++r, row += Cols) {
      double sum = 0;
      for (std::size_t c = 0; c < Cols; ++c) sum += row[c] * x[c];
      y[r] = sum;
    }
  }

  // Adds to the matrix's gradients and to d_x what comes from d_y.
  template <std::size_t Rows, std::size_t Cols>
  void multiply_back(std::size_t matrix, const std::array<double, Cols>& x,
                     const std::array<double, Rows>& d_y, std::array<double, Cols>& d_x) {
    const double* row = &parameters_[matrix];
    double* d_row = &gradients_[matrix];
    for (std::size_t r = 0; r < Rows; ++r, row += Cols, d_row += Cols) {
      for (std::size_t c = 0; c < Cols; ++c) {
        d_row[c] += d_y[r] * x[c];
        d_x[c] += d_y[r] * row[c];
      }
    }
  }

  // y = x / root mean square; returns the factor.
  static double normalise(const Vector& x, Vector& y) {
    double squares = 0;
    for (const double number : x) squares += number * number;
    const double factor = 1 / std::sqrt(squares / Embedding + 1e-5);
    for (std::size_t i = 0; i < Embedding; ++i) y[i] = x[i] * factor;
    return factor;
  }

  // Adds to d_x what comes from d_y.
  static void normalise_back(const Vector& x, double factor, const Vector& d_y, Vector& d_x) {
    double d_factor = 0;
    for (std::size_t i = 0; i < Embedding; ++i) d_factor += d_y[i] * x[i];
    const double d_square = -factor * factor * factor / Embedding * d_factor;
    for (std::size_t i = 0; i < Embedding; ++i) d_x[i] += d_y[i] * factor + d_square * x[i];
  }

  // Turns the logits into probabilities. Returns the logarithm of the sum of their powers.
  static double log_of_sum(std::array<double, Vocabulary>& logits) {
    const double most = std::ranges::max(logits);
    double sum = 0;
    for (double& number : logits) sum += number = std::exp(number - most);
    for (double& number : logits) number /= sum;
    return most + std::log(sum);
  }

  // Position t looks at itself and those before it.
  void attend(std::size_t t) {
    Position& p = positions_[t];
    const double scale = std::sqrt(static_cast<double>(kSlice));
    p.mixed = {};
    for (std::size_t h = 0; h < Heads; ++h) {
      auto& weights = p.weights[h];
      for (std::size_t s = 0; s <= t; ++s) {
        double score = 0;
        for (std::size_t i = h * kSlice; i < (h + 1) * kSlice; ++i) {
          score += p.query[i] * positions_[s].key[i];
        }
        weights[s] = score / scale;
      }
      const double most = *std::max_element(weights.begin(), weights.begin() + t + 1);
      double sum = 0;
      for (std::size_t s = 0; s <= t; ++s) sum += weights[s] = std::exp(weights[s] - most);
      for (std::size_t s = 0; s <= t; ++s) {
        weights[s] /= sum;
        for (std::size_t i = h * kSlice; i < (h + 1) * kSlice; ++i) {
          p.mixed[i] += weights[s] * positions_[s].value[i];
        }
      }
    }
  }

  void attend_back(std::size_t t, const Vector& d_mixed, Vector& d_query,
                   std::array<Vector, Block>& d_keys, std::array<Vector, Block>& d_values) const {
    const Position& p = positions_[t];
    const double scale = std::sqrt(static_cast<double>(kSlice));
    for (std::size_t h = 0; h < Heads; ++h) {
      std::array<double, Block> d_weights;
      double mean = 0;  // Of the weights' gradients, by weight.
      for (std::size_t s = 0; s <= t; ++s) {
        d_weights[s] = 0;
        for (std::size_t i = h * kSlice; i < (h + 1) * kSlice; ++i) {
          d_weights[s] += d_mixed[i] * positions_[s].value[i];
          d_values[s][i] += d_mixed[i] * p.weights[h][s];
        }
        mean += d_weights[s] * p.weights[h][s];
      }
      for (std::size_t s = 0; s <= t; ++s) {
        const double d_score = p.weights[h][s] * (d_weights[s] - mean) / scale;
        for (std::size_t i = h * kSlice; i < (h + 1) * kSlice; ++i) {
          d_query[i] += d_score * positions_[s].key[i];
          d_keys[s][i] += d_score * p.query[i];
        }
      }
    }
  }

  std::array<double, kParameters> parameters_;
  std::array<double, kParameters> gradients_{};
  std::array<Position, Block> positions_;
  std::size_t size_ = 0;
};

}  // namespace benchmarks

#endif  // BENCHMARKS_HANDWRITTEN_GPT_H_
