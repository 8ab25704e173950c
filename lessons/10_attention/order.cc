// What attention makes of the last letter of two words with the same letters before it, in another order.
#include <array>
#include <cstdio>
#include <random>
#include <string_view>

#include "attention.h"

using micrograd::Tape;
using micrograd::Value;
using Layer = micrograd::Attention<8, 2, 5>;

int main() {
  Tape tape(100'000);
  std::mt19937_64 random(1);
  const Layer attention(tape, random);
  // For each letter from a to z a vector of random numbers, the same wherever it stands.
  std::array<Layer::Vector, 26> letters;
  for (Layer::Vector& letter : letters) {
    for (Value& number : letter) number = tape.value(micrograd::normal(random));
  }
  for (const std::string_view word : {"slate", "stale", "least"}) {
    Layer::Cache cache;
    Layer::Vector y;
    for (const char letter : word)
      y = attention(letters[static_cast<std::size_t>(letter - 'a')], cache);
    std::printf("%s  %.12f %.12f %.12f ...\n", word.data(), y[0].data(), y[1].data(), y[2].data());
  }
}
