/// \file
/// Lesson 10: attention: each position looks back at those before it, and takes from them what it
/// looks for.
///
///     Attention<16, 4, 8> attention(tape, random);  // 4 heads of 4 numbers each; up to 8 positions
///     Attention<16, 4, 8>::Cache cache;             // what earlier positions left: nothing yet
///     auto y0 = attention(x0, cache);               // position 0 sees itself alone
///     auto y1 = attention(x1, cache);               // position 1 sees both
///
/// Nothing here allocates memory, except for the message of an exception.
#ifndef MICROGRAD_ATTENTION_H_
#define MICROGRAD_ATTENTION_H_

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <span>
#include <stdexcept>
#include <string>

#include "ops.h"

namespace micrograd {

/// A random number from the standard normal distribution: 0 on average, and most are between -2 and
/// 2. By Marsaglia's polar method, from uniform(random), so that a seed means the same everywhere.
inline Scalar normal(std::mt19937_64& random) {
  for (;;) {
    const Scalar x = uniform(random);
    const Scalar y = uniform(random);
    const Scalar square = x * x + y * y;
    if (square > 0 && square < 1) return x * std::sqrt(-2 * std::log(square) / square);
  }
}

/// Rows times Cols parameters.
template <std::size_t Rows, std::size_t Cols>
class Matrix {
  static_assert(Rows > 0 && Cols > 0, "a matrix needs at least one row and one column");

 public:
  /// The number of parameters.
  static constexpr std::size_t kParameters = Rows * Cols;

  /// Records the parameters, row by row: each is 0.08 * normal(random). Throws std::length_error when
  /// the tape is full.
  Matrix(Tape& tape, std::mt19937_64& random) {
    for (std::size_t i = 0; i < kParameters; ++i) {
      const Value parameter = tape.value(Scalar(0.08) * normal(random));
      if (i == 0) first_ = parameter;
    }
  }

  /// The parameter in a row and a column, both counted from 0.
  /// REQUIRES: row < Rows, column < Cols.
  Value at(std::size_t row, std::size_t column) const {
    return first_.tape().at(first_.index() + row * Cols + column);
  }

  /// All parameters, row by row.
  std::array<Value, kParameters> parameters() const {
    std::array<Value, kParameters> all;
    for (std::size_t i = 0; i < kParameters; ++i) all[i] = at(i / Cols, i % Cols);
    return all;
  }

 private:
  Value first_;
};

/// The matrix times x: number r of the result is the sum over all c of matrix.at(r, c) * x[c]. Throws
/// std::length_error when the tape is full; the nodes recorded until then remain.
template <std::size_t Rows, std::size_t Cols>
std::array<Value, Rows> linear(const Matrix<Rows, Cols>& matrix, const std::array<Value, Cols>& x) {
  std::array<Value, Rows> y;
  for (std::size_t r = 0; r < Rows; ++r) {
    Value sum = matrix.at(r, 0) * x[0];
    for (std::size_t c = 1; c < Cols; ++c) sum = sum + matrix.at(r, c) * x[c];
    y[r] = sum;
  }
  return y;
}

/// x divided by its root mean square, so that its numbers are of the order of 1, however large they
/// were: each is multiplied by (m + 0.00001)^-0.5, where m is the mean of their squares. Throws
/// std::length_error when the tape is full; the nodes recorded until then remain.
template <std::size_t Size>
std::array<Value, Size> rmsnorm(const std::array<Value, Size>& x) {
  Value sum = x[0] * x[0];
  for (std::size_t i = 1; i < Size; ++i) sum = sum + x[i] * x[i];
  const Value factor = pow(sum / Scalar(Size) + Scalar(1e-5), Scalar(-0.5));
  std::array<Value, Size> y;
  for (std::size_t i = 0; i < Size; ++i) y[i] = x[i] * factor;
  return y;
}

/// Attention with several heads, for texts of up to Block positions, each a vector of Embedding
/// numbers. Head h works on its own slice of all vectors: Embedding / Heads numbers, from
/// h * Embedding / Heads on.
template <std::size_t Embedding, std::size_t Heads, std::size_t Block>
class Attention {
  static_assert(Heads > 0 && Embedding % Heads == 0, "each head gets an equal slice of a vector");
  static_assert(Block > 0, "attention needs room for at least one position");

 public:
  /// One position.
  using Vector = std::array<Value, Embedding>;

  /// What the positions of one text so far have left for later ones. A new one is empty.
  struct Cache {
    std::size_t size = 0;              ///< The number of positions.
    std::array<Vector, Block> keys;    ///< What each position offers, to be found by.
    std::array<Vector, Block> values;  ///< What it hands over when it is found.
    /// How much of each position the latest one took, by head; they add up to 1.
    std::array<std::array<Value, Block>, Heads> weights;
  };

  /// The number of parameters: four square matrices.
  static constexpr std::size_t kParameters = 4 * Embedding * Embedding;

  /// Records the matrices for queries, keys, values and the output, in this order. Throws
  /// std::length_error when the tape is full.
  Attention(Tape& tape, std::mt19937_64& random)
      : query_(tape, random), key_(tape, random), value_(tape, random), output_(tape, random) {}

  /// The matrices' parameters, in the order in which they were recorded.
  std::array<Value, kParameters> parameters() const {
    std::array<Value, kParameters> all;
    auto next = all.begin();
    for (const auto* matrix : {&query_, &key_, &value_, &output_}) {
      next = std::ranges::copy(matrix->parameters(), next).out;
    }
    return all;
  }

  /// The next position of a text: its key and value join the cache, and it looks at all positions in
  /// there, its own included.
  ///
  /// In each head, the query is multiplied with each key, slice by slice, and the sum of these
  /// products, divided by the root of the slice's size, is a score; softmax makes weights of the
  /// scores. The head's result is the sum of all values' slices, each times its weight. The results,
  /// side by side, are multiplied by the output matrix.
  ///
  /// Throws std::length_error, and changes nothing, when the cache holds Block positions already; and
  /// when the tape is full, where the nodes recorded until then remain, and the cache must not be used
  /// again.
  Vector operator()(const Vector& x, Cache& cache) const {
    if (cache.size == Block) {
      throw std::length_error("Attention: all " + std::to_string(Block) +
                              " positions are taken; begin a new text with a new cache");
    }
    const Vector query = linear(query_, x);
    cache.keys[cache.size] = linear(key_, x);
    cache.values[cache.size] = linear(value_, x);
    ++cache.size;
    constexpr std::size_t kSlice = Embedding / Heads;
    Vector heads;
    for (std::size_t h = 0; h < Heads; ++h) {
      const std::span<Value> weights = std::span(cache.weights[h]).first(cache.size);
      for (std::size_t t = 0; t < cache.size; ++t) {
        const auto product = [&](std::size_t i) { return query[i] * cache.keys[t][i]; };
        Value score = product(h * kSlice);
        for (std::size_t i = 1; i < kSlice; ++i) score = score + product(h * kSlice + i);
        weights[t] = score / std::sqrt(Scalar(kSlice));
      }
      softmax(weights);
      for (std::size_t i = h * kSlice; i < (h + 1) * kSlice; ++i) {
        Value sum = weights[0] * cache.values[0][i];
        for (std::size_t t = 1; t < cache.size; ++t) sum = sum + weights[t] * cache.values[t][i];
        heads[i] = sum;
      }
    }
    return linear(output_, heads);
  }

 private:
  using Square = Matrix<Embedding, Embedding>;
  Square query_, key_, value_, output_;
};

}  // namespace micrograd

#endif  // MICROGRAD_ATTENTION_H_
