// What the assertions of the default build say. With -c opt there are none.
#include <gtest/gtest.h>

#include "micrograd/micrograd.h"

#ifndef NDEBUG

namespace {

using micrograd::Mark;
using micrograd::Tape;
using micrograd::Value;

TEST(MisuseDeathTest, AValueThatWasNeverAssignedIsOnNoTape) {
  Tape tape(10);
  const Value a = tape.value(1.0);
  const Value nowhere;
  EXPECT_DEATH(nowhere.data(), "this Value is on no tape");
  EXPECT_DEATH(nowhere + a, "this Value is on no tape");
  EXPECT_DEATH(a * nowhere, "this Value is on no tape");
  EXPECT_DEATH(tanh(nowhere), "this Value is on no tape");
  EXPECT_DEATH(backward(nowhere), "this Value is on no tape");
}

TEST(MisuseDeathTest, ValuesOfTwoTapesDoNotMix) {
  Tape one(10);
  Tape other(10);
  const Value a = one.value(1.0);
  const Value b = other.value(2.0);
  EXPECT_DEATH(a + b, "an operand is on another tape");
  EXPECT_DEATH(a * b, "an operand is on another tape");
  EXPECT_EQ(one.size(), 1);
  EXPECT_EQ(other.size(), 1);
}

TEST(MisuseDeathTest, AValueThatWasRewoundAwayIsNotUsedAgain) {
  Tape tape(10);
  const Value a = tape.value(1.0);
  const Mark mark = tape.mark();
  const Value gone = a + a;
  tape.rewind(mark);
  EXPECT_DEATH(gone.data(), "was rewound away");
  EXPECT_DEATH(gone.grad(), "was rewound away");
  EXPECT_DEATH(gone.set_data(1.0), "was rewound away");
  EXPECT_DEATH(gone * a, "was rewound away");
  EXPECT_DEATH(tape.record("x", 1.0, {gone, 1.0}), "was rewound away");
  EXPECT_DEATH(backward(gone), "was rewound away");
  EXPECT_DEATH(tape.node(gone.index()), "there is no node at this place");
  EXPECT_EQ(a.data(), 1.0);
}

TEST(MisuseDeathTest, AMarkIsForTheTapeThatMadeItAndForALongerOne) {
  Tape tape(10);
  Tape other(10);
  const Mark start = tape.mark();
  tape.value(1.0);
  const Mark later = tape.mark();
  EXPECT_DEATH(other.rewind(start), "this mark was made by another tape");
  tape.rewind(start);
  EXPECT_DEATH(tape.rewind(later), "already rewound past this mark");
}

}  // namespace

#endif
