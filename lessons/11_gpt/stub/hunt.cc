// Your tests of gpt.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/11_gpt:hunt
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <random>
#include <vector>

#include "gpt.h"

namespace {

using micrograd::Adam;
using micrograd::Gpt;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

using Small = Gpt<5, 4, 2, 3>;  // 4 letters and the end, vectors of 4 numbers, 2 heads, 3 positions

TEST(Hunt, BringsTheLossDown) {
  Tape tape(20000);
  std::mt19937_64 random(1);
  const Small gpt(tape, random);
  const std::vector<std::size_t> text{0, 1};
  const Value before = gpt.loss(text);
  backward(before);
  Adam<Small::kParameters> adam(0.01, 10);
  adam.descend(gpt.parameters());
  EXPECT_LT(gpt.loss(text).data(), before.data());
}

}  // namespace
