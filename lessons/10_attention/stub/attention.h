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
    // TODO(you) 1: Record the parameters. Then write at() and parameters(), which find them again.
    // Test: Matrix.RecordsItsParametersRowByRow
    first_ = tape.value(0);
  }

  /// The parameter in a row and a column, both counted from 0.
  /// REQUIRES: row < Rows, column < Cols.
  Value at(std::size_t row, std::size_t column) const { return first_; }

  /// All parameters, row by row.
  std::array<Value, kParameters> parameters() const {
    std::array<Value, kParameters> all;
    all.fill(first_);
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
  // TODO(you) 2: A sum of products for each row.
  // Test: Linear.MultipliesEachRowWithTheVector
  y.fill(x[0]);
  return y;
}

/// x divided by its root mean square, so that its numbers are of the order of 1, however large they
/// were: each is multiplied by (m + 0.00001)^-0.5, where m is the mean of their squares. Throws
/// std::length_error when the tape is full; the nodes recorded until then remain.
template <std::size_t Size>
std::array<Value, Size> rmsnorm(const std::array<Value, Size>& x) {
  // TODO(you) 3: Numbers of the order of 1.
  // Test: RmsNorm.MakesTheMeanSquareOne
  return x;
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
    // TODO(you) 4: Let this position look back.
    // Test: Attention.AgreesWithPlainArithmetic
    return x;
  }

 private:
  using Square = Matrix<Embedding, Embedding>;
  Square query_, key_, value_, output_;
};

}  // namespace micrograd

#endif  // MICROGRAD_ATTENTION_H_
