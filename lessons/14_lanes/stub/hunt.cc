// Your tests of lanes.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/14_lanes:hunt
#include <gtest/gtest.h>

#include "lanes.h"

namespace {

using micrograd::Lanes;

TEST(Hunt, ComputesTheExample) {
  Lanes<4> x = 0.5;
  x.set(3, 20.0);
  const Lanes<4> y = tanh(2 * x);
  EXPECT_NEAR(y[0], 0.7615941559557649, 1e-14);  // tanh(1)
  EXPECT_NEAR(y[3], 1, 1e-14);
}

}  // namespace
