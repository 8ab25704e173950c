/// \file
/// Lesson 13: fewer instructions. A product that is only there to join a sum becomes part of the sum; and what is
/// done to the sum, if only that reads it, becomes part of it too.
///
///     [4] = [0] * [2]
///     [5] = [4] + [1]    becomes    [4] = tanh([1] + [0] * [2])
///     [6] = tanh([5])
///
///     Program program(fuse(Code(miss * miss, mark)));  // runs as the code does, and faster
///
/// The results are the same to the last digit: each sum is added up in the same order. (A compiler may round a
/// product and the sum that it joins only once, where the machine can.) The gradient of a place that several
/// others read is added up in another order, and so its last digits may differ.
#ifndef MICROGRAD_FUSE_H_
#define MICROGRAD_FUSE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "program.h"

namespace micrograd {

/// An instruction, and the products that went into it. With products, it is a dot: their sum, and what is done
/// to that sum.
struct Merged : Instruction {
  /// Two places each, in the order in which the products are added. In a dot, a is the place of the number
  /// that the sum begins with, or Node::kNone; and the operation is what is done to the sum, where kAdd
  /// stands for nothing.
  std::vector<std::array<std::uint32_t, 2>> products{};
  bool gone = false;  ///< Whether it went into a later one.
};

/// Merges instructions of the code. The result has one for each, in the same order, with places of the code.
///
/// A product becomes a dot of one product. A sum of two different places becomes a dot if one of them is a product, which
/// goes into it, and so does the other one, if it is a dot without a further operation. A tanh, exp or relu of
/// such a dot goes on from it: their partials can be told from their results. Whatever is an output, or is read
/// by more than one instruction, goes into none.
inline std::vector<Merged> merge(const Code& code) {
  std::vector<Merged> all;
  for (const Instruction& in : code.instructions) all.push_back({in});
  // TODO(you) 1: Merge what can be merged.
  // Test: Merge.AProductJoinsASum
  return all;
}

/// A new place for each place of the code. As before, the parameters come first, then the inputs, in the same
/// order, and then the results, without those that are gone. But the numbers that a dot reads one after the other
/// stand side by side where that is possible: the longest dots choose first.
inline std::vector<std::uint32_t> lay_out(const Code& code, const std::vector<Merged>& merged) {
  // TODO(you) 2: Give each its new place. If none moves, all is right, but the rows are short.
  // Test: LayOut.PutsSideBySideWhatADotReads
  std::vector<std::uint32_t> places(code.size());
  return places;
}

/// How many products a step has at most.
inline constexpr std::size_t kMostProducts = 16;

/// One step of fused code: an instruction, or a dot of two rows of places.
struct Step : Instruction {
  std::uint32_t result;  ///< The place of the result.
  std::uint32_t
      size;  ///< How many products; with 0, it is an instruction as it was, and else as in Merged.
  std::uint32_t x;  ///< Where the row of the first operands begins ...
  std::uint32_t y;  ///< ... and that of the second ones.
};

/// sum + x[0] * y[0] + ... + x[N - 1] * y[N - 1], in this order.
template <std::size_t N, typename Number>
Number add_products(Number sum, const Number* x, const Number* y) {
  for (std::size_t i = 0; i < N; ++i) sum += x[i] * y[i];
  return sum;
}

/// Adds to the gradients of x[0] to x[N - 1] and y[0] to y[N - 1] their shares, for that sum's gradient.
template <std::size_t N, typename Number>
void hand_on_products(const Number* x, const Number* y, Number gradient, Number* d_x, Number* d_y) {
  // One row after the other, and not pair by pair: these are loops in which several numbers go at once.
  const auto hand_on_row = [gradient](const Number* __restrict by, Number* __restrict d) {
    for (std::size_t i = 0; i < N; ++i) d[i] += share(by[i], gradient);
  };
  hand_on_row(y, d_x);
  hand_on_row(x, d_y);
}

/// These two, for a number of products that is known only when the program runs. Each has a loop of a length that the
/// compiler knows, and writes out: at the end of any other loop, the CPU has to guess. One loop for all lengths made a
/// network of 16 neurons a layer 15 % slower.
template <typename Number>
struct Loops {
  Number (*add)(Number sum, const Number* x, const Number* y);  ///< add_products.
  void (*hand_on)(const Number* x, const Number* y, Number gradient, Number* d_x,
                  Number* d_y);  ///< hand_on_products.

  /// Those for 0 to kMostProducts.
  template <std::size_t... N>
  static constexpr std::array<Loops, sizeof...(N)> table(std::index_sequence<N...>) {
    return {Loops{add_products<N, Number>, hand_on_products<N, Number>}...};
  }
};

/// kLoops<Number>[n] is for n products.
template <typename Number>
inline constexpr auto kLoops = Loops<Number>::table(std::make_index_sequence<kMostProducts + 1>());

/// Code that does the same in fewer steps, for Program to run. A dot of more than kMostProducts, or of rows that
/// don't stand side by side, is several steps, each of which begins with the result of the one before.
struct Fused {
  std::size_t mark;                     ///< How many places of the tape are before the mark.
  std::vector<std::size_t> parameters;  ///< Which of these are needed.
  std::size_t inputs;                   ///< How many there are.
  std::vector<Step> steps;              ///< In the order in which they run.
  std::vector<std::uint32_t> outputs;   ///< The place of each.

  /// How many places there are.
  std::size_t size() const { return parameters.size() + inputs + steps.size(); }

  /// Computes the result of each step.
  /// REQUIRES: data points to size() numbers, of which those of parameters and inputs are set.
  template <typename Number>
  void forward(Number* data) const {
    // TODO(you) 3: A step with a size of 0 is an instruction; any other is a dot, and what is done to it.
    // Test: Fused.RunsItsSteps
  }

  /// Walks back: adds to the gradient of each operand its share of the result's.
  /// REQUIRES: data is as forward() left it; gradients points to size() numbers.
  template <typename Number>
  void backward(const Number* data, Number* gradients) const {
    // TODO(you) 4: Of a dot, first what is done to the sum, and then the sum.
    // Test: Fused.WalksBackOverItsSteps
  }
};

/// Fuses the code: merges its instructions, lays out their places, and makes steps of them.
inline Fused fuse(const Code& code) {
  const std::vector<Merged> merged = merge(code);
  const std::vector<std::uint32_t> places = lay_out(code, merged);
  Fused fused{code.mark, code.parameters, code.inputs, {}, {}};
  // TODO(you) 5: The parameters in their new order, the outputs' new places, and the steps. A dot goes on in a new
  // step where its rows do not go on side by side, and after kMostProducts.
  // Test: Fuse.MakesAStepOfEachNeuron
  return fused;
}

}  // namespace micrograd

#endif  // MICROGRAD_FUSE_H_
