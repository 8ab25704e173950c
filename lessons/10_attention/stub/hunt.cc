// Your tests of attention.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/10_attention:hunt
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "attention.h"

namespace {

using micrograd::Attention;
using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, TakesAllOfTheFirstPosition) {
  Tape tape(10000);
  std::mt19937_64 random(1);
  const Attention<4, 2, 3> attention(tape, random);
  Attention<4, 2, 3>::Cache cache;
  std::array<Value, 4> x;
  for (Value& number : x) number = tape.value(0.5);
  attention(x, cache);
  EXPECT_EQ(cache.size, 1);
  EXPECT_NEAR(cache.weights[0][0].data(), 1, 1e-14);
}

}  // namespace
