// Your tests of tanh.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/03_tanh:hunt
#include <gtest/gtest.h>

#include "tanh.h"

namespace {

using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, ComputesTheExample) {
  Tape tape(10);
  const Value x = tape.value(0.5);
  EXPECT_NEAR(tanh(x).data(), 0.4621171572600098, 1e-15);
}

}  // namespace
