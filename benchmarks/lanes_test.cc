// Compares numbers in lanes with numbers one by one, and their tanh with the C library's in long
// double.
#include "benchmarks/lanes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <random>

namespace {

using benchmarks::Lanes;

template <typename L>
class AnyWidth : public testing::Test {};

using Widths = testing::Types<Lanes<2>, Lanes<4>, Lanes<8>>;
TYPED_TEST_SUITE(AnyWidth, Widths);

// 1, 2, 3 and so on.
template <typename L>
L count() {
  L numbers;
  for (std::size_t lane = 0; lane < L::kWidth; ++lane)
    numbers.set(lane, static_cast<double>(lane + 1));
  return numbers;
}

TYPED_TEST(AnyWidth, ComputesInEachLaneByItself) {
  const auto x = count<TypeParam>();
  const TypeParam y = 3.0;
  TypeParam sum = x;
  sum += y;
  for (std::size_t lane = 0; lane < TypeParam::kWidth; ++lane) {
    EXPECT_EQ((x + y)[lane], x[lane] + 3) << "lane " << lane;
    EXPECT_EQ((x - y)[lane], x[lane] - 3) << "lane " << lane;
    EXPECT_EQ((x * y)[lane], x[lane] * 3) << "lane " << lane;
    EXPECT_EQ(sum[lane], x[lane] + 3) << "lane " << lane;
  }
}

TYPED_TEST(AnyWidth, AddsUpAllLanes) {
  const double last = TypeParam::kWidth;
  EXPECT_EQ(total(count<TypeParam>()), last * (last + 1) / 2) << "1 + 2 + 3 and so on";
}

// x in one lane, and other numbers beside it.
template <typename L>
double tanh_in(std::size_t lane, double x) {
  L all = 0.25;
  all.set(lane, x);
  return tanh(all)[lane];
}

// How far `got` is from tanh(x), in units of the last place of a double there.
double ulps(double got, double x) {
  const long double exact = std::tanh(static_cast<long double>(x));
  const auto nearest = static_cast<double>(exact);
  return static_cast<double>(std::abs(got - exact) / (std::nextafter(nearest, 2) - nearest));
}

// Where long double is no longer than double, the C library's own error comes on top.
constexpr double kUlps = std::numeric_limits<long double>::digits > 53 ? 3 : 4;

// As many numbers of either sign as `draw` gives, in every lane.
template <typename L, typename Draw>
void expect_within_ulps(int times, Draw draw) {
  double worst = 0, where = 0;
  for (int i = 0; i < times; ++i) {
    L x;
    for (std::size_t lane = 0; lane < L::kWidth; ++lane) x.set(lane, draw());
    const L right = tanh(x), left = tanh(-1.0 * x);
    for (std::size_t lane = 0; lane < L::kWidth; ++lane) {
      ASSERT_EQ(left[lane], -right[lane]) << "tanh is odd, also at " << x[lane];
      ASSERT_LE(right[lane], 1) << "at " << x[lane];
      const double error = ulps(right[lane], x[lane]);
      ASSERT_FALSE(std::isnan(error)) << "at " << x[lane];
      if (error > worst) worst = error, where = x[lane];
    }
  }
  EXPECT_LE(worst, kUlps) << "units in the last place, at " << where;
}

TYPED_TEST(AnyWidth, HasATanhWithinThreeUlpsWhereItBends) {
  std::mt19937_64 random(1);
  for (const double end : {0.5, 2.0, 22.0}) {
    expect_within_ulps<TypeParam>(
        20'000, [&] { return static_cast<double>(random() >> 11) * 0x1p-53 * end; });
  }
}

TYPED_TEST(AnyWidth, HasATanhWithinThreeUlpsAtEveryMagnitude) {
  std::mt19937_64 random(2);
  for (int exponent = -1074; exponent < 1024; ++exponent) {
    expect_within_ulps<TypeParam>(
        8, [&] { return std::ldexp(1 + static_cast<double>(random() >> 12) * 0x1p-52, exponent); });
  }
}

TYPED_TEST(AnyWidth, HasATanhOfOneFarOut) {
  using Limits = std::numeric_limits<double>;
  for (std::size_t lane = 0; lane < TypeParam::kWidth; ++lane) {
    for (const double x : {19.0625, 20.0, 40.0, 710.0, 1e300, Limits::max(), Limits::infinity()}) {
      EXPECT_EQ(tanh_in<TypeParam>(lane, x), 1) << "x = " << x << ", lane " << lane;
      EXPECT_EQ(tanh_in<TypeParam>(lane, -x), -1) << "x = " << -x << ", lane " << lane;
    }
  }
}

TYPED_TEST(AnyWidth, HasATanhThatKeepsZeroAndTheSmallestNumbers) {
  using Limits = std::numeric_limits<double>;
  for (std::size_t lane = 0; lane < TypeParam::kWidth; ++lane) {
    for (const double x : {0.0, Limits::denorm_min(), 3 * Limits::denorm_min(), Limits::min() / 4,
                           Limits::min(), 1e-300}) {
      EXPECT_EQ(tanh_in<TypeParam>(lane, x), x) << "lane " << lane;
      EXPECT_EQ(tanh_in<TypeParam>(lane, -x), -x) << "lane " << lane;
      EXPECT_TRUE(std::signbit(tanh_in<TypeParam>(lane, -x))) << "of -" << x << ", lane " << lane;
      EXPECT_FALSE(std::signbit(tanh_in<TypeParam>(lane, x))) << "of " << x << ", lane " << lane;
    }
  }
}

TYPED_TEST(AnyWidth, HasATanhOfNanWhereAndOnlyWhereThereIsOne) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t lane = 0; lane < TypeParam::kWidth; ++lane) {
    TypeParam x = 0.25;
    x.set(lane, nan);
    const TypeParam y = tanh(x);
    for (std::size_t other = 0; other < TypeParam::kWidth; ++other) {
      EXPECT_EQ(std::isnan(y[other]), other == lane)
          << "lane " << other << ", nan in lane " << lane;
    }
  }
}

}  // namespace
