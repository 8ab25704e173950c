// The GPT on programs against the GPT on the tape.
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <fstream>
#include <memory>
#include <random>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "micrograd/examples/compiled_gpt.h"
#include "micrograd/examples/words.h"

namespace {

using micrograd::Adam;
using micrograd::Gpt;
using micrograd::Mark;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::examples::CompiledGpt;
using Text = std::vector<std::size_t>;

// A network on a tape of its own, which computes in both ways.
template <std::size_t Vocabulary, std::size_t Embedding, std::size_t Heads, std::size_t Block>
struct Network {
  using Model = Gpt<Vocabulary, Embedding, Heads, Block>;

  Tape tape{200'000};
  std::mt19937_64 random;
  Model gpt;
  CompiledGpt<Vocabulary, Embedding, Heads, Block> compiled{gpt};
  Adam<Model::kParameters> adam{Scalar(0.01), 1000};

  explicit Network(std::size_t seed) : random(seed), gpt(tape, random) {}

  std::vector<Scalar> gradients() const {
    std::vector<Scalar> all;
    for (const Value parameter : gpt.parameters()) all.push_back(parameter.grad());
    return all;
  }

  // Computes the loss and the gradients of a text on the tape.
  Scalar loss_on_the_tape(const Text& text) {
    const Mark mark = tape.mark();
    const Value loss = gpt.loss(text);
    backward(loss);
    const Scalar number = loss.data();
    tape.rewind(mark);
    return number;
  }

  // Computes them in both ways. Leaves the gradients of the program on the tape.
  void expect_the_same_for(const Text& text) {
    const Scalar expected = loss_on_the_tape(text);
    const std::vector<Scalar> expected_gradients = gradients();
    const std::size_t size = tape.size();
    EXPECT_NEAR(compiled.loss(text), expected, 1e-12 * expected);
    EXPECT_EQ(tape.size(), size) << "the tape is as long as it was";
    const std::vector<Scalar> found = gradients();
    for (std::size_t i = 0; i < found.size(); ++i) {
      ASSERT_NEAR(found[i], expected_gradients[i], 1e-12) << "the gradient of parameter " << i;
    }
  }
};

using Names = Network<27, 16, 4, 16>;
using Small = Network<5, 4, 2, 3>;

Text tokens(const std::string& word) {
  Text all;
  for (const char c : word) all.push_back(static_cast<std::size_t>(c - 'a'));
  return all;
}

TEST(CompiledGpt, HasTheGradientsOfTheTape) {
  const auto network = std::make_unique<Names>(1);
  for (const char* word :
       {"emma", "", "a", "aa", "anna", "zzzz", "hannah", "aaaaaaaaaaaaaaa", "abcdefghijklmno",
        "abcdefghijklmnop", "abcdefghijklmnopq", "zyxzyxzyxzyxzyxzyxzyxzyx", "emma"}) {
    SCOPED_TRACE(word);
    network->expect_the_same_for(tokens(word));
    network->adam.descend(network->gpt.parameters());
  }
}

TEST(CompiledGpt, LearnsTheNamesAsTheTapeDoes) {
  std::ifstream in("micrograd/examples/names.txt");
  const auto list = micrograd::examples::Words::read(in);
  // 300 of them, from the whole list, and one of each length.
  std::vector<std::string> words;
  for (std::size_t i = 0; i < 300; ++i) words.push_back(list.words[i * 61 % list.words.size()]);
  std::set<std::size_t> lengths;
  for (const std::string& word : list.words) {
    if (lengths.insert(word.size()).second) words.push_back(word);
  }
  ASSERT_GT(lengths.size(), 10);

  const auto on_the_tape = std::make_unique<Names>(1);
  const auto on_programs = std::make_unique<Names>(1);
  for (const std::string& word : words) {
    const Scalar expected = on_the_tape->loss_on_the_tape(list.tokens(word));
    ASSERT_NEAR(on_programs->compiled.loss(list.tokens(word)), expected, 1e-10 * expected) << word;
    on_the_tape->adam.descend(on_the_tape->gpt.parameters());
    on_programs->adam.descend(on_programs->gpt.parameters());
  }
}

TEST(CompiledGpt, LeavesNoGradientOfAnEarlierText) {
  const auto network = std::make_unique<Names>(1);
  const auto gradients_of_row = [&](std::size_t token) {
    const std::vector<Scalar> all = network->gradients();
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(token * 16);
    return std::vector<Scalar>(first, first + 16);
  };
  const std::vector<Scalar> none(16, 0);
  network->compiled.loss(tokens("emma"));
  EXPECT_NE(gradients_of_row(4), none);
  network->compiled.loss(tokens("anna"));
  EXPECT_EQ(gradients_of_row(4), none) << "there is no e in anna";
  EXPECT_EQ(gradients_of_row(1), none) << "the recording read b's row";
  EXPECT_NE(gradients_of_row(13), none);
}

TEST(CompiledGpt, IsForOneNetworkAlone) {
  const auto one = std::make_unique<Names>(1);
  const auto other = std::make_unique<Names>(2);
  for (const char* word : {"emma", "anna", "olivia", "ava"}) {
    SCOPED_TRACE(word);
    for (Names* network : {one.get(), other.get()}) {
      network->expect_the_same_for(tokens(word));
      network->adam.descend(network->gpt.parameters());
    }
  }
  EXPECT_NE(one->gradients(), other->gradients());
}

TEST(CompiledGpt, NeedsNotBeAloneOnItsTape) {
  Tape tape(10'000);
  std::mt19937_64 random(1);
  tape.value(5);
  const Small::Model gpt(tape, random);
  CompiledGpt compiled(gpt);
  const Text text{1, 1};
  const Value expected = gpt.loss(text);
  backward(expected);
  const Value last = gpt.parameters().back();
  const Scalar gradient = last.grad();
  const Value product = tape.value(7) * last;
  tape.gradients()[0] = 3;
  tape.gradients()[product.index()] = 4;
  EXPECT_NEAR(compiled.loss(text), expected.data(), 1e-12);
  EXPECT_NEAR(last.grad(), gradient, 1e-12);
  EXPECT_EQ(tape.gradients()[0], 3) << "others stay as they are";
  EXPECT_EQ(product.grad(), 4) << "others stay as they are";
}

TEST(CompiledGpt, IsOfAnySize) {
  const auto small = std::make_unique<Small>(1);
  for (const Text& text : {Text{}, Text{3}, Text{1, 1}, Text{2, 3, 2}, Text{0, 0, 0, 0}}) {
    small->expect_the_same_for(text);
    small->adam.descend(small->gpt.parameters());
  }
  // A row for each position, and not one more.
  const auto tight = std::make_unique<Network<4, 2, 1, 4>>(1);
  for (const Text& text : {Text{2, 1, 0}, Text{2, 2, 2, 2}}) tight->expect_the_same_for(text);
}

TEST(CompiledGpt, IsSurprisedByMoreThanExpHolds) {
  const auto small = std::make_unique<Small>(1);
  const auto parameters = small->gpt.parameters();
  constexpr std::size_t kRows = 5 + 3;  // Of tokens and positions; then come those of the logits.
  for (const Value parameter : std::span(parameters).subspan(kRows * 4, std::size_t{5} * 4)) {
    parameter.set_data(parameter.data() * 10'000);
  }
  const Text text{1, 2};
  const Scalar expected = small->loss_on_the_tape(text);
  EXPECT_GT(expected, 710) << "exp() overflows beyond";
  EXPECT_NEAR(small->compiled.loss(text), expected, 1e-12 * expected);
  for (const Scalar gradient : small->gradients()) EXPECT_TRUE(std::isfinite(gradient));
}

TEST(CompiledGpt, RecordsAgainAfterTheTapeWasFull) {
  const auto network = std::make_unique<Small>(1);
  Tape& tape = network->tape;
  const Text text{1, 2};
  const Mark mark = tape.mark();
  while (tape.size() + 10 < tape.capacity()) tape.value(0);
  EXPECT_THROW(network->compiled.loss(text), std::length_error);
  tape.rewind(mark);
  network->expect_the_same_for(text);
}

}  // namespace
