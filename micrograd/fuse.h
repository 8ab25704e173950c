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
  const std::size_t first = code.parameters.size() + code.inputs;
  std::vector<std::uint32_t> readers(code.size());
  for (const Instruction& in : code.instructions) {
    ++readers[in.a];
    if (in.b != in.a) ++readers[in.b];
  }
  for (const std::uint32_t output : code.outputs) ++readers[output];

  std::vector<Merged> all;
  all.reserve(code.instructions.size());
  const auto sum_at = [&](std::uint32_t place) -> Merged* {
    if (place < first || readers[place] > 1) return nullptr;
    Merged& of = all[place - first];
    return of.operation == Operation::kAdd && !of.products.empty() ? &of : nullptr;
  };
  const auto product_at = [&](std::uint32_t place) {
    Merged* const sum = sum_at(place);
    const bool is_one = sum != nullptr && sum->products.size() == 1 && sum->a == Node::kNone;
    return is_one ? sum : nullptr;
  };
  for (const Instruction& in : code.instructions) {
    Merged next{in};
    const auto take = [&](Merged& sum) {
      next.a = sum.a;
      next.products = std::move(sum.products);
      sum.gone = true;
    };
    if (in.operation == Operation::kMultiply) {
      next = {{Operation::kAdd, Node::kNone, Node::kNone, 0}, {{in.a, in.b}}};
    } else if (in.operation == Operation::kAdd && in.a != in.b) {
      Merged* product = product_at(in.b);
      const std::uint32_t other = product != nullptr ? in.a : in.b;
      if (product == nullptr) product = product_at(in.a);
      if (product != nullptr) {
        next.a = other;
        if (Merged* const sum = sum_at(other); sum != nullptr) take(*sum);
        next.products.push_back(product->products[0]);
        product->gone = true;
      }
    } else if (in.operation == Operation::kTanh || in.operation == Operation::kExp ||
               in.operation == Operation::kRelu) {
      if (Merged* const sum = sum_at(in.a); sum != nullptr) take(*sum);
    }
    all.push_back(std::move(next));
  }
  return all;
}

/// A new place for each place of the code. As before, the parameters come first, then the inputs, in the same
/// order, and then the results, without those that are gone. But the numbers that a dot reads one after the other
/// stand side by side where that is possible: the longest dots choose first.
inline std::vector<std::uint32_t> lay_out(const Code& code, const std::vector<Merged>& merged) {
  constexpr std::uint32_t kNowhere = Node::kNone;
  const std::size_t parameters = code.parameters.size();
  const std::size_t first = parameters + code.inputs;
  std::vector<std::uint32_t> places(code.size(), kNowhere);
  for (std::size_t i = parameters; i < first; ++i) places[i] = static_cast<std::uint32_t>(i);
  std::uint32_t next_parameter = 0;
  auto next_result = static_cast<std::uint32_t>(first);
  const auto give = [&](std::size_t old) {
    if (places[old] == kNowhere) places[old] = old < parameters ? next_parameter++ : next_result++;
  };

  std::vector<const Merged*> dots;
  for (const Merged& in : merged) {
    if (!in.gone && in.products.size() > 1) dots.push_back(&in);
  }
  std::ranges::stable_sort(dots, std::greater(),
                           [](const Merged* dot) { return dot->products.size(); });
  for (const Merged* dot : dots) {
    for (std::size_t side = 0; side < 2; ++side) {
      const bool free = std::ranges::all_of(
          dot->products, [&](const auto& product) { return places[product[side]] == kNowhere; });
      if (!free) continue;
      for (const auto& product : dot->products) give(product[side]);
    }
  }
  for (std::size_t i = 0; i < parameters; ++i) give(i);
  for (std::size_t k = 0; k < merged.size(); ++k) {
    if (!merged[k].gone) give(first + k);
  }
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
    for (const Step& in : steps) {
      if (in.size == 0) {
        data[in.result] = result_of(in, data[in.a], data[in.b]);
        continue;
      }
      // Not 0: -0.0 + x is x, even if x is -0.0.
      Number sum = in.a == Node::kNone ? Number(-0.0) : data[in.a];
      sum = kLoops<Number>[in.size].add(sum, data + in.x, data + in.y);
      data[in.result] = in.operation == Operation::kAdd ? sum : result_of(in, sum, sum);
    }
  }

  /// Walks back: adds to the gradient of each operand its share of the result's.
  /// REQUIRES: data is as forward() left it; gradients points to size() numbers.
  template <typename Number>
  void backward(const Number* data, Number* gradients) const {
    for (std::size_t k = steps.size(); k-- > 0;) {
      const Step& in = steps[k];
      const Number result = data[in.result];
      Number gradient = gradients[in.result];
      if (in.size == 0) {
        hand_on(in, data[in.a], data[in.b], result, gradient, gradients[in.a], gradients[in.b]);
        continue;
      }
      if (in.operation != Operation::kAdd) {
        Number of_sum(-0.0);
        hand_on(in, result, result, result, gradient, of_sum, of_sum);
        gradient = of_sum;
      }
      if (in.a != Node::kNone) gradients[in.a] += gradient;
      kLoops<Number>[in.size].hand_on(data + in.x, data + in.y, gradient, gradients + in.x,
                                      gradients + in.y);
    }
  }
};

/// Fuses the code: merges its instructions, lays out their places, and makes steps of them.
inline Fused fuse(const Code& code) {
  const std::vector<Merged> merged = merge(code);
  const std::vector<std::uint32_t> places = lay_out(code, merged);
  Fused fused{code.mark, code.parameters, code.inputs, {}, {}};
  for (std::size_t i = 0; i < code.parameters.size(); ++i) {
    fused.parameters[places[i]] = code.parameters[i];
  }
  for (const std::uint32_t output : code.outputs) fused.outputs.push_back(places[output]);

  const std::size_t first = code.parameters.size() + code.inputs;
  const auto place_of = [&](std::uint32_t old) { return old == Node::kNone ? old : places[old]; };
  auto next = static_cast<std::uint32_t>(first);  // For the steps that a dot has more than one of.
  for (const Merged& in : merged) next += in.gone ? 0 : 1;
  for (std::size_t k = 0; k < merged.size(); ++k) {
    const Merged& in = merged[k];
    if (in.gone) continue;
    Step step{
        {in.operation, place_of(in.a), place_of(in.b), in.number}, places[first + k], 0, 0, 0};
    for (const auto& product : in.products) {
      const std::uint32_t x = places[product[0]];
      const std::uint32_t y = places[product[1]];
      const bool goes_on =
          x == step.x + step.size && y == step.y + step.size && step.size < kMostProducts;
      if (step.size > 0 && !goes_on) {
        fused.steps.push_back(step);
        fused.steps.back().operation = Operation::kAdd;
        fused.steps.back().result = next;
        step.a = next++;
        step.size = 0;
      }
      if (step.size++ == 0) {
        step.x = x;
        step.y = y;
      }
    }
    fused.steps.push_back(step);
  }
  return fused;
}

}  // namespace micrograd

#endif  // MICROGRAD_FUSE_H_
