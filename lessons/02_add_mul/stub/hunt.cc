// Your tests of add_mul.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/02_add_mul:hunt
#include <gtest/gtest.h>

#include "add_mul.h"

namespace {

using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, ComputesTheExample) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  const Value c = a * b;
  const Value d = c + 1.0;
  EXPECT_EQ(c.data(), 6);
  EXPECT_EQ(d.data(), 7);
}

}  // namespace
