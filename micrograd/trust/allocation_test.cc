// The memory that the library allocates: what value.h says, once, and nothing after that. This
// holds with optimisation too (bazel test -c opt), where a compiler may omit an allocation but not
// add one.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <random>
#include <type_traits>

#include "micrograd/examples/four_samples.h"
#include "micrograd/micrograd.h"
#include "micrograd/testing/allocations.h"

namespace {

using micrograd::Layer;
using micrograd::Mark;
using micrograd::Mlp;
using micrograd::Node;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::allocated_bytes;
using micrograd::testing::allocations;

static_assert(sizeof(Value) == 16, "a Value takes 16 bytes");
static_assert(sizeof(Node) == 32, "8 for the name, 4 and 8 for each parent and its partial");
static_assert(sizeof(Node) + 2 * sizeof(Scalar) == 48, "a node on a tape takes 48 bytes");
static_assert(sizeof(Layer<3, 4>) == 4 * sizeof(Value), "a layer is a place for each neuron");
static_assert(sizeof(Mlp<3, 4, 4, 1>) == 9 * sizeof(Value), "and so is a network");
static_assert(std::is_trivially_copyable_v<Value> && std::is_trivially_destructible_v<Value>,
              "a Value is copied as a pointer is");

TEST(Tape, TakesFortyEightBytesPerNodeAtConstruction) {
  for (const std::size_t capacity : {std::size_t{1}, std::size_t{1000}, std::size_t{1'000'000}}) {
    const std::size_t before = allocated_bytes();
    const Tape tape(capacity);
    EXPECT_EQ(allocated_bytes() - before, capacity * 48) << "capacity " << capacity;
  }
}

TEST(Library, AllocatesNothingInAnyCall) {
  Tape tape(100);
  const std::size_t before = allocations();
  const Mark mark = tape.mark();
  for (int pass = 0; pass < 2; ++pass) {
    const Value a = tape.value(2.0);
    const Value b = tape.record("op", a.data(), {a, 1.0});
    const Value sum = 1.0 + (a + b) + 1.0;
    const Value product = 2.0 * (a * b) * 2.0;
    const Value difference = 1.0 - (a - b) - 1.0;
    const Value root = tanh(-(sum * product + difference));
    backward(root);
    a.set_data(a.grad() + tape.gradients()[0] + tape.node(1).partials[0] + tape.at(1).data());
    micrograd::descend(std::array<Value, 1>{root.tape().at(root.index())}, 0.1);
    tape.rewind(mark);
  }
  EXPECT_EQ(allocations() - before, 0);
}

TEST(Library, AllocatesNothingOnceTheTapeIsConstructed) {
  using Samples = micrograd::examples::FourSamples<Scalar>;
  Tape tape(1000);
  const std::size_t before = allocations();
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  for (int step = 0; step < 20; ++step) {
    training_step(mlp, Samples::inputs, Samples::targets, Scalar(0.1));
  }
  EXPECT_EQ(allocations() - before, 0) << "allocations by model and training";
}

}  // namespace
