// How misuse is answered: with an exception in every build where the check costs nothing beside the
// work, and elsewhere with an assertion in the default build.
#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "micrograd/micrograd.h"

namespace {

using micrograd::Mark;
using micrograd::Tape;
using micrograd::Value;
using testing::HasSubstr;

#ifdef NDEBUG
TEST(Misuse, IsNotAsserted) { GTEST_SKIP() << "this build has no assertions"; }
#else
TEST(MisuseDeathTest, AValueThatWasNeverAssignedIsOnNoTape) {
  Tape tape(10);
  const Value a = tape.value(1.0);
  const Value nowhere;
  EXPECT_DEATH(nowhere.data(), "this Value is on no tape");
  EXPECT_DEATH(nowhere + a, "this Value is on no tape");
  EXPECT_DEATH(a * nowhere, "this Value is on no tape");
  EXPECT_DEATH(tanh(nowhere), "this Value is on no tape");
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
  EXPECT_DEATH(tape.node(gone.index()), "there is no node at this place");
  EXPECT_EQ(a.data(), 1.0);
}

TEST(MisuseDeathTest, ASingleOperandIsTheFirst) {
  Tape tape(10);
  const Value a = tape.value(1.0);
  EXPECT_DEATH(tape.record("x", 1.0, {}, {a, 1.0}), "a single parent must be the first argument");
}

TEST(MisuseDeathTest, APlaceIsOneThatTheTapeHas) {
  Tape tape(10);
  EXPECT_DEATH(tape.at(10), "the tape has no such place");
}
#endif

// What the call throws, or "" if it doesn't.
template <typename Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const std::logic_error& error) {
    return error.what();
  }
  return "";
}

TEST(Misuse, AMarkIsForTheTapeThatMadeItAndForALongerOne) {
  Tape tape(10);
  Tape other(10);
  const Mark start = tape.mark();
  const Value a = tape.value(1.0);
  const Mark later = tape.mark();
  other.value(2.0);
  EXPECT_THAT(refusal([&] { other.rewind(start); }), HasSubstr("made by another tape"));
  EXPECT_EQ(other.size(), 1);
  tape.rewind(start);
  EXPECT_THAT(refusal([&] { tape.rewind(later); }), HasSubstr("already rewound past this mark"));
  EXPECT_EQ(tape.size(), 0);
  EXPECT_THAT(refusal([&] { backward(a); }), HasSubstr("was rewound away"));
}

TEST(Misuse, ARootIsOnATape) {
  EXPECT_THAT(refusal([] { backward(Value()); }), HasSubstr("the root is on no tape"));
}

TEST(Misuse, ARootThatWasRewoundAwayChangesNoGradient) {
  Tape tape(10);
  const Value a = tape.value(1.0);
  const Mark mark = tape.mark();
  const Value gone = a + a;
  tape.rewind(mark);
  tape.gradients()[0] = 0.5;
  EXPECT_THAT(refusal([&] { backward(gone); }), HasSubstr("was rewound away"));
  EXPECT_EQ(a.grad(), 0.5);
}

}  // namespace
