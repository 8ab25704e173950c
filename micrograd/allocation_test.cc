#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <random>

#include "micrograd/micrograd.h"
#include "micrograd/testing/allocations.h"

namespace {

using micrograd::Mark;
using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;

TEST(Library, TakesNoMemoryOnceTheTapeIsMade) {
  const std::array<std::array<Scalar, 3>, 2> inputs{{{2.0, 3.0, -1.0}, {3.0, -1.0, 0.5}}};
  const std::array<Scalar, 2> targets{1.0, -1.0};
  Tape tape(1000);
  const std::size_t before = gradcheck::allocations();
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const Mark parameters = tape.mark();
  for (int step = 0; step < 20; ++step) {
    training_step(tape, parameters, mlp, inputs, targets, Scalar(0.1));
  }
  EXPECT_EQ(gradcheck::allocations() - before, 0) << "allocations by model and training";
}

}  // namespace
