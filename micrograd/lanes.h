/// \file
/// Lesson 14: several samples at once. Lanes<4> is four numbers side by side, and each operation works on all four:
/// SIMD, single instruction, multiple data.
///
///     Lanes<4> x = 0.5;           // 0.5 in each of four lanes
///     x.set(3, 20.0);
///     Lanes<4> y = tanh(2 * x);   // y[0] is tanh(1), y[3] is 1
///
///     Program<Lanes<4>, Fused> program(fuse(code));  // runs four samples at once
#ifndef MICROGRAD_LANES_H_
#define MICROGRAD_LANES_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "fuse.h"

namespace micrograd {

/// How many numbers a register holds, on the machine that the compiler builds for. More lanes work too, but
/// slowly: 8 doubles on AVX2 take 2 to 4 times as long as 4.
#if defined(__AVX512F__)
inline constexpr std::size_t kMachineLanes = 64 / sizeof(Scalar);
#elif defined(__AVX__)
inline constexpr std::size_t kMachineLanes = 32 / sizeof(Scalar);
#else
inline constexpr std::size_t kMachineLanes = 16 / sizeof(Scalar);  // SSE2 and NEON
#endif

/// The compiler's vector of W numbers. (In a class of its own, because g++ ignores vector_size on a type
/// that depends on the parameters of the class that it is declared in.)
template <typename T, std::size_t W>
struct VectorOf {
  using Type [[gnu::vector_size(W * sizeof(T))]] =
      T;  ///< g++'s and clang's; both pick the instructions.
};

/// W numbers, where W is a power of two. All comparisons are of lane with lane, and nan is never less, equal or more.
template <std::size_t W>
class Lanes {
  using Limits = std::numeric_limits<Scalar>;
  using Integer = std::conditional_t<sizeof(Scalar) == 8, std::uint64_t, std::uint32_t>;
  using Vector = typename VectorOf<Scalar, W>::Type;
  using Bits = typename VectorOf<Integer, W>::Type;

 public:
  static constexpr std::size_t kWidth = W;  ///< How many.

  Lanes() = default;                     ///< Not initialised, like a double.
  Lanes(Scalar x) : v_(Vector{} + x) {}  ///< The same number in every lane.

  Scalar operator[](std::size_t lane) const { return v_[lane]; }  ///< The number in that lane.
  void set(std::size_t lane, Scalar x) { v_[lane] = x; }          ///< Changes it.

  friend Lanes operator+(Lanes a, Lanes b) {
    return a.v_ + b.v_;
  }  ///< In every lane; so all below.
  friend Lanes operator-(Lanes a, Lanes b) { return a.v_ - b.v_; }  ///< a - b.
  friend Lanes operator*(Lanes a, Lanes b) { return a.v_ * b.v_; }  ///< a * b.
  friend Lanes operator/(Lanes a, Lanes b) { return a.v_ / b.v_; }  ///< a / b.
  friend Lanes operator-(Lanes a) { return -a.v_; }                 ///< -a.
  Lanes& operator+=(Lanes b) { return *this = *this + b; }          ///< Adds b.
  Lanes& operator-=(Lanes b) { return *this = *this - b; }          ///< Subtracts b.
  Lanes& operator*=(Lanes b) { return *this = *this * b; }          ///< Multiplies by b.
  Lanes& operator/=(Lanes b) { return *this = *this / b; }          ///< Divides by b.

  /// x, or 0 where it is not positive; a nan stays nan.
  friend Lanes positive_part(Lanes x) { return x.v_ <= 0 ? Vector{} : x.v_; }

  /// The slope of positive_part(): 1 where x is positive, or nan; and elsewhere 0.
  friend Lanes positive_slope(Lanes x) { return x.v_ <= 0 ? Vector{} : Vector{} + 1; }

  /// partial * gradient, but 0 where the gradient is 0.
  friend Lanes share(Lanes partial, Lanes gradient) {
    return gradient.v_ == 0 ? Vector{} : partial.v_ * gradient.v_;
  }

  /// The sum of all lanes.
  friend Scalar total(Lanes x) {
    Scalar sum = 0;
    for (std::size_t lane = 0; lane < W; ++lane) sum += x[lane];
    return sum;
  }

  /// x to the power of a plain number, a lane at a time, as std::pow does it.
  friend Lanes pow(Lanes x, Scalar number) {
    for (std::size_t lane = 0; lane < W; ++lane) x.v_[lane] = std::pow(x.v_[lane], number);
    return x;
  }

  /// e^x, within 2 units in the last place (ulps) of the exact value, for every number; like std::exp, it is
  /// infinite from 709.8 on (in float, from 88.8), and 0 from -745.2 on (-104).
  friend Lanes exp(Lanes x) {
    // Beyond this, the result is 0 or infinite; and 2^n is a number as long as |n| is half as much.
    constexpr Scalar kMost = kLog2 * (Limits::max_exponent + Limits::digits + 2);
    const Vector y = x.v_ > kMost ? Vector{} + kMost : x.v_ < -kMost ? Vector{} - kMost : x.v_;
    const Vector n = whole(y * (1 / kLog2));
    const Vector half = whole(n * Scalar(0.5));
    return (1 + exp_minus_1(y, n)) * power_of_2(half) * power_of_2(n - half);
  }

  /// tanh, within 3 ulps, for every number. The sign of -0.0 is kept, and nan stays nan. (The most seen in 100
  /// million numbers was 2.6.)
  ///
  /// With y = 2|x| and E = e^y - 1, it is E / (E + 2), with the sign of x. (Always inlined, so that the next one begins
  /// before it has ended: in lesson 15, a small network is 8 % faster.)
  [[gnu::always_inline]] friend inline Lanes tanh(Lanes x) {
    const Bits sign = std::bit_cast<Bits>(x.v_) & kSign;
    const Vector y = 2 * std::bit_cast<Vector>(std::bit_cast<Bits>(x.v_) ^ sign);
    const Vector end =
        y > 40 ? Vector{} + 40 : y;  // tanh(20) is rounded to 1; so is every later one.
    const Vector n = whole(end * (1 / kLog2));
    const Vector scale = power_of_2(n);
    const Vector e = scale * exp_minus_1(end, n) + (scale - 1);
    return std::bit_cast<Vector>(std::bit_cast<Bits>(e / (e + 2)) | sign);
  }

  /// The natural logarithm, within 2 ulps, for every number: -infinity for 0 and -0.0, and nan for negative ones.
  ///
  /// x is 2^n m, where m is between sqrt(1/2) and sqrt(2), and log x = n log 2 + log m. With f = m - 1 and
  /// s = f / (2 + f), log m = 2 (s + s^3/3 + s^5/5 + ...); and 2s is f - s f, of which only the small part s f rounds.
  friend Lanes log(Lanes x) {
    // Tiny numbers have fewer bits, and no exponent: multiply them by 2^kBits first.
    const auto tiny = x.v_ < Limits::min();
    const Bits bits = std::bit_cast<Bits>(tiny ? x.v_ * (1 / Limits::epsilon()) : x.v_);
    // The exponent of x / sqrt(1/2), which may be negative; so the bias is added for the shift.
    const Bits above =
        bits - std::bit_cast<Integer>(Scalar(0.70710678118654752)) + (kBias << kBits);
    const Bits exponent = (above >> kBits) - kBias;
    const auto m = std::bit_cast<Vector>(bits - (exponent << kBits));
    const Vector n = std::bit_cast<Vector>(exponent + std::bit_cast<Integer>(kRound)) - kRound -
                     (tiny ? Vector{} + Scalar(kBits) : Vector{});

    const Vector f = m - 1;
    const Vector s = f / (2 + f);
    const Vector s2 = s * s;
    Vector series{};  // 2/3 + 2 s^2/5 + ... + 2 s^20/23
    for (int k = 23; k > 1; k -= 2) series = series * s2 + 2 / Scalar(k);
    const Vector result = n * kLog2High + (f - (s * (f - s2 * series) - n * kLog2Low));

    Vector end = x.v_ < 0 ? Vector{} + Limits::quiet_NaN() : x.v_;
    end = x.v_ == 0 ? Vector{} - Limits::infinity() : end;
    const auto usual = (x.v_ > 0) & (x.v_ <= Limits::max());
    return usual ? result : end;
  }

 private:
  static constexpr Integer kSign = Integer{1} << (8 * sizeof(Integer) - 1);
  static constexpr Integer kBits =
      Limits::digits - 1;  // Of a fraction; above them is the exponent.
  static constexpr Integer kBias = Limits::max_exponent - 1;  // 2^0 has this exponent.
  // Added to a number, it leaves the nearest integer in the low bits.
  static constexpr Scalar kRound = Scalar(1.5) / Limits::epsilon();
  // log 2, in one part; and in two, where the first has so few bits that n times it is exact.
  static constexpr Scalar kLog2 = Scalar(0.693147180559945309417L);
  static constexpr Scalar kLog2High = Scalar(sizeof(Scalar) == 8 ? 0x1.62e42feep-1 : 0x1.62ep-1);
  static constexpr Scalar kLog2Low = Scalar(0.693147180559945309417L - kLog2High);

  Lanes(Vector v) : v_(v) {}

  // The nearest integers.
  static Vector whole(Vector x) { return (x + kRound) - kRound; }

  // 2^n, for integers.
  static Vector power_of_2(Vector n) {
    return std::bit_cast<Vector>((std::bit_cast<Bits>(n + kRound) + kBias) << kBits);
  }

  // e^r - 1, where r = y - n log 2 is between -log(2)/2 and log(2)/2: so e^y is 2^n (1 + that).
  static Vector exp_minus_1(Vector y, Vector n) {
    const Vector r = (y - n * kLog2High) - n * kLog2Low;
    Vector series{};  // (e^r - 1 - r) / r^2 = 1/2! + r/3! + ... + r^11/13!
    for (const double factorial : {6227020800., 479001600., 39916800., 3628800., 362880., 40320.,
                                   5040., 720., 120., 24., 6., 2.}) {
      series = series * r + Scalar(1 / factorial);
    }
    return r + r * r * series;
  }

  Vector v_;
};

/// W samples of N numbers each, side by side: lane k has sample k.
template <std::size_t W, std::size_t N>
struct Batch {
  std::array<Lanes<W>, N> numbers;  ///< Number k of all samples.
  /// 1 in the lane of a sample; and 0 in those that are left over in the last batch, which have a copy of the last
  /// sample. As a seed, it keeps them out of the gradients.
  Lanes<W> taking_part;
};

/// All samples, W in a batch, in their order.
template <std::size_t W, std::size_t N>
std::vector<Batch<W, N>> batches(std::span<const std::array<Scalar, N>> samples) {
  std::vector<Batch<W, N>> all((samples.size() + W - 1) / W);
  for (std::size_t i = 0; i < all.size() * W; ++i) {
    Batch<W, N>& batch = all[i / W];
    const std::array<Scalar, N>& sample = samples[std::min(i, samples.size() - 1)];
    for (std::size_t k = 0; k < N; ++k) batch.numbers[k].set(i % W, sample[k]);
    batch.taking_part.set(i % W, i < samples.size() ? 1 : 0);
  }
  return all;
}

}  // namespace micrograd

#endif  // MICROGRAD_LANES_H_
