#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

#include "micrograd/testing/allocations.h"

#include "value.h"

namespace {

using micrograd::Mark;
using micrograd::Node;
using micrograd::Tape;
using micrograd::Value;
using testing::HasSubstr;

// What constructing or recording says when it refuses, or "" when it does not.
template <typename Action>
std::string refusal(Action action) {
  try {
    action();
  } catch (const std::length_error& error) {
    return error.what();
  }
  return "";
}

TEST(Value, TakesTheNextPlaceOnTheTape) {
  Tape tape(3);
  EXPECT_EQ(tape.size(), 0) << "a new tape is empty";
  EXPECT_EQ(tape.capacity(), 3);
  EXPECT_EQ(tape.value(2.0).index(), 0) << "the first node is node 0";
  EXPECT_EQ(tape.value(3.0).index(), 1);
  EXPECT_EQ(tape.size(), 2);
  EXPECT_EQ(tape.capacity(), 3) << "recording doesn't change how many nodes there is room for";
}

TEST(Value, IsReadBackAsItWasRecorded) {
  Tape tape(3);
  const Value a = tape.value(2.5);
  const Value b = tape.value(-4.0);
  ASSERT_EQ(tape.size(), 2);
  EXPECT_EQ(a.data(), 2.5);
  EXPECT_EQ(b.data(), -4.0);
  EXPECT_EQ(a.grad(), 0) << "before any backward pass, a gradient is 0";
  EXPECT_EQ(&a.tape(), &tape);
}

TEST(Value, IsAPlaceSoEveryCopySeesAChange) {
  Tape tape(3);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  ASSERT_EQ(tape.size(), 2);
  const Value copy = a;
  copy.set_data(7.0);
  EXPECT_EQ(a.data(), 7.0) << "a copy of a Value is the same place: does each Value keep a number "
                              "of its own, where it should ask its tape?";
  EXPECT_EQ(b.data(), 3.0) << "setting node 0 has changed node 1";
}

TEST(Value, ShowsTheGradientThatTheTapeHolds) {
  Tape tape(5);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  ASSERT_EQ(tape.gradients().size(), 2) << "gradients() has one number a node, not one a place";
  tape.gradients()[1] = 0.5;
  EXPECT_EQ(a.grad(), 0);
  EXPECT_EQ(b.grad(), 0.5);
  b.set_data(4.0);
  EXPECT_EQ(b.grad(), 0.5) << "set_data() is about the number alone";
}

TEST(Tape, KeepsTheParentsAndPartialsOfAnOperation) {
  Tape tape(4);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  ASSERT_EQ(tape.size(), 2);
  const Value c = tape.record("*", 6.0, {a, 3.0}, {b, 2.0});
  const Value d = tape.record("tanh", 0.5, {c, 0.75});
  ASSERT_EQ(tape.size(), 4);
  EXPECT_EQ(c.data(), 6.0);

  const Node& product = tape.node(2);
  EXPECT_EQ(product.op, std::string("*"));
  EXPECT_EQ(product.parents[0], 0);
  EXPECT_EQ(product.parents[1], 1);
  EXPECT_EQ(product.partials[0], 3.0);
  EXPECT_EQ(product.partials[1], 2.0);

  const Node& bend = tape.node(d.index());
  EXPECT_EQ(bend.parents[0], 2);
  EXPECT_EQ(bend.partials[0], 0.75);
  EXPECT_EQ(bend.parents[1], Node::kNone) << "an operation with one operand has one parent";
  EXPECT_EQ(tape.node(0).parents[0], Node::kNone) << "an input has no parent";
  EXPECT_EQ(tape.at(2).data(), 6.0);
}

TEST(Tape, RefusesOneNodeMoreThanItHasRoomFor) {
  Tape tape(3);
  const Value a = tape.value(1.0);
  tape.value(2.0);
  tape.value(3.0);
  ASSERT_EQ(tape.gradients().size(), 3);
  tape.gradients().back() = 0.5;
  const std::string message = refusal([&] { tape.value(4.0); });
  EXPECT_THAT(message, HasSubstr("3"))
      << "a full tape throws std::length_error, and its message names the capacity";
  ASSERT_EQ(tape.size(), 3) << "a refused node must leave the tape as it was";
  EXPECT_EQ(tape.capacity(), 3) << "a tape never grows: its Values' numbers would move";
  EXPECT_EQ(a.data(), 1.0);
  EXPECT_EQ(tape.at(2).data(), 3.0);
  EXPECT_EQ(tape.at(2).grad(), 0.5) << "a refused node must leave the tape as it was";
}

TEST(Tape, HasRoomAgainAfterARefusalAndARewind) {
  Tape tape(2);
  const Value a = tape.value(1.0);
  ASSERT_EQ(tape.size(), 1);
  const Mark mark = tape.mark();
  tape.value(2.0);
  EXPECT_NE(refusal([&] { tape.record("+", 3.0, {a, 1.0}); }), "");
  tape.rewind(mark);
  EXPECT_EQ(refusal([&] { tape.value(5.0); }), "");
  ASSERT_EQ(tape.size(), 2);
  EXPECT_EQ(tape.at(1).data(), 5.0);
}

TEST(Tape, RefusesACapacityOfZero) {
  EXPECT_THAT(refusal([] { Tape tape(0); }), HasSubstr("capacity of 0"))
      << "a tape with no room is a mistake, and the message names it";
}

TEST(Tape, RefusesACapacityThatPlacesCannotCount) {
  const auto most = std::size_t{std::numeric_limits<std::uint32_t>::max()};
  EXPECT_THAT(refusal([=] { Tape tape(most + 1); }), HasSubstr("4294967296"))
      << "a place is a 32-bit number; a larger capacity is refused before memory is asked for";
}

TEST(Tape, ForgetsWhatCameAfterTheMarkAndNothingElse) {
  Tape tape(5);
  const Value a = tape.value(1.0);
  const Value b = tape.value(2.0);
  ASSERT_EQ(tape.gradients().size(), 2);
  tape.gradients()[1] = 0.25;
  const Mark mark = tape.mark();
  tape.value(3.0);
  tape.value(4.0);
  tape.rewind(mark);
  ASSERT_EQ(tape.size(), 2) << "rewind takes the tape back to the size it had at the mark";
  EXPECT_EQ(a.data(), 1.0);
  EXPECT_EQ(b.data(), 2.0);
  EXPECT_EQ(b.grad(), 0.25) << "what is before the mark keeps its gradient too";
  const Value c = tape.value(5.0);
  EXPECT_EQ(c.index(), 2) << "after a rewind the next node takes the first free place";
  EXPECT_EQ(c.data(), 5.0);
}

TEST(Tape, GivesAPlaceThatIsUsedAgainAFreshNode) {
  Tape tape(2);
  const Value a = tape.value(1.0);
  ASSERT_EQ(tape.size(), 1);
  const Mark mark = tape.mark();
  tape.record("*", 2.0, {a, 2.0}, {a, 2.0});
  ASSERT_EQ(tape.size(), 2);
  tape.gradients()[1] = 9.0;
  tape.rewind(mark);
  const Value b = tape.value(3.0);
  ASSERT_EQ(tape.size(), 2);
  EXPECT_EQ(b.grad(), 0) << "the gradient of the node that was here before has been left behind";
  EXPECT_EQ(tape.node(1).op, std::string());
  EXPECT_EQ(tape.node(1).parents[0], Node::kNone) << "the old node's parents were left behind";
  EXPECT_EQ(tape.node(1).parents[1], Node::kNone) << "the old node's parents were left behind";
}

TEST(Tape, CanBeRewoundToTheVeryBeginning) {
  Tape tape(2);
  const Mark start = tape.mark();
  tape.value(1.0);
  tape.value(2.0);
  ASSERT_EQ(tape.size(), 2);
  tape.rewind(start);
  EXPECT_EQ(tape.size(), 0);
}

TEST(Tape, TakesNoMemoryOnceItIsMade) {
  Tape tape(100);
  const Mark start = tape.mark();
  const std::size_t before = gradcheck::allocations();
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 100; ++i) tape.value(1.0);
    tape.rewind(start);
  }
  EXPECT_EQ(gradcheck::allocations() - before, 0)
      << "allocations: a tape takes all its memory when it is made, and rewinding frees none";
}

}  // namespace
