// Your tests of backward.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/04_backward:hunt
#include <gtest/gtest.h>

#include "backward.h"

namespace {

using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, FindsTheGradientsOfTheExample) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  backward(a * b + a);
  EXPECT_EQ(a.grad(), 4);  // b + 1
  EXPECT_EQ(b.grad(), 2);  // a
}

}  // namespace
