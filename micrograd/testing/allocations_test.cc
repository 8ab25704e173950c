#include "micrograd/testing/allocations.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <new>
#include <vector>

namespace {

using micrograd::testing::allocated_bytes;
using micrograd::testing::allocations;

TEST(Allocations, CountsEveryKindOfNew) {
  struct alignas(64) Aligned {
    char bytes[64];
  };
  const std::size_t before = allocations();
  const std::size_t bytes_before = allocated_bytes();
  const auto one = std::make_unique<int>(1);
  const auto many = std::make_unique<int[]>(10);
  const auto aligned = std::make_unique<Aligned>();
  const std::unique_ptr<int> nothrow(new (std::nothrow) int);
  const std::unique_ptr<int[]> nothrow_many(new (std::nothrow) int[10]);
  const std::unique_ptr<Aligned> nothrow_aligned(new (std::nothrow) Aligned);
  const std::vector<double> numbers(100);
  // A compiler may omit an allocation whose address is never used; clang does.
  for (const void* place : std::initializer_list<const void*>{
           one.get(), many.get(), aligned.get(), nothrow.get(), nothrow_many.get(),
           nothrow_aligned.get(), numbers.data()}) {
    [[maybe_unused]] const void* volatile looked_at = place;
  }
  EXPECT_EQ(allocations() - before, 7)
      << "new, new[] and aligned new, all three with std::nothrow, a vector";
  EXPECT_EQ(allocated_bytes() - bytes_before,
            2 * (sizeof(int) + 10 * sizeof(int) + 64) + 100 * sizeof(double));
}

}  // namespace
