// Your tests of training.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/08_training:hunt
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "training.h"

namespace {

using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;

TEST(Hunt, BringsTheLossDown) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const Mlp<1, 3, 1> mlp(tape, random);
  const std::array<std::array<Scalar, 1>, 2> inputs{{{-1.0}, {1.0}}};
  const std::array<Scalar, 2> targets{1.0, -1.0};
  const Scalar first = training_step(mlp, inputs, targets, 0.05);
  Scalar last = first;
  for (int i = 0; i < 20; ++i) last = training_step(mlp, inputs, targets, 0.05);
  EXPECT_LT(last, first);
}

}  // namespace
