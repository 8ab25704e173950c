// What the library promises beyond the lessons: numbers at the limits of the type, numbers that
// change after they were used, full tapes, and very long ones.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>

#include "micrograd/examples/four_samples.h"
#include "micrograd/micrograd.h"

namespace {

using micrograd::Mark;
using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using Samples = micrograd::examples::FourSamples<Scalar>;

constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();
constexpr Scalar kNan = std::numeric_limits<Scalar>::quiet_NaN();

TEST(Limits, AnInfinitePartialOfABystanderDoesNoHarmNorOneThatIsNan) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value infinite = a * kInfinity;
  const Value nan = a * kNan;
  const Value root = a * 3.0;
  backward(root);
  EXPECT_EQ(a.grad(), 3.0)
      << "root depends neither on the product with infinity nor on that with nan";
  EXPECT_EQ(infinite.grad(), 0);
  EXPECT_EQ(nan.grad(), 0);
}

TEST(Limits, AnOverflowOfABystanderDoesNoHarm) {
  Tape tape(10);
  const Value x = tape.value(std::numeric_limits<Scalar>::max());
  const Value square = x * x;
  const Value cube = square * x;
  const Value root = x * 3.0;
  backward(root);
  EXPECT_EQ(cube.data(), kInfinity);
  EXPECT_EQ(x.grad(), 3.0) << "root depends on neither the square nor the cube";
}

TEST(Limits, AnInfinitePartialOnTheWayMakesAnInfiniteGradient) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  backward(a * kInfinity);
  EXPECT_EQ(a.grad(), kInfinity);
}

TEST(Limits, APartialBelongsToTheNumbersOfItsOwnOperation) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  const Value root = a * b;
  b.set_data(100.0);
  backward(root);
  EXPECT_EQ(root.data(), 6.0);
  EXPECT_EQ(a.grad(), 3.0) << "b was 3 when the product was computed";
}

TEST(Limits, InfiniteGradientsThatDisagreeAddUpToNan) {
  Tape tape(20);
  const Value a = tape.value(2.0);
  backward(a * kInfinity + a * kInfinity);
  EXPECT_EQ(a.grad(), kInfinity);
  backward(a * kInfinity - a * kInfinity);
  EXPECT_TRUE(std::isnan(a.grad())) << "infinity from one side, -infinity from the other";
}

TEST(Limits, AGradientOfZeroIsHandedOnAsZero) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value infinite = a * kInfinity;
  const Value root = 0.0 * infinite;
  backward(root);
  EXPECT_TRUE(std::isnan(root.data())) << "0 times infinity, as IEEE 754 has it";
  EXPECT_EQ(infinite.grad(), 0);
  EXPECT_EQ(a.grad(), 0) << "nothing arrived at a * infinity, so it hands nothing on";
}

TEST(Limits, AMissingParentTakesNoPart) {
  Tape tape(10);
  const Value bystander = tape.value(1.0);
  const Value a = tape.value(2.0);
  const Value one_parent = tape.record("op", 3.0, {a, 5.0}, {Value(), kInfinity});
  const Value sum = one_parent + 1.0;
  backward(sum * kInfinity);
  EXPECT_EQ(sum.grad(), kInfinity);
  EXPECT_EQ(a.grad(), kInfinity);
  EXPECT_EQ(bystander.grad(), 0) << "0 times infinity for an absent parent would be nan";
  backward(one_parent);
  EXPECT_EQ(a.grad(), 5.0);
  EXPECT_EQ(bystander.grad(), 0) << "an absent parent's partial counts for nothing";
}

TEST(Limits, NanIsHandedOnToWhatItWasComputedFromAndNoFurther) {
  Tape tape(10);
  const Value a = tape.value(kNan);
  const Value b = tape.value(3.0);
  const Value bystander = tape.value(4.0);
  const Value root = a * b;
  backward(root);
  EXPECT_TRUE(std::isnan(root.data()));
  EXPECT_TRUE(std::isnan(tanh(a).data()));
  EXPECT_EQ(a.grad(), 3.0) << "b, whatever a is";
  EXPECT_TRUE(std::isnan(b.grad())) << "a, which is nan";
  EXPECT_EQ(bystander.grad(), 0);
}

TEST(Limits, SaturatedTanhIsExactlyOneAndFlat) {
  Tape tape(10);
  const Mark empty = tape.mark();
  for (const Scalar x : {Scalar(19.1), Scalar(20), Scalar(1000), kInfinity}) {
    for (const Scalar sign : {Scalar(1), Scalar(-1)}) {
      tape.rewind(empty);
      const Value input = tape.value(sign * x);
      const Value t = tanh(input);
      backward(t);
      EXPECT_EQ(t.data(), sign) << "tanh(" << sign * x << ")";
      EXPECT_EQ(input.grad(), 0) << "at " << sign * x;
    }
  }
}

TEST(Limits, TinyNumbersPassThroughTanhAsTheyAre) {
  Tape tape(10);
  const Value x = tape.value(std::numeric_limits<Scalar>::denorm_min());
  const Value t = tanh(x);
  backward(t);
  EXPECT_EQ(t.data(), x.data());
  EXPECT_EQ(x.grad(), 1);
}

TEST(Limits, OperationsKeepTheSignOfZeroAsIeeeSays) {
  Tape tape(100);
  const Value plus = tape.value(0.0);
  const Value minus = tape.value(-0.0);
  const auto is_negative = [](Value zero) {
    EXPECT_EQ(zero.data(), 0);
    return std::signbit(zero.data());
  };
  EXPECT_TRUE(is_negative(minus));
  EXPECT_TRUE(is_negative(-plus));
  EXPECT_FALSE(is_negative(-minus));
  EXPECT_TRUE(is_negative(minus + minus));
  EXPECT_FALSE(is_negative(plus + minus));
  EXPECT_FALSE(is_negative(plus - plus));
  EXPECT_FALSE(is_negative(minus - minus));
  EXPECT_TRUE(is_negative(minus - plus));
  EXPECT_TRUE(is_negative(minus - 0.0));
  EXPECT_FALSE(is_negative(0.0 - plus));
  EXPECT_TRUE(is_negative(plus * minus));
  EXPECT_FALSE(is_negative(minus * minus));
  EXPECT_TRUE(is_negative(minus * 2.0));
  EXPECT_TRUE(is_negative(plus * -1.0));
  EXPECT_FALSE(is_negative(minus * -1.0));
  EXPECT_TRUE(is_negative(tanh(minus)));
  EXPECT_FALSE(is_negative(tanh(plus)));
}

TEST(Limits, AGradientThatIsTooLargeIsInfiniteAndOneThatIsTooSmallIsZero) {
  Tape tape(10);
  const Value x = tape.value(1.0);
  const Scalar huge = std::sqrt(std::numeric_limits<Scalar>::max()) * 2;
  backward(x * huge * huge);
  EXPECT_EQ(x.grad(), kInfinity);
  backward(x * (1 / huge) * (1 / huge) * (1 / huge));
  EXPECT_EQ(x.grad(), 0);
}

TEST(Limits, ATapeOfOnePlaceHoldsOneNode) {
  Tape tape(1);
  const Mark empty = tape.mark();
  const Value a = tape.value(2.0);
  EXPECT_THROW(a + a, std::length_error);
  backward(a);
  EXPECT_EQ(a.grad(), 1);
  tape.rewind(empty);
  EXPECT_EQ(tape.value(3.0).data(), 3.0);
}

TEST(Limits, ACapacityIsOneToWhatThirtyTwoBitsCanCount) {
  constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
  EXPECT_THROW(Tape(0), std::length_error);
  EXPECT_THROW(Tape{kMost + 1}, std::length_error);
  EXPECT_THROW(Tape{std::numeric_limits<std::size_t>::max()}, std::length_error);
}

TEST(Limits, AChainOfAMillionNodesGoesForwardAndBackward) {
  constexpr std::size_t kNodes = 1'000'000;
  Tape tape(kNodes);
  const Value x = tape.value(0.5);
  Value y = x;
  while (tape.size() < kNodes) y = y * -1.0;
  backward(y);
  EXPECT_EQ(y.data(), -0.5) << "999,999 changes of sign";
  EXPECT_EQ(x.grad(), -1);
}

TEST(Limits, AnInputMayBeUsedAMillionTimes) {
  constexpr std::size_t kNodes = 1'000'001;
  Tape tape(kNodes);
  const Value x = tape.value(1.0);
  Value sum = x;
  while (tape.size() < kNodes) sum = sum + x;
  backward(sum);
  EXPECT_EQ(x.grad(), 1'000'001) << "once as the first sum, and a million times after";
}

constexpr std::size_t kParameters = Mlp<3, 4, 4, 1>::kParameters;
constexpr std::size_t kNodes = 344;  // With those of one training step.

TEST(AFullTape, AnywhereInATrainingStepHasKeptAllThatWasThere) {
  Tape large(kNodes);
  std::mt19937_64 seed(42);
  squared_error(Mlp<3, 4, 4, 1>(large, seed), Samples::inputs, Samples::targets);
  ASSERT_EQ(large.size(), kNodes);
  for (std::size_t capacity = kParameters; capacity < kNodes; ++capacity) {
    SCOPED_TRACE("capacity " + std::to_string(capacity));
    Tape tape(capacity);
    std::mt19937_64 random(42);
    const Mlp<3, 4, 4, 1> mlp(tape, random);
    const Mark parameters = tape.mark();
    for (std::size_t i = 0; i < kParameters; ++i) tape.gradients()[i] = static_cast<Scalar>(i);

    EXPECT_THROW(training_step(mlp, Samples::inputs, Samples::targets, 0.1), std::length_error);

    ASSERT_EQ(tape.size(), capacity) << "the nodes that fit stay";
    for (std::size_t i = 0; i < capacity; ++i) {
      ASSERT_EQ(tape.at(i).data(), large.at(i).data()) << "node " << i;
      ASSERT_EQ(tape.at(i).grad(), i < kParameters ? static_cast<Scalar>(i) : 0) << "node " << i;
    }
    tape.rewind(parameters);
    if (capacity == kParameters) continue;  // There is no room for a result.
    const Value first = mlp.parameters()[0];
    backward(first * 3.0);
    EXPECT_EQ(first.grad(), 3.0) << "after rewinding, the tape can be used again";
  }
}

TEST(AFullTape, AnywhereInANetworksParametersHasKeptThoseThatFit) {
  for (std::size_t capacity = 1; capacity < kParameters; ++capacity) {
    SCOPED_TRACE("capacity " + std::to_string(capacity));
    Tape tape(capacity);
    const Mark empty = tape.mark();
    std::mt19937_64 random(42);
    EXPECT_THROW((Mlp<3, 4, 4, 1>(tape, random)), std::length_error);
    EXPECT_EQ(tape.size(), capacity);
    tape.rewind(empty);
    EXPECT_EQ(tape.value(2.0).data(), 2.0);
  }
}

}  // namespace
