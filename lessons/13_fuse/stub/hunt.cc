// Your tests of fuse.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/13_fuse:hunt
#include <gtest/gtest.h>

#include <array>

#include "fuse.h"

namespace {

using micrograd::Code;
using micrograd::Mark;
using micrograd::Program;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, ComputesWhatTheCodeDoes) {
  Tape tape(100);
  const Value w = tape.value(3.0);
  const Value b = tape.value(1.0);
  const Mark mark = tape.mark();
  const Value x = tape.value(0);
  Program program(fuse(Code(b + w * x, mark)));
  program.read_parameters(tape);
  EXPECT_EQ(program.forward(std::array{Scalar(2)})[0], 7);
}

}  // namespace
