/// \file
/// Lesson 11's live part: the training of micrograd/examples/names.cc, for WebAssembly. The page calls
/// the functions below: it writes a list of words to room(), calls start(), and goes on from there.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "gpt.h"
#include "micrograd/examples/words.h"

namespace {

using micrograd::Adam;
using micrograd::Gpt;
using micrograd::Mark;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::examples::Words;

constexpr std::size_t kBlock = 16;
constexpr std::size_t kHeads = 4;
using Model = Gpt<27, 16, kHeads, kBlock>;

// What the page writes, and reads: a text.
std::string text;  // NOLINT: the page has no other way in.

struct Training {
  Training(const Words& list, unsigned seed, unsigned steps)
      : list(list),
        random(seed),
        words(list.shuffled(random)),
        gpt(tape, random),
        parameters(gpt.parameters()),
        adam(Scalar(0.01), steps) {}

  const Words list;
  std::mt19937_64 random;
  const std::vector<std::string> words;
  Tape tape{300'000};
  const Model gpt;
  const std::array<Value, Model::kParameters> parameters;
  Adam<Model::kParameters> adam;
  std::size_t step = 0;
  std::mt19937_64 dice;  // For inventions.
};

std::optional<Training> training;

// One word a line. Throws std::invalid_argument if the network can't learn the characters.
Words read(std::string_view lines) {
  Words list;
  while (!lines.empty()) {
    const std::string_view word = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(word.size() + 1, lines.size()));
    if (!word.empty()) list.words.emplace_back(word);
    for (const char c : word) {
      const bool known = list.characters.find(c) != std::string::npos;
      if (c < 'a' || c > 'z') {
        throw std::invalid_argument("The words must be of the letters a to z, one word a line.");
      }
      if (!known) list.characters += c;
    }
  }
  std::ranges::sort(list.characters);
  return list;
}

}  // namespace

extern "C" {

/// Where the page writes a text of so many bytes.
[[clang::export_name("room")]] char* room(std::size_t size) {
  text.resize(size);
  return text.data();
}

/// Reads the words in room(), one a line, shuffles them, and draws the parameters. The training is to take
/// so many steps.
[[clang::export_name("start")]] void start(unsigned seed, unsigned steps) {
  training.emplace(read(text), seed, steps);
}

/// One step of training, on the next word. Returns its loss before the step.
[[clang::export_name("step")]] double step() {
  auto& [list, random, words, tape, gpt, parameters, adam, step, dice] = *training;
  const Mark before = tape.mark();
  const Value loss = gpt.loss(list.tokens(words[step++ % words.size()]));
  const Scalar loss_before = loss.data();
  backward(loss);
  adam.descend(parameters);
  tape.rewind(before);
  return loss_before;
}

/// The inventions start again: with the same random numbers, but with the network as it is by now.
[[clang::export_name("throw_again")]] void throw_again() { training->dice = training->random; }

/// Invents a word. A list of few letters leaves tokens without one: they are hardly ever drawn.
[[clang::export_name("invent")]] const char* invent(double temperature) {
  const std::string& letters = training->list.characters;
  std::array<std::size_t, kBlock> room{};
  text.clear();
  for (const std::size_t token : training->gpt.sample(Scalar(temperature), training->dice, room)) {
    text += token < letters.size() ? letters[token] : '?';
  }
  return text.c_str();
}

/// The letters that occur in the words, in order.
[[clang::export_name("letters")]] const char* letters() {
  return training->list.characters.c_str();
}

/// How much of each position each position takes, for the word in room(): `positions` rows of `positions`
/// numbers for each head; the first position is that of the token that begins a word.
/// REQUIRES: the word has `positions` - 1 letters, at most 15, and all of them are in letters().
[[clang::export_name("attention")]] const double* attention(std::size_t positions) {
  static std::array<double, kHeads * kBlock * kBlock> all;
  auto& [list, random, words, tape, gpt, parameters, adam, step, dice] = *training;
  const std::vector<std::size_t> tokens = list.tokens(text);
  const Mark before = tape.mark();
  Model::Cache cache;
  std::ranges::fill(all, 0);
  for (std::size_t row = 0; row < positions; ++row) {
    gpt(row == 0 ? Model::kEnd : tokens[row - 1], cache);
    for (std::size_t h = 0; h < kHeads; ++h) {
      for (std::size_t column = 0; column <= row; ++column) {
        all[(h * positions + row) * positions + column] = cache.weights[h][column].data();
      }
    }
  }
  tape.rewind(before);
  return all.data();
}

}  // extern "C"
