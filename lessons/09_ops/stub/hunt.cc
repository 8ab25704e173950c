// Your tests of ops.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/09_ops:hunt
#include <gtest/gtest.h>

#include <array>

#include "ops.h"

namespace {

using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, ComputesTheExample) {
  Tape tape(100);
  const Value a = tape.value(1.0);
  const Value b = tape.value(2.0);
  EXPECT_EQ((a / b).data(), 0.5);
  const std::array<Value, 2> logits{a, b};
  EXPECT_NEAR(cross_entropy(logits, 0).data(), 1.3132616875182228, 1e-14);
}

}  // namespace
