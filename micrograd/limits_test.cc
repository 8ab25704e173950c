// What the library promises beyond the lessons: numbers at the edge of the type, and numbers that
// change after they were used.
#include <gtest/gtest.h>

#include <limits>

#include "micrograd/micrograd.h"

namespace {

using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();

TEST(Limits, AnInfinitePartialOfABystanderDoesNoHarm) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value bystander = a * kInfinity;
  const Value root = a * 3.0;
  backward(root);
  EXPECT_EQ(a.grad(), 3.0) << "root does not depend on the product with infinity";
  EXPECT_EQ(bystander.grad(), 0);
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

}  // namespace
