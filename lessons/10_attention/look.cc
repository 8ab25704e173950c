// Which letter of a word looks at which: attention whose matrices are set by hand, so that each letter looks
// for its own kind.
//
// --svg FILE    draw the weights as an SVG picture, too
// --html FILE   a page in which one head, made of single numbers, is recorded and walked back
#include <array>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "micrograd/examples/card.h"
#include "micrograd/examples/triangle.h"
#include "player/look.h"

#include "attention.h"

namespace {

using micrograd::Attention;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

constexpr std::string_view kWord = "banana";
constexpr std::string_view kLetters = "abn";
using OneHead = Attention<kLetters.size(), 1, kWord.size()>;

// One number for each letter: 1 for this one, 0 for the others.
OneHead::Vector one_hot(Tape& tape, char letter) {
  OneHead::Vector x;
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = tape.value(kLetters[i] == letter ? Scalar{1} : Scalar{0});
  }
  return x;
}

// The weights of each position, for the positions up to it.
std::vector<std::vector<double>> weights() {
  Tape tape(10'000);
  std::mt19937_64 random(1);
  const OneHead attention(tape, random);
  // Query, key, value, output: each a multiple of the matrix that leaves a vector as it is.
  constexpr std::array<Scalar, 4> kFactors{4, 1, 1, 1};
  constexpr std::size_t kSize = kLetters.size();
  const auto parameters = attention.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const std::size_t place = i % (kSize * kSize);
    parameters[i].set_data(place % (kSize + 1) == 0 ? kFactors[i / (kSize * kSize)] : Scalar{0});
  }
  OneHead::Cache cache;
  std::vector<std::vector<double>> all;
  for (const char letter : kWord) {
    attention(one_hot(tape, letter), cache);
    all.emplace_back();
    for (std::size_t t = 0; t < cache.size; ++t) {
      all.back().push_back(cache.weights[0][t].data());
    }
  }
  return all;
}

// One head of one number, over two positions, and the gradients of what it makes of the second.
void keep_one_head(player::Look& look) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Attention<1, 1, 2> attention(tape, random);
  const auto parameters = attention.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i)
    parameters[i].set_data(Scalar(i == 0 ? 2 : 1));
  const std::vector<std::string> names{"query", "key", "value", "output", "x0", "x1"};
  const Value first = tape.value(Scalar(0.5));
  const Value second = tape.value(1);
  Attention<1, 1, 2>::Cache cache;
  attention({first}, cache);
  look.keep(tape, "The first position can only look at itself.", names);
  const auto [result] = attention({second}, cache);
  backward(result);
  look.keep(tape, "", names);
}

}  // namespace

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  keep_one_head(look);
  const auto all = weights();
  std::printf(" ");
  for (const char letter : kWord) std::printf("%6c", letter);
  for (std::size_t row = 0; row < all.size(); ++row) {
    std::printf("\n%c", kWord[row]);
    for (const double weight : all[row]) std::printf("%6.2f", weight);
  }
  std::printf("\n");
  const std::string picture = look.file("--svg");
  if (picture.empty()) return look.done();
  std::ofstream out(picture);
  constexpr int kCell = 48;
  constexpr int kSize = kCell * static_cast<int>(kWord.size() + 1) + 24;
  out << micrograd::examples::card(
      kSize, kSize, "Which letter looks at which",
      micrograd::examples::triangle(std::string(kWord), all, 12, 12, kCell));
  out.close();
  if (out) return 0;
  std::fprintf(stderr, "look: can't write %s\n", argv[2]);
  return 1;
}
