// Your tests of source.h, which are to catch wrong solutions and accept every right one. docs/hunt.md says how.
//
//     bazel test //lessons/15_source:hunt
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "source.h"

namespace {

using micrograd::Code;
using micrograd::Mark;
using micrograd::Tape;
using micrograd::Value;

TEST(Hunt, PrintsAStructOfThatName) {
  Tape tape(100);
  const Value w = tape.value(3.0);
  const Mark mark = tape.mark();
  const Value x = tape.value(0);
  std::ostringstream out;
  print_source(out, "Product", fuse(Code(w * x, mark)));
  EXPECT_NE(out.str().find("struct Product {"), std::string::npos) << out.str();
}

}  // namespace
