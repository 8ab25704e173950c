#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "micrograd/testing/allocations.h"
#include "micrograd/testing/hint.h"

#include "value.h"

namespace {

using micrograd::Mark;
using micrograd::Node;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::allocations;
using micrograd::testing::Hint;
using testing::IsSubstring;

// What constructing or recording says when it refuses, or "" when it does not.
template <typename Action>
std::string refusal(Action action) {
  const Hint hint(
      "The tape is full, and record() went on: it asks first, and throws before it writes "
      "anything.");
  try {
    action();
  } catch (const std::length_error& error) {
    return error.what();
  } catch (const std::exception& error) {
    ADD_FAILURE() << "it throws another exception than std::length_error: " << error.what();
  }
  return "";
}

// How long an action takes.
template <typename Action>
double seconds(Action action) {
  const auto start = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Value, TakesTheNextPlaceOnTheTape) {
  Tape tape(3);
  EXPECT_EQ(tape.size(), 0) << "a new tape is empty";
  EXPECT_EQ(tape.capacity(), 3) << "the capacity that was asked for";
  EXPECT_EQ(tape.value(2.0).index(), 0) << "the first node is node 0";
  EXPECT_EQ(tape.value(3.0).index(), 1) << "each node takes the next place, and only that one";
  EXPECT_EQ(tape.size(), 2);
  EXPECT_EQ(tape.capacity(), 3) << "recording doesn't change the capacity";
  Tape other(5);
  EXPECT_EQ(other.size(), 0) << "a second tape is empty too: do all tapes share one length?";
  EXPECT_EQ(&other.value(2.0).tape(), &other) << "a Value belongs to the tape that recorded it";
}

TEST(Value, IsReadBackAsItWasRecorded) {
  Tape tape(10);
  const std::vector<Scalar> numbers{2.5, -4, 0, Scalar(0.1), Scalar(1e-30), Scalar(16777217)};
  std::vector<Value> values;
  for (Scalar number : numbers) values.push_back(tape.value(number));
  ASSERT_EQ(tape.size(), numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    EXPECT_DOUBLE_EQ(values[i].data(), numbers[i])
        << "at place " << i
        << ": is the number written to this place and read from it, and never converted to float "
           "or int?";
    EXPECT_EQ(values[i].grad(), 0) << "before any backward pass, a gradient is 0";
  }
}

TEST(Value, IsAPlaceSoEveryCopySeesAChange) {
  Tape tape(3);
  const Value before = tape.value(3.0);
  const Value a = tape.value(2.0);
  const Value after = tape.value(4.0);
  ASSERT_EQ(tape.size(), 3);
  const Value copy = a;
  copy.set_data(7.0);
  EXPECT_DOUBLE_EQ(a.data(), 7.0)
      << "a copy of a Value is the same place: does set_data() write to the tape, at this place? "
         "Or "
         "does each Value keep a number of its own, where it should ask its tape?";
  EXPECT_DOUBLE_EQ(before.data(), 3.0) << "setting node 1 has changed node 0";
  EXPECT_DOUBLE_EQ(after.data(), 4.0) << "setting node 1 has changed node 2";
  for (Scalar number : {Scalar(0.1), Scalar(0)}) {
    a.set_data(number);
    EXPECT_DOUBLE_EQ(copy.data(), number) << "is it stored unchanged, even when it is 0?";
  }
  EXPECT_EQ(tape.size(), 3) << "set_data() records nothing";
}

TEST(Value, ShowsTheGradientThatTheTapeHolds) {
  Tape tape(5);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  ASSERT_EQ(tape.gradients().size(), 2) << "gradients() has one number per node, not per place";
  tape.gradients()[1] = Scalar(0.1);
  EXPECT_DOUBLE_EQ(a.grad(), 0) << "a is node 0, and it is node 1 whose gradient has changed";
  EXPECT_DOUBLE_EQ(b.grad(), Scalar(0.1))
      << "b is node 1: its gradient is on the tape, at that place";
  b.set_data(4.0);
  EXPECT_DOUBLE_EQ(b.grad(), Scalar(0.1)) << "set_data() changes only the number";
}

TEST(Value, BelongsToItsOwnTape) {
  Tape one(2);
  Tape other(3);
  const Mark start = one.mark();
  const Value a = one.value(1.0);
  const Value x = other.value(10.0);
  ASSERT_EQ(other.size(), 1) << "is the length shared by all tapes?";
  const Value y = other.record("*", 20.0, {x, 2.0});
  const Value b = one.value(2.0);
  ASSERT_EQ(one.size(), 2) << "is the length shared by all tapes?";
  EXPECT_EQ(one.capacity(), 2) << "is the capacity shared by all tapes?";
  EXPECT_EQ(&a.tape(), &one) << "a Value asks the tape that it is on, not the newest one";
  EXPECT_EQ(&y.tape(), &other) << "a Value asks the tape that it is on, not the first one";
  one.gradients()[1] = 0.5;
  b.set_data(3.0);
  const char* shared = "two tapes share nothing: are the columns static, or is another tape asked?";
  EXPECT_DOUBLE_EQ(a.data(), 1.0) << shared;
  EXPECT_DOUBLE_EQ(b.data(), 3.0) << shared;
  EXPECT_DOUBLE_EQ(b.grad(), 0.5) << shared;
  EXPECT_DOUBLE_EQ(y.data(), 20.0) << shared;
  EXPECT_DOUBLE_EQ(y.grad(), 0) << shared;
  EXPECT_EQ(other.node(1).parents[0], 0)
      << "x is node 0 and the first operand (4294967295 is kNone: is the node written "
         "at all?), and "
      << shared;
  one.rewind(start);
  EXPECT_EQ(other.size(), 2) << shared;
}

TEST(Tape, KeepsTheParentsAndPartialsOfAnOperation) {
  Tape tape(6);
  tape.value(-1.0);
  const Value a = tape.value(Scalar(0.1));
  const Value b = tape.value(3.0);
  ASSERT_EQ(tape.size(), 3);
  const Value c = tape.record("*", Scalar(0.1) * 3, {a, 3.0}, {b, Scalar(0.1)});
  const Value d = tape.record("tanh", 0.5, {c, 0.75});
  const Value e = tape.record("*", 0, {a, 0});
  ASSERT_EQ(tape.size(), 6);
  a.set_data(5.0);

  const char* order = "a is node 1 and b is node 2: the first operand, and then the second";
  const Node& product = tape.node(c.index());
  EXPECT_EQ(product.op, std::string("*")) << "the name that record() was given";
  EXPECT_EQ(product.parents[0], 1) << order;
  EXPECT_EQ(product.parents[1], 2) << order;
  EXPECT_DOUBLE_EQ(product.partials[0], 3.0)
      << "the partials are 3 and 0.1, in the order of the operands: is it stored?";
  EXPECT_DOUBLE_EQ(product.partials[1], Scalar(0.1))
      << "as it was given (0.1 in double), though a is 5 by now";
  EXPECT_DOUBLE_EQ(c.data(), Scalar(0.1) * 3) << "as it was given, though a is 5 by now";

  const Node& bend = tape.node(d.index());
  EXPECT_EQ(bend.op, std::string("tanh")) << "the name that record() was given";
  EXPECT_EQ(bend.parents[0], 3) << "c is node 3";
  EXPECT_DOUBLE_EQ(bend.partials[0], 0.75) << "as it was given";
  EXPECT_EQ(bend.parents[1], Node::kNone) << "an operation with one operand has one parent";
  EXPECT_EQ(tape.node(e.index()).parents[0], 1) << "a parent with a partial of 0 is still a parent";
  EXPECT_EQ(tape.node(0).op, std::string()) << "a leaf has no name";
  EXPECT_EQ(tape.node(0).parents[0], Node::kNone) << "a leaf has no parent";
  EXPECT_DOUBLE_EQ(tape.at(4).data(), 0.5) << "at(4) is the Value at place 4, which is d";
}

TEST(Tape, RefusesOneNodeMoreThanItHasRoomFor) {
  Tape tape(3);
  const Value a = tape.value(1.0);
  tape.value(2.0);
  EXPECT_EQ(refusal([&] { tape.value(3.0); }), "") << "a tape of 3 has room for a third node";
  ASSERT_EQ(tape.gradients().size(), 3);
  tape.gradients().back() = 0.5;
  EXPECT_PRED_FORMAT2(IsSubstring, "3", refusal([&] { tape.value(4.0); }))
      << "a full tape throws std::length_error, and its message names the capacity";
  ASSERT_EQ(tape.size(), 3) << "a refused node must leave the tape as it was";
  EXPECT_NE(refusal([&] { tape.record("*", 8.0, {a, 8.0}); }), "") << "operations are refused too";
  ASSERT_EQ(tape.size(), 3) << "a refused node must leave the tape as it was";
  EXPECT_EQ(tape.capacity(), 3) << "a tape never grows: its Values' numbers would move";
  EXPECT_DOUBLE_EQ(a.data(), 1.0) << "a refused node must leave the tape as it was";
  EXPECT_DOUBLE_EQ(tape.at(2).data(), 3.0) << "a refused node must leave the tape as it was";
  EXPECT_DOUBLE_EQ(tape.at(2).grad(), 0.5) << "a refused node must leave the tape as it was";
}

TEST(Tape, RefusesAnImpossibleCapacity) {
  EXPECT_PRED_FORMAT2(IsSubstring, "capacity of 0", refusal([] { Tape tape(0); }))
      << "a capacity of 0 is a mistake, and the message names it";
  const auto most = std::size_t{std::numeric_limits<std::uint32_t>::max()};
  EXPECT_PRED_FORMAT2(IsSubstring, "4294967296", refusal([=] { Tape tape(most + 1); }))
      << "a place is a 32-bit number; a larger capacity is refused before memory is asked for";
}

TEST(Tape, ForgetsWhatCameAfterTheMarkAndNothingElse) {
  Tape tape(5);
  const Value a = tape.value(1.0);
  ASSERT_EQ(tape.size(), 1);
  const Value b = tape.record("*", 2.0, {a, 2.0});
  ASSERT_EQ(tape.gradients().size(), 2);
  tape.gradients()[1] = 0.25;
  const Mark mark = tape.mark();
  for (Scalar number : {Scalar(3), Scalar(4), Scalar(5)}) tape.value(number);
  tape.rewind(mark);
  ASSERT_EQ(tape.size(), 2) << "rewind takes the tape back to the size it had at the mark";
  EXPECT_DOUBLE_EQ(a.data(), 1.0) << "what is before the mark keeps its number";
  EXPECT_DOUBLE_EQ(b.data(), 2.0) << "what is before the mark keeps its number";
  EXPECT_DOUBLE_EQ(b.grad(), 0.25) << "what is before the mark keeps its gradient too";
  EXPECT_EQ(tape.node(1).parents[0], 0) << "what is before the mark keeps its parents too";
  const Value c = tape.value(6.0);
  EXPECT_EQ(c.index(), 2) << "after a rewind the next node takes the first free place";
  EXPECT_DOUBLE_EQ(c.data(), 6.0) << "the number of the new node, at a place that was used before";
}

TEST(Tape, GoesBackToTheMarkThatItIsGiven) {
  Tape tape(4);
  std::vector<Mark> marks;
  for (int i = 0; i < 4; ++i) {
    marks.push_back(tape.mark());
    tape.value(1.0);
  }
  ASSERT_EQ(tape.size(), 4) << "each call records a node, whatever its number is";
  for (const std::size_t size : std::vector<std::size_t>{3, 1, 2, 0, 2, 2}) {
    while (tape.size() < 4) {
      ASSERT_EQ(refusal([&] { tape.value(1.0); }), "") << "a rewind frees places, not memory";
    }
    tape.rewind(marks[size]);
    ASSERT_EQ(tape.size(), size) << "this mark was made when the tape had " << size << " nodes";
  }
}

TEST(Tape, GivesAPlaceThatIsUsedAgainAFreshNode) {
  Tape tape(3);
  const Value a = tape.value(1.0);
  ASSERT_EQ(tape.size(), 1);
  const Mark mark = tape.mark();
  tape.record("*", 2.0, {a, 2.0}, {a, 2.0});
  tape.value(3.0);
  ASSERT_EQ(tape.size(), 3);
  tape.gradients()[1] = tape.gradients()[2] = 9.0;
  tape.rewind(mark);
  const Value input = tape.value(0.0);
  const Value result = tape.record("*", 0.0, {a, 0.0});
  ASSERT_EQ(tape.size(), 3);
  EXPECT_DOUBLE_EQ(input.data(), 0) << "the number of the node that was here before is still here";
  EXPECT_DOUBLE_EQ(input.grad(), 0)
      << "the gradient of the node that was here before is still here";
  EXPECT_DOUBLE_EQ(result.grad(), 0)
      << "the gradient of the node that was here before is still here: a new operation starts "
         "with 0, as an input does";
  EXPECT_EQ(tape.node(1).op, std::string()) << "the old node's name is still here";
  EXPECT_EQ(tape.node(1).parents[0], Node::kNone) << "the old node's parents are still here";
  EXPECT_EQ(tape.node(1).parents[1], Node::kNone) << "the old node's parents are still here";
}

TEST(Tape, AllocatesNothingOnceItIsConstructed) {
  Tape tape(100);
  const Mark start = tape.mark();
  const std::size_t before = allocations();
  for (int round = 0; round < 3; ++round) {
    Value last = tape.value(1.0);
    ASSERT_EQ(tape.size(), 1);
    for (int i = 1; i < 100; ++i) last = tape.record("+", 2.0, {last, 1.0});
    ASSERT_EQ(tape.size(), 100);
    tape.rewind(start);
  }
  EXPECT_EQ(allocations() - before, 0) << "allocations: a tape allocates all its memory when it is "
                                          "constructed, and rewinding frees none";
}

TEST(Tape, ForgetsAMillionNodesAsFastAsOne) {
  constexpr std::size_t kNodes = 1'000'000;
  Tape tape(2 * kNodes);
  for (std::size_t i = 0; i < kNodes; ++i) tape.value(1.0);
  ASSERT_EQ(tape.size(), kNodes);
  const Mark mark = tape.mark();
  double recording = 1e9;
  double rewinding = 1e9;
  for (int round = 0; round < 5; ++round) {  // The best of a few: others use this machine too.
    Value last = tape.at(kNodes - 1);
    recording = std::min(recording, seconds([&] {
                           for (std::size_t i = 0; i < kNodes; ++i)
                             last = tape.record("+", 2.0, {last, 1.0});
                         }));
    ASSERT_EQ(last.index(), 2 * kNodes - 1);
    EXPECT_EQ(tape.node(last.index()).parents[0], 2 * kNodes - 2) << "a place has 32 bits";
    rewinding = std::min(rewinding, seconds([&] { tape.rewind(mark); }));
    ASSERT_EQ(tape.size(), kNodes);
  }
  EXPECT_LT(rewinding, recording / 1000)
      << "seconds to forget a million nodes, and a thousandth of the seconds to record them: does "
         "rewind visit every node? Forgetting is O(1): what comes after the mark may stay as it is";
}

}  // namespace
