// exp, tanh and log on lanes, against the C library's in long double: millions of numbers, on 1 to 16 lanes.
#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <type_traits>

#include "micrograd/lanes.h"
#include "micrograd/testing/ulps.h"

namespace {

using micrograd::Lanes;
using micrograd::Scalar;
using micrograd::testing::kErrorOfTheExact;
using micrograd::testing::ulps;
using Limits = std::numeric_limits<Scalar>;
using Bits = std::conditional_t<sizeof(Scalar) == 8, std::uint64_t, std::uint32_t>;

template <typename L>
class AnyWidth : public testing::Test {};

using Widths = testing::Types<Lanes<1>, Lanes<2>, Lanes<4>, Lanes<8>, Lanes<16>>;
TYPED_TEST_SUITE(AnyWidth, Widths);

constexpr auto kExp = [](auto x) { return exp(x); };
constexpr auto kTanh = [](auto x) { return tanh(x); };
constexpr auto kLog = [](auto x) { return log(x); };

// Whether two are the same number, with the same sign, or both nan.
bool same(Scalar a, Scalar b) {
  return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

// The function for as many numbers as `draw` gives: whether it is within the promised error everywhere, and gives the
// same as on two lanes that both have the number.
template <typename L, typename Function, typename Draw>
void expect_within(double most, Function function, long double (*exact)(long double), int times,
                   Draw draw) {
  long double worst = 0;
  Scalar where = 0;
  for (int i = 0; i < times; i += L::kWidth) {
    L x;
    for (std::size_t lane = 0; lane < L::kWidth; ++lane) x.set(lane, draw());
    const L y = function(x);
    for (std::size_t lane = 0; lane < L::kWidth; ++lane) {
      const long double error = ulps(y[lane], exact(x[lane]));
      if (error > worst) worst = error, where = x[lane];
    }
    const std::size_t lane = static_cast<std::size_t>(i) / L::kWidth % L::kWidth;
    ASSERT_TRUE(same(function(Lanes<2>(x[lane]))[1], y[lane]))
        << "at " << testing::PrintToString(x[lane]) << " in lane " << lane << " of " << L::kWidth;
  }
  EXPECT_LE(worst, most + kErrorOfTheExact<Scalar>)
      << "units in the last place, at " << testing::PrintToString(where);
  testing::Test::RecordProperty("worst", std::to_string(worst));
}

// Numbers between two others.
auto between(Scalar low, Scalar high) {
  return [=, random = std::mt19937_64(1)]() mutable {
    return low + (high - low) * static_cast<Scalar>(random() >> 11) * Scalar(0x1p-53);
  };
}

// Numbers of every magnitude, which goes round, up to 2^end; of either sign, or only positive.
auto of_any_size(int end, bool both_signs) {
  const int begin = Limits::min_exponent - Limits::digits;
  return [=, random = std::mt19937_64(2), exponent = end]() mutable {
    exponent = exponent > begin ? exponent - 1 : end;
    const Scalar x =
        std::ldexp(1 + static_cast<Scalar>(random() >> 11) * Scalar(0x1p-53), exponent);
    return both_signs && random() % 2 == 0 ? -x : x;
  };
}

// Any bits at all.
auto any() {
  return [random = std::mt19937_64(3)]() mutable {
    return std::bit_cast<Scalar>(static_cast<Bits>(random()));
  };
}

// The n numbers from here upwards, one after the other.
auto upwards(Scalar x) {
  return [x]() mutable {
    const Scalar now = x;
    x = std::nextafter(x, Limits::infinity());
    return now;
  };
}

constexpr int kMany = 1'000'000;

TYPED_TEST(AnyWidth, HasAnExpWithinTwoUlps) {
  const auto expect = [](int times, auto draw) {
    expect_within<TypeParam>(2, kExp, std::exp, times, draw);
  };
  const Scalar overflow = std::log(Limits::max());
  const Scalar underflow = std::log(Limits::min());
  const Scalar zero = std::log(Limits::denorm_min());
  expect(kMany / 4, between(-1, 1));
  expect(kMany, between(zero - 1, overflow + 1));
  expect(kMany / 10, between(overflow - 1, overflow + 1));
  expect(kMany / 4, between(zero - 2, underflow + 1));
  expect(kMany / 4, of_any_size(Limits::max_exponent - 1, true));
  expect(kMany / 4, any());
  for (const Scalar edge : {overflow, underflow, zero, Scalar(1)}) {
    expect(10'000, upwards(edge - std::abs(edge) * 5000 * Limits::epsilon()));
  }
}

TYPED_TEST(AnyWidth, HasATanhWithinThreeUlps) {
  const auto expect = [](int times, auto draw) {
    expect_within<TypeParam>(3, kTanh, std::tanh, times, draw);
  };
  for (const Scalar end : {Scalar(0.5), Scalar(2), Scalar(22)}) {
    expect(kMany / 2, between(0, end));
    expect(kMany / 4, between(-end, 0));
  }
  expect(kMany / 4, of_any_size(Limits::max_exponent - 1, true));
  expect(kMany / 4, any());
}

TYPED_TEST(AnyWidth, HasALogWithinTwoUlps) {
  const auto expect = [](int times, auto draw) {
    expect_within<TypeParam>(2, kLog, std::log, times, draw);
  };
  expect(kMany, between(Scalar(0.5), 2));
  expect(kMany / 2, between(0, 10));
  expect(kMany, of_any_size(Limits::max_exponent - 1, false));
  expect(kMany / 4, any());
  for (const Scalar edge :
       {Scalar(1), std::sqrt(Scalar(2)), std::sqrt(Scalar(0.5)), Limits::min()}) {
    expect(10'000, upwards(edge - edge * 2500 * Limits::epsilon()));
  }
  expect(10'000, upwards(0));
}

TYPED_TEST(AnyWidth, HasATanhThatIsOddAndNotMoreThanOne) {
  auto draw = between(0, 22);
  for (int i = 0; i < kMany / 10; ++i) {
    const Scalar x = draw();
    TypeParam both = x;
    both.set(TypeParam::kWidth - 1, -x);
    const TypeParam y = tanh(both);
    ASSERT_EQ(y[TypeParam::kWidth - 1], -tanh(TypeParam(x))[0]) << "at " << x;
    ASSERT_LE(std::abs(y[0]), 1) << "at " << x;
  }
}

// A number in each lane, and others beside it.
template <typename L, typename Function>
void expect_everywhere(Function function, Scalar x, Scalar expected) {
  for (std::size_t lane = 0; lane < L::kWidth; ++lane) {
    for (const Scalar other : {Scalar(0.25), Limits::quiet_NaN(), -Limits::infinity(), Scalar(0)}) {
      L all = other;
      all.set(lane, x);
      const L y = function(all);
      ASSERT_TRUE(same(y[lane], expected)) << "of " << x << " in lane " << lane << ": " << y[lane];
      for (std::size_t k = 0; k < L::kWidth; ++k) {
        ASSERT_TRUE(k == lane || same(y[k], function(L(other))[k]))
            << "of " << other << " in lane " << k << ", beside " << x << " in lane " << lane;
      }
    }
  }
}

TYPED_TEST(AnyWidth, KnowsWhereIeeeArithmeticEnds) {
  const Scalar nan = Limits::quiet_NaN();
  const Scalar infinity = Limits::infinity();
  const auto expect = [](auto function, Scalar x, Scalar expected) {
    expect_everywhere<TypeParam>(function, x, expected);
  };
  for (const Scalar x : {Scalar(19.0625), Scalar(20), Scalar(40), Scalar(710), Scalar(1e30),
                         Limits::max(), infinity}) {
    expect(kTanh, x, 1);
    expect(kTanh, -x, -1);
  }
  for (const Scalar x : {Scalar(0), Limits::denorm_min(), 3 * Limits::denorm_min(),
                         Limits::min() / 4, Limits::min()}) {
    expect(kTanh, x, x);
    expect(kTanh, -x, -x);
    expect(kExp, x, 1);
    expect(kExp, -x, 1);
  }
  for (const Scalar x : {Scalar(710), Scalar(1e30), Limits::max(), infinity}) {
    expect(kExp, x, infinity);
    expect(kExp, -x - 36, 0);
    expect(kLog, -x, nan);
  }
  for (const Scalar x : {Scalar(-1), -Limits::min(), -Limits::denorm_min()}) expect(kLog, x, nan);
  expect(kLog, 0, -infinity);
  expect(kLog, Scalar(-0.0), -infinity);
  expect(kLog, infinity, infinity);
  expect(kLog, 1, 0);
  expect(kExp, nan, nan);
  expect(kTanh, nan, nan);
  expect(kLog, nan, nan);
}

}  // namespace
