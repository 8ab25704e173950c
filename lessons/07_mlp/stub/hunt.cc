// Your tests of mlp.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/07_mlp:hunt
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "mlp.h"

namespace {

using micrograd::Mlp;
using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, HasTheParametersOfAllLayers) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  EXPECT_EQ(mlp.parameters().size(), 41);
}

TEST(Hunt, AnswersBetweenMinusOneAndOne) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const Value y = mlp({2.0, 3.0, -1.0})[0];
  EXPECT_GT(y.data(), -1);
  EXPECT_LT(y.data(), 1);
}

}  // namespace
