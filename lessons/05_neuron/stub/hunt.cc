// Your tests of neuron.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/05_neuron:hunt
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "neuron.h"

namespace {

using micrograd::Neuron;
using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, AnswersBetweenMinusOneAndOne) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const Neuron<2> neuron(tape, random);
  const Value y = neuron({0.5, -1.0});
  EXPECT_GT(y.data(), -1);
  EXPECT_LT(y.data(), 1);
}

}  // namespace
