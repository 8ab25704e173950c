/// \file
/// Long expressions to record, the same for every engine. An engine has
///
///     using Number = ...;          // what its expressions are made of
///     Engine(std::size_t nodes);   // with room for an expression
///     void reset();                // forgets all; each recording begins with it
///     Number input(double data);   // records an input
///     void end(Number root);       // the expression is complete, and this is its result
///     void backward(Number root);  // finds the gradients of all inputs
///
/// Each expression is `operations` operations long, a multiple of 4. However long it is, its
/// gradients neither vanish nor overflow, since engines may skip a gradient of 0, or be slow with
/// numbers near 0.
#ifndef BENCHMARKS_EXPRESSIONS_H_
#define BENCHMARKS_EXPRESSIONS_H_

#include <array>
#include <cstddef>
#include <limits>
#include <random>
#include <vector>

namespace benchmarks {

/// The largest number of inputs of an expression.
inline constexpr std::size_t kMostInputs = 8;

/// (2 x + 1) / 2 - 1/2, which is x again, over and over.
template <typename Engine>
class Chain {
 public:
  using Number = typename Engine::Number;
  static constexpr const char* kName = "chain";

  explicit Chain(std::size_t operations) : operations_(operations) {}

  Number operator()(Engine& engine) const {
    Number x = engine.input(1), two = engine.input(2), half = engine.input(0.5),
           one = engine.input(1), minus_half = engine.input(-0.5);
    for (std::size_t i = 0; i < operations_; i += 4) {
      x = x * two + one;
      x = x * half + minus_half;
    }
    return x;
  }

 private:
  std::size_t operations_;
};

/// tanh(2 x + 0) / 2, over and over, which near 0 is almost x again.
template <typename Engine>
class TanhChain {
 public:
  using Number = typename Engine::Number;
  static constexpr const char* kName = "tanh";

  explicit TanhChain(std::size_t operations) : operations_(operations) {}

  Number operator()(Engine& engine) const {
    Number x = engine.input(0.5), two = engine.input(2), half = engine.input(0.5),
           zero = engine.input(0);
    for (std::size_t i = 0; i < operations_; i += 4) x = tanh(x * two + zero) * half;
    return x;
  }

 private:
  std::size_t operations_;
};

/// A sum of terms, each drawn evenly from tanh((u + v) * w) and tanh(tanh(u + v)), where u, v and w
/// are earlier terms, drawn evenly too.
template <typename Engine>
class RandomDag {
 public:
  using Number = typename Engine::Number;
  static constexpr const char* kName = "dag";

  explicit RandomDag(std::size_t operations) {
    std::mt19937_64 random(1);
    for (std::size_t terms = kInputs; terms < kInputs + operations / 4; ++terms) {
      const auto term = [&] { return random() % terms; };
      draws_.push_back({term(), term(), random() % 2 == 0 ? term() : kNone});
    }
    terms_.reserve(kInputs + operations / 4);
  }

  Number operator()(Engine& engine) {
    terms_.clear();
    for (std::size_t i = 0; i < kInputs; ++i) {
      terms_.push_back(engine.input(0.25 * static_cast<double>(i + 1)));
    }
    Number sum = terms_[0];
    for (const auto [u, v, w] : draws_) {
      const Number uv = terms_[u] + terms_[v];
      terms_.push_back(tanh(w == kNone ? tanh(uv) : uv * terms_[w]));
      sum = sum + terms_.back();
    }
    return sum;
  }

 private:
  static constexpr std::size_t kInputs = 4;
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  std::vector<std::array<std::size_t, 3>> draws_;
  std::vector<Number> terms_;
};

}  // namespace benchmarks

#endif  // BENCHMARKS_EXPRESSIONS_H_
