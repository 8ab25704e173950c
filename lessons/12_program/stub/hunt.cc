// Your tests of program.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/12_program:hunt
#include <gtest/gtest.h>

#include <array>

#include "program.h"

namespace {

using micrograd::Code;
using micrograd::Mark;
using micrograd::Program;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, RunsAgainForOtherNumbers) {
  Tape tape(100);
  const Value w = tape.value(3.0);
  const Mark mark = tape.mark();
  const Value x = tape.value(0);
  Program program(Code(w * x, mark));
  program.read_parameters(tape);
  EXPECT_EQ(program.forward(std::array{Scalar(2)})[0], 6);
  EXPECT_EQ(program.forward(std::array{Scalar(5)})[0], 15);
}

}  // namespace
