#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "micrograd/testing/allocations.h"
#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/ulps.h"
#include "micrograd/testing/values.h"

#include "lanes.h"

namespace {

using micrograd::Batch;
using micrograd::batches;
using micrograd::Code;
using micrograd::Fused;
using micrograd::Lanes;
using micrograd::Mark;
using micrograd::Program;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::allocations;
using micrograd::testing::digits;
using micrograd::testing::Hint;
using micrograd::testing::rounding;
using micrograd::testing::ulps;
using Limits = std::numeric_limits<Scalar>;
using Numbers = std::vector<Scalar>;

constexpr Scalar kInfinity = Limits::infinity();
constexpr Scalar kNan = Limits::quiet_NaN();
constexpr Scalar kSmallest = Limits::denorm_min();

// Whether two numbers are equal, or both nan.
bool same(Scalar a, Scalar b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// Whether two numbers are equal: up to rounding, both nan, or the same infinity.
::testing::AssertionResult alike(Scalar got, Scalar expected) {
  const bool close = std::abs(got - expected) <= 50 * rounding<Scalar>() * (1 + std::abs(expected));
  if (same(got, expected) || close) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << "it is " << digits(got, expected) << ", and should be " << digits(expected, got);
}

// All digits of a number.
std::string all_digits(Scalar x) {
  return ::testing::PrintToString(micrograd::testing::Exactly{x});
}

// Calls f for Lanes of each width: with one of them, which is 0.
template <typename F>
void for_each_width(const F& f) {
  f(Lanes<1>(0));
  f(Lanes<2>(0));
  f(Lanes<4>(0));
  f(Lanes<8>(0));
  f(Lanes<16>(0));
}

// W of the numbers, one in each lane, from that place on and round to the front.
template <std::size_t W>
Lanes<W> side_by_side(const Numbers& numbers, std::size_t from) {
  Lanes<W> x;
  for (std::size_t lane = 0; lane < W; ++lane) x.set(lane, numbers[(from + lane) % numbers.size()]);
  return x;
}

std::string where(std::size_t lane, std::size_t width) {
  return "lane " + std::to_string(lane) + " of " + std::to_string(width);
}

// All sorts of numbers; no two that follow each other are of one sort.
const Numbers kSorts{3,    -2,        0.5,       0,          kInfinity,     Scalar(-0.0), -0.25,
                     kNan, 1,         kSmallest, -kInfinity, Scalar(-1e-3), Scalar(1e30), -7,
                     20,   -kSmallest};

TEST(Lanes, ComputeEachForItself) {
  for_each_width([]<std::size_t W>(Lanes<W>) {
    for (std::size_t i = 0; i < kSorts.size(); ++i) {
      const auto x = side_by_side<W>(kSorts, i);
      const auto y = side_by_side<W>(kSorts, i + 5);
      const Lanes<W> three = 3;
      Lanes<W> more = x;
      more += y;
      Lanes<W> less = x;
      less -= y;
      Lanes<W> product = x;
      product *= y;
      Lanes<W> quotient = x;
      quotient /= y;
      for (std::size_t lane = 0; lane < W; ++lane) {
        const Scalar a = x[lane];
        const Scalar b = y[lane];
        ASSERT_TRUE(same(a, kSorts[(i + lane) % kSorts.size()]))
            << where(lane, W) << " is " << a << ": not the number that was set";
        ASSERT_TRUE(same(three[lane], 3)) << where(lane, W) << ": 3 is 3 in each lane";
        ASSERT_TRUE(same((x + y)[lane], a + b)) << a << " + " << b << " in " << where(lane, W);
        ASSERT_TRUE(same((x - y)[lane], a - b)) << a << " - " << b << " in " << where(lane, W);
        ASSERT_TRUE(same((x * y)[lane], a * b)) << a << " * " << b << " in " << where(lane, W);
        ASSERT_TRUE(same((x / y)[lane], a / b)) << a << " / " << b << " in " << where(lane, W);
        ASSERT_TRUE(same((1 / x)[lane], 1 / a)) << "1 / " << a << " in " << where(lane, W);
        ASSERT_TRUE(same((-x)[lane], -a) && std::signbit((0 * -three)[lane]))
            << "-x, for x = " << a << ", and 0 * -3 in " << where(lane, W);
        ASSERT_TRUE(same(more[lane], a + b) && same(less[lane], a - b) &&
                    same(product[lane], a * b) && same(quotient[lane], a / b))
            << a << " +=, -=, *= and /= " << b << " in " << where(lane, W);
        ASSERT_TRUE(alike(pow(x, 3)[lane], std::pow(a, Scalar(3))))
            << "pow(x, 3), for x = " << a << ", in " << where(lane, W);
      }
    }
    Numbers count(W);
    for (std::size_t lane = 0; lane < W; ++lane) count[lane] = static_cast<Scalar>(lane + 1);
    ASSERT_EQ(total(side_by_side<W>(count, 0)), W * (W + 1) / 2)
        << "total() of 1 + 2 + ... + " << W << ", the sum over all lanes";
  });
}

TEST(Lanes, ChooseInEachLane) {
  for_each_width([]<std::size_t W>(Lanes<W>) {
    for (std::size_t pair = 0; pair < kSorts.size() * kSorts.size(); ++pair) {
      const auto x = side_by_side<W>(kSorts, pair / kSorts.size());
      const auto y = side_by_side<W>(kSorts, pair);
      for (std::size_t lane = 0; lane < W; ++lane) {
        const Scalar a = x[lane];
        const Scalar g = y[lane];
        const char* why = ", as for one number. Each lane chooses for itself, and a nan stays nan";
        ASSERT_TRUE(same(positive_part(x)[lane], micrograd::positive_part(a)))
            << "positive_part(x), for x = " << a << " in " << where(lane, W) << ", is "
            << positive_part(x)[lane] << ", and should be " << micrograd::positive_part(a) << why;
        ASSERT_TRUE(same(positive_slope(x)[lane], micrograd::positive_slope(a)))
            << "positive_slope(x), for x = " << a << " in " << where(lane, W) << ", is "
            << positive_slope(x)[lane] << ", and should be " << micrograd::positive_slope(a)
            << ", as for one number";
        ASSERT_TRUE(same(share(x, y)[lane], micrograd::share(a, g)))
            << "share(partial, gradient), for a partial of " << a << " and a gradient of " << g
            << " in " << where(lane, W) << ", is " << share(x, y)[lane] << ", and should be "
            << micrograd::share(a, g)
            << ". Where the gradient is 0 it is 0, even if the partial is infinite or nan; and "
               "only there";
      }
    }
  });
}

// A function on lanes: what it promises, in ulps, and the C library's version of it.
template <typename Function>
struct Promise {
  const char* name;
  Function on_lanes;
  long double (*exact)(long double);
  long double most;

  // Checks some numbers, which are of the kind that `numbers_are` says. `why`: the likely mistake.
  void check(const char* numbers_are, const Numbers& numbers, const char* why) const {
    long double worst = -1;
    std::string worst_case;
    for (std::size_t i = 0; i < numbers.size(); i += 4) {
      const auto results = on_lanes(side_by_side<4>(numbers, i));
      for (std::size_t lane = 0; lane < std::min<std::size_t>(4, numbers.size() - i); ++lane) {
        const Scalar x = numbers[i + lane];
        const long double expected = exact(x);
        const long double error = ulps(results[lane], expected);
        if (error <= worst) continue;
        worst = error;
        worst_case = std::string(name) + '(' + all_digits(x) + ") is " + all_digits(results[lane]) +
                     ", and should be " + all_digits(static_cast<Scalar>(expected));
      }
    }
    EXPECT_LE(worst, most + micrograd::testing::kErrorOfTheExact<Scalar>)
        << worst_case << ": off by " << static_cast<double>(worst) << " ulps, and "
        << static_cast<double>(most) << " are promised. The worst of " << numbers.size() << ' '
        << numbers_are << ". " << why;
  }

  // Checks that a number has one result: in each lane, for each width, and whatever is beside it.
  void check_lanes() const {
    Numbers numbers = kSorts;
    std::mt19937_64 random(1);
    for (int i = 0; i < 51; ++i) numbers.push_back(8 * micrograd::uniform(random));
    Numbers results;
    for (const Scalar x : numbers) results.push_back(on_lanes(Lanes<4>(x))[0]);
    for_each_width([&]<std::size_t W>(Lanes<W>) {
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto got = on_lanes(side_by_side<W>(numbers, i));
        for (std::size_t lane = 0; lane < W; ++lane) {
          const std::size_t k = (i + lane) % numbers.size();
          ASSERT_TRUE(same(got[lane], results[k]))
              << name << '(' << all_digits(numbers[k]) << ") is " << all_digits(got[lane]) << " in "
              << where(lane, W) << ", where other numbers are beside it, and "
              << all_digits(results[k]) << " in a lane of 4, all of which have this number";
        }
      }
    });
  }
};

// clang 14 has to be told.
template <typename Function>
Promise(const char*, Function, long double (*)(long double), long double) -> Promise<Function>;

const Promise kExp{"exp", [](auto x) { return exp(x); }, std::exp, 2};
const Promise kTanh{"tanh", [](auto x) { return tanh(x); }, std::tanh, 3};
const Promise kLog{"log", [](auto x) { return log(x); }, std::log, 2};

// Any numbers at all: bits at random. Some are infinite or nan.
Numbers any_numbers(std::size_t size) {
  using Bits = std::conditional_t<sizeof(Scalar) == 8, std::uint64_t, std::uint32_t>;
  std::mt19937_64 random(2);
  Numbers all(size);
  for (Scalar& x : all) x = std::bit_cast<Scalar>(static_cast<Bits>(random()));
  return all;
}

// Numbers between two others, evenly.
Numbers between(Scalar low, Scalar high, std::size_t size) {
  std::mt19937_64 random(3);
  Numbers all(size);
  for (Scalar& x : all) x = low + (high - low) * (micrograd::uniform(random) + 1) / 2;
  return all;
}

// Numbers of all sizes up to that one, of both signs if wanted.
Numbers sizes_up_to(Scalar most, bool both_signs) {
  std::mt19937_64 random(4);
  Numbers all;
  for (Scalar end = most; end > 0; end /= 2) {
    for (int i = 0; i < 4; ++i) {
      const Scalar x = end * ((micrograd::uniform(random) + 3) / 4);
      all.push_back(both_signs && i % 2 == 0 ? -x : x);
    }
  }
  return all;
}

TEST(Exp, IsWithinTwoUlps) {
  const Scalar end = std::log(Limits::max());    // 709.8, or 88.7
  const Scalar least = std::log(Limits::min());  // -708.4, or -87.3
  const Scalar last = std::log(kSmallest) - 1;   // -745.4, or -104.3
  kExp.check(
      "numbers near 0", between(-1, 1, 20'000),
      "|r| is at most log(2)/2, and the series needs as many terms as the last digit asks for");
  kExp.check("numbers of all sizes", sizes_up_to(end, true), "r is x, where x is tiny");
  kExp.check("numbers between -700 and 700, or -80 and 80", between(-end + 9, end - 9, 20'000),
             "Where n is large, so is n times the error of log 2: it takes log 2 in two parts");
  kExp.check(
      "numbers whose results are nearly the largest", between(end - 1, end, 1000),
      "2^n itself may be too large for a number, where the result isn't: take it in two factors");
  kExp.check(
      "numbers whose results are tiny, and have fewer bits", between(last, least, 2000),
      "Below 2^-1022 (in float, 2^-126), 2^n has no exponent of its own: take it in two factors, "
      "of which each has. And a tiny number isn't 0");
  kExp.check("numbers whose results are infinite",
             {end + 1, end + 300, 1000, 1e30f, Limits::max(), kInfinity},
             "A number beyond the end is to become one just beyond it, before n is made of it");
  kExp.check("numbers whose results are 0",
             {last - 1, last - 300, -1000, -1e30f, Limits::lowest(), -kInfinity},
             "A number beyond the end is to become one just beyond it, before n is made of it");
  EXPECT_EQ(total(exp(Lanes<2>(-kInfinity))), 0)
      << "exp of minus infinity: 0, and not the smallest number that isn't";
  EXPECT_EQ(total(exp(Lanes<2>(Limits::lowest()))), 0) << "exp of the lowest number";
  kExp.check("nan", {kNan, -kNan}, "A nan stays nan: it is not more than anything, and not less");
  kExp.check("other numbers", kSorts, "");
  kExp.check("numbers of any bits", any_numbers(20'000), "");
}

TEST(Exp, IsTheSameInEachLane) { kExp.check_lanes(); }

TEST(Tanh, IsWithinThreeUlps) {
  kTanh.check(
      "numbers near 0", between(-0.25, 0.25, 10'000),
      "e^y - 1 is small there. It has all its digits only if no 1 was ever added: it is 2^n "
      "(e^r - 1) + (2^n - 1)");
  kTanh.check("numbers where it bends", between(-3, 3, 20'000), "");
  kTanh.check("numbers on the way to 1", between(3, 24, 10'000),
              "From 19.1 on (in float, 9.1) it is rounded to 1, and not before");
  kTanh.check("numbers of all sizes", sizes_up_to(1, true), "Where x is tiny, tanh(x) is x");
  kTanh.check(
      "numbers of 20 and more", {20, 40, 400, 800, 1e30f, Limits::max(), kInfinity},
      "There it is 1. e^y becomes infinite, and infinity / infinity is nan: so is y to have "
      "an end");
  kTanh.check("numbers of -20 and less",
              {-20, -40, -400, -800, -1e30f, Limits::lowest(), -kInfinity}, "There it is -1");
  kTanh.check("nan", {kNan, -kNan}, "A nan stays nan: it is not more than anything, and not less");
  kTanh.check("other numbers", kSorts, "");
  kTanh.check("numbers of any bits", any_numbers(20'000), "");
}

TEST(Tanh, KeepsTheSign) {
  for_each_width([]<std::size_t W>(Lanes<W>) {
    for (const Scalar x :
         {Scalar(0), kSmallest, Limits::min(), Scalar(0.25), Scalar(3), kInfinity}) {
      for (std::size_t lane = 0; lane < W; ++lane) {
        Lanes<W> all = x;
        all.set(lane, -x);
        const Lanes<W> y = tanh(all);
        for (std::size_t k = 0; k < W; ++k) {
          ASSERT_EQ(std::signbit(y[k]), k == lane)
              << "tanh(" << (k == lane ? "-" : "") << x << ") is " << y[k] << " in " << where(k, W)
              << ", of which only lane " << lane
              << " is negative. The sign is a bit, which -0.0 has too, though it isn't less than 0";
          ASSERT_EQ(std::abs(y[k]), std::abs(y[lane])) << "tanh(-x) is -tanh(x), for x = " << x;
        }
      }
    }
  });
}

TEST(Tanh, IsTheSameInEachLane) { kTanh.check_lanes(); }

TEST(Log, IsWithinTwoUlps) {
  kLog.check(
      "numbers just below 1", between(0.75, 1, 10'000),
      "Where m is nearly 2 and n is -1, the two nearly cancel: m has to be nearly 1 there. And "
      "m - 1 is exact");
  kLog.check("numbers just above 1", between(1, 1.5, 10'000), "");
  Numbers next_to_1;
  for (const Scalar x : sizes_up_to(0.5, true)) next_to_1.push_back(1 + x);
  kLog.check("numbers next to 1", next_to_1, "log(1 + f) is nearly f");
  kLog.check(
      "numbers up to 1000", between(Scalar(1e-3), 1000, 20'000),
      "The series needs as many terms as the last digit asks for. And n log 2 is exact only if "
      "log 2 is in two parts");
  kLog.check("numbers of all sizes", sizes_up_to(Limits::max() / 2, false), "");
  kLog.check(
      "tiny numbers, which have fewer bits", sizes_up_to(Limits::min() / 2, false),
      "Below 2^-1022 (in float, 2^-126), a number has no exponent of its own: multiply it first, "
      "and subtract from n what that was");
  kLog.check("zeros", {0, Scalar(-0.0)}, "Minus infinity, of both");
  kLog.check("negative numbers", {-1, -kSmallest, -Limits::min(), Limits::lowest(), -kInfinity},
             "A negative number has no logarithm: nan");
  kLog.check("the largest numbers, and infinity", {Limits::max() / 2, Limits::max(), kInfinity},
             "The logarithm of infinity is infinity");
  kLog.check("nan", {kNan, -kNan}, "A nan stays nan: it is not more than anything, and not less");
  kLog.check("numbers of any bits", any_numbers(20'000), "");
}

TEST(Log, IsTheSameInEachLane) { kLog.check_lanes(); }

// Samples of two numbers: 1 and -1, 2 and -2, and so on.
std::vector<std::array<Scalar, 2>> counted(std::size_t size) {
  std::vector<std::array<Scalar, 2>> samples(size);
  for (std::size_t i = 0; i < size; ++i) {
    samples[i] = {static_cast<Scalar>(i + 1), -static_cast<Scalar>(i + 1)};
  }
  return samples;
}

// Checks the batches of that many samples.
template <std::size_t W>
void expect_batches(std::size_t size) {
  const auto samples = counted(size);
  const std::vector<Batch<W, 2>> all = batches<W, 2>(samples);
  ASSERT_EQ(all.size(), (size + W - 1) / W) << "batches of " << size << " samples, " << W
                                            << " in each, and the last one with what remains";
  for (std::size_t i = 0; i < all.size() * W; ++i) {
    const auto& [numbers, taking_part] = all[i / W];
    const std::string here = where(i % W, W) + " of batch " + std::to_string(i / W) + ", of " +
                             std::to_string(size) + " samples";
    const bool left_over = i >= size;
    const std::array<Scalar, 2>& expected = samples[left_over ? size - 1 : i];
    for (std::size_t k = 0; k < 2; ++k) {
      ASSERT_EQ(numbers[k][i % W], expected[k])
          << "numbers[" << k << "] in " << here << ": "
          << (left_over ? "it is left over, and has a copy of the last sample"
                        : "sample " + std::to_string(i) + ", for they stay in their order");
    }
    ASSERT_EQ(taking_part[i % W], left_over ? 0 : 1)
        << "taking_part in " << here << (left_over ? ": it is left over" : ": it has a sample");
  }
}

TEST(Batches, HaveTheSamplesInTheirOrder) {
  for (const std::size_t size : {1u, 2u, 3u, 4u, 7u, 8u, 9u, 16u, 17u, 100u, 5u, 0u}) {
    for_each_width([&]<std::size_t W>(Lanes<W>) { expect_batches<W>(size); });
  }
}

// Runs programs for all samples, one by one and W at a time, and compares all that comes out. The parameters are
// whatever is before the mark.
template <std::size_t W, typename C, std::size_t N>
void expect_the_same(const std::string& what, const C& code, Tape& tape,
                     const std::vector<std::array<Scalar, N>>& samples) {
  Program<Scalar, C> one(code);
  Program<Lanes<W>, C> several(code);
  one.read_parameters(tape);
  several.read_parameters(tape);
  std::vector<Scalar> sums(code.outputs.size());
  std::vector<Scalar> expected_sums(code.outputs.size());
  std::size_t sample = 0;
  const std::vector<Batch<W, N>> all = batches<W, N>(samples);
  ASSERT_EQ(all.size(), (samples.size() + W - 1) / W) << "batches of " << W;
  for (const auto& [numbers, taking_part] : all) {
    std::vector<Lanes<W>> seeds(code.outputs.size());
    for (std::size_t k = 0; k < seeds.size(); ++k) {
      seeds[k] = (Scalar(1.5) - static_cast<Scalar>(k)) * taking_part;
    }
    const auto outputs = several.forward(numbers);
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += total(outputs[k] * taking_part);
    several.backward(seeds);
    for (std::size_t lane = 0; lane < W; ++lane, ++sample) {
      const std::string here = what + " in " + where(lane, W) + ", for sample " +
                               std::to_string(sample) + " of " + std::to_string(samples.size()) +
                               ", by a program on lanes, and by one that runs one sample";
      if (sample >= samples.size()) {
        for (std::size_t i = 0; i < N; ++i) {
          ASSERT_EQ(several.input_gradients()[i][lane], 0)
              << what << " in " << where(lane, W) << ", which is left over: its seed is 0";
        }
        continue;
      }
      const auto expected = one.forward(samples[sample]);
      std::vector<Scalar> seed(seeds.size());
      for (std::size_t k = 0; k < seeds.size(); ++k) {
        ASSERT_TRUE(alike(outputs[k][lane], expected[k])) << "output " << k << " of " << here;
        expected_sums[k] += expected[k];
        seed[k] = Scalar(1.5) - static_cast<Scalar>(k);
      }
      one.backward(seed);
      for (std::size_t i = 0; i < N; ++i) {
        ASSERT_TRUE(alike(several.input_gradients()[i][lane], one.input_gradients()[i]))
            << "the gradient of input " << i << " of " << here;
      }
    }
  }
  for (std::size_t k = 0; k < sums.size(); ++k) {
    ASSERT_TRUE(alike(sums[k], expected_sums[k]))
        << "output " << k << " of " << what << ", times taking_part, added up over all samples";
  }
  one.write_gradients(tape);
  const Numbers gradients(tape.gradients().begin(), tape.gradients().end());
  several.write_gradients(tape);
  for (std::size_t i = 0; i < code.mark; ++i) {
    ASSERT_TRUE(alike(tape.gradients()[i], gradients[i]))
        << "the gradient of the number at place " << i << " of the tape, for " << what << " on "
        << W << " lanes: the sum over all " << samples.size() << " samples, which are in all lanes";
  }
}

// The code, and the code fused, on lanes of each width.
template <std::size_t N>
void expect_the_same_everywhere(const std::string& what, const Code& code, Tape& tape,
                                const std::vector<std::array<Scalar, N>>& samples) {
  const Fused fused = fuse(code);
  for_each_width([&]<std::size_t W>(Lanes<W>) {
    if (::testing::Test::HasFatalFailure()) return;
    expect_the_same<W>(what, code, tape, samples);
    expect_the_same<W>(what + ", fused,", fused, tape, samples);
  });
}

struct Kind {
  const char* name;
  Value (*record)(Value a, Value b);
};

const std::vector<Kind> kKinds{{"a + b", [](Value a, Value b) { return a + b; }},
                               {"a + 2", [](Value a, Value) { return a + 2.0; }},
                               {"a * b", [](Value a, Value b) { return a * b; }},
                               {"a * 3", [](Value a, Value) { return a * 3.0; }},
                               {"a / b", [](Value a, Value b) { return a / b; }},
                               {"a / 4", [](Value a, Value) { return a / 4.0; }},
                               {"5 / a", [](Value a, Value) { return 5.0 / a; }},
                               {"tanh(a)", [](Value a, Value) { return tanh(a); }},
                               {"exp(a)", [](Value a, Value) { return exp(a); }},
                               {"log(a)", [](Value a, Value) { return log(a); }},
                               {"relu(a)", [](Value a, Value) { return relu(a); }},
                               {"pow(a, 3)", [](Value a, Value) { return pow(a, 3); }},
                               {"pow(a, 0)", [](Value a, Value) { return pow(a, 0); }}};

TEST(Programs, ComputeTheSameOnLanes) {
  // Neither these, nor half of them, is a multiple of 4. At 0, some partials and results are infinite or nan.
  const std::vector<std::array<Scalar, 2>> positive{{0.5, 2}, {3, 0.25}, {1, 1},
                                                    {7, 4},   {2, 0.5},  {0.125, 3}};
  const std::vector<std::array<Scalar, 2>> any{
      {0.5, 2}, {-1.5, 4}, {0, -2}, {3, 0}, {-4, -0.25}, {0, 0}, {kInfinity, 1}, {kNan, 1}, {2, 5}};
  for (const auto& [name, record] : kKinds) {
    Tape tape(20);
    const Value w = tape.value(1.25);
    const Value b = tape.value(-0.5);
    const Mark mark = tape.mark();
    const std::array<Value, 2> x{tape.value(0.0), tape.value(0.0)};
    expect_the_same_everywhere(std::string(name) + " for a = 1.25 * input 0 and b = input 1",
                               Code(record(w * x[0], x[1]), mark), tape, positive);
    if (HasFatalFailure()) return;
    expect_the_same_everywhere(std::string(name) + " for the two inputs, of any sort",
                               Code(record(x[0], x[1]), mark), tape, any);
    if (HasFatalFailure()) return;
    const std::array<Value, 2> roots{record(x[1] * w - b, x[0]) * b, x[0] + b};
    expect_the_same_everywhere(std::string(name) + " for a = 1.25 * input 1 + 0.5 and b = input 0",
                               Code(roots, mark), tape, positive);
    if (HasFatalFailure()) return;
  }
}

TEST(Programs, RunANetworkOnLanes) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const micrograd::Mlp<2, 5, 3, 1> network(tape, random);
  const Mark mark = tape.mark();
  const std::array<Value, 2> x{tape.value(0.0), tape.value(0.0)};
  const Value target = tape.value(0.0);
  const Value miss = network(x)[0] - target;
  const std::array<Value, 2> roots{miss * miss, log(miss * miss / target)};
  for (const std::size_t size : {1u, 4u, 13u}) {
    std::vector<std::array<Scalar, 3>> samples(size);
    for (auto& [x0, x1, t] : samples) {
      x0 = 2 * micrograd::uniform(random);
      x1 = 2 * micrograd::uniform(random);
      t = 2 + micrograd::uniform(random);
    }
    expect_the_same_everywhere("a network's squared error, and its logarithm after a division",
                               Code(roots, mark), tape, samples);
    if (HasFatalFailure()) return;
  }
}

TEST(Programs, RememberNothingAndAllocateNothing) {
  const Hint hint("Is anything static, or made anew in each run?");
  Tape tape(20);
  const Value w = tape.value(0.5);
  const Mark mark = tape.mark();
  const Value x = tape.value(0.0);
  Program<Lanes<4>, Fused> first(fuse(Code(log(exp(relu(w * x))) + tanh(x - x), mark)));
  Program<Lanes<4>, Fused> second(fuse(Code(w * x + x, mark)));
  const auto inputs = batches<4, 2>(counted(3));
  ASSERT_EQ(inputs.size(), 1);
  first.read_parameters(tape);
  second.read_parameters(tape);
  const std::size_t before = allocations();
  for (int run = 1; run <= 2; ++run) {
    const std::span<const Lanes<4>> numbers(inputs[0].numbers.data(), 1);
    EXPECT_TRUE(alike(first.forward(numbers)[0][1], 1)) << "log(exp(relu(0.5 * 2))) in lane 1";
    EXPECT_TRUE(alike(second.forward(numbers)[0][2], 4.5)) << "0.5 * 3 + 3 in lane 2";
    first.backward(std::array{inputs[0].taking_part});
    second.backward(std::array{inputs[0].taking_part});
    first.write_gradients(tape);
    EXPECT_TRUE(alike(w.grad(), static_cast<Scalar>(6 * run)))
        << "1 + 2 + 3, added up over all lanes in which a sample takes part, in each run";
    second.write_gradients(tape);
    EXPECT_TRUE(alike(w.grad(), static_cast<Scalar>(6 * run))) << "the second program's sum";
  }
  EXPECT_EQ(allocations() - before, 0) << "calls of operator new while the programs run";
}

}  // namespace
