// Your tests of layer.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/06_layer:hunt
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "layer.h"

namespace {

using micrograd::Layer;
using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, HasAParameterForEachWeightAndBias) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Layer<3, 4> layer(tape, random);
  EXPECT_EQ(layer.parameters().size(), 16);
}

TEST(Hunt, AnswersWithOneNumberPerNeuron) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Layer<3, 4> layer(tape, random);
  for (const Value y : layer({2.0, 3.0, -1.0})) EXPECT_LT(y.data(), 1);
}

}  // namespace
