/// \file
/// A GPT that is trained on programs, one for each length of text: it learns the same as on the tape, and faster.
///
///     Gpt<27, 16, 4, 16> gpt(tape, random);
///     CompiledGpt compiled(gpt);
///     Scalar loss = compiled.loss(text);   // instead of gpt.loss(text), and backward()
///     adam.descend(gpt.parameters());
///
/// What was decided while the tape was recorded stays decided: how many positions there are, and which row of the
/// token table each of them reads. So there is a program for each number of positions; and as all parameters are
/// its inputs, it can be handed other rows than those on the tape.
#ifndef MICROGRAD_EXAMPLES_COMPILED_GPT_H_
#define MICROGRAD_EXAMPLES_COMPILED_GPT_H_

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "fuse.h"
#include "gpt.h"

namespace micrograd::examples {

/// The cross-entropy of logits, as lesson 9 has it, in plain numbers. Sets the gradients to those of the logits:
/// their softmax, less 1 for the target.
/// REQUIRES: target < logits.size(); there are as many gradients as logits.
inline Scalar cross_entropy(std::span<const Scalar> logits, std::size_t target,
                            std::span<Scalar> gradients) {
  const Scalar most = std::ranges::max(logits);
  Scalar sum = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    gradients[i] = std::exp(logits[i] - most);
    sum += gradients[i];
  }
  for (Scalar& gradient : gradients) gradient /= sum;
  gradients[target] -= 1;
  return std::log(sum) - (logits[target] - most);
}

/// Computes the loss and the gradients of a Gpt on programs, each of which is made when a text first needs it.
template <std::size_t Vocabulary, std::size_t Embedding, std::size_t Heads, std::size_t Block>
class CompiledGpt {
  static_assert(Block <= Vocabulary, "the recording reads a row of its own at each position");
  using Network = Gpt<Vocabulary, Embedding, Heads, Block>;

 public:
  /// Prepares for a Gpt, whose parameters it will read from the tape, and write gradients to.
  /// REQUIRES: they stand there side by side, in the order of Gpt::parameters(), and are not rewound away.
  explicit CompiledGpt(const Network& gpt) : gpt_(gpt), first_(gpt.parameters()[0]) {
    assert(gpt.parameters().back().index() == first_.index() + Network::kParameters - 1 &&
           "the parameters stand side by side");
  }

  /// The loss of a text, as Gpt::loss has it. The gradients of the Gpt's parameters are then those that backward()
  /// of that loss leaves; other gradients on the tape stay as they are.
  ///
  /// The first text with so many positions is recorded after what is on the tape, which is rewound again. Throws
  /// what Code throws; and std::length_error when the tape is full, where the nodes recorded until then remain.
  /// REQUIRES: each token of the text is less than kEnd. In attention, softmax subtracts the largest score as a
  /// plain number, which stays that of the recording: later scores are less than 700 away from it, or 80 with
  /// float, for exp() to hold them.
  Scalar loss(std::span<const std::size_t> text) {
    const std::size_t positions = std::min(text.size() + 1, Block);
    std::optional<Program<Scalar, Fused>>& program = programs_[positions - 1];
    if (!program) program.emplace(fuse(record(positions)));
    const auto token_at = [&](std::size_t i) { return i == 0 ? Network::kEnd : text[i - 1]; };

    // In: the parameters; but row i of the token table is that of the token at position i.
    Tape& tape = first_.tape();
    const auto parameters = tape.data().subspan(first_.index(), Network::kParameters);
    std::vector<Scalar> inputs(program->code().inputs);
    std::ranges::copy(parameters, inputs.begin());
    for (std::size_t i = 0; i < positions; ++i) {
      assert(token_at(i) < Vocabulary && "there is no such token");
      std::ranges::copy(row(parameters, token_at(i)), row(std::span(inputs), i).begin());
    }

    const std::span<const Scalar> logits = program->forward(inputs);
    std::vector<Scalar> seeds(logits.size());
    Scalar sum = 0;
    for (std::size_t i = 0; i < positions; ++i) {
      sum += cross_entropy(logits.subspan(i * Vocabulary, Vocabulary),
                           i < text.size() ? text[i] : Network::kEnd,
                           std::span(seeds).subspan(i * Vocabulary, Vocabulary));
    }
    for (Scalar& seed : seeds) seed /= Scalar(positions);
    program->backward(seeds);

    // Out: the gradients; but those of row i are added to the row of the token at position i.
    const std::span<const Scalar> from = program->input_gradients();
    const auto gradients = tape.gradients().subspan(first_.index(), Network::kParameters);
    std::ranges::copy(from.first(Network::kParameters), gradients.begin());
    std::ranges::fill(gradients.first(Vocabulary * Embedding), Scalar(0));
    for (std::size_t i = 0; i < positions; ++i) {
      for (std::size_t k = 0; k < Embedding; ++k) row(gradients, token_at(i))[k] += row(from, i)[k];
    }
    return sum / Scalar(positions);
  }

 private:
  // The row of a token, in numbers that begin with the token table, as the Gpt's parameters do.
  template <typename Number>
  static std::span<Number> row(std::span<Number> numbers, std::size_t token) {
    return numbers.subspan(token * Embedding, Embedding);
  }

  // Records the logits of so many positions, with token i at position i. The inputs are the parameters, and then
  // whatever other leaves are on the tape after them, which no logit needs.
  Code record(std::size_t positions) const {
    Tape& tape = first_.tape();
    const Mark end = tape.mark();
    typename Network::Cache cache;
    std::vector<Value> logits;
    for (std::size_t i = 0; i < positions; ++i) {
      for (const Value logit : gpt_(i, cache)) logits.push_back(logit);
    }
    Code code(logits, Mark{&tape, first_.index()});
    tape.rewind(end);
    return code;
  }

  Network gpt_;
  Value first_;  // The first of its parameters.
  // The one for n positions is at n - 1.
  std::array<std::optional<Program<Scalar, Fused>>, Block> programs_;
};

}  // namespace micrograd::examples

#endif  // MICROGRAD_EXAMPLES_COMPILED_GPT_H_
