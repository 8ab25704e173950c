/// \file
/// Several numbers side by side, and operations that work on all of them at once (SIMD: single
/// instruction, multiple data). They are vectors of g++ and clang, for which the compiler picks the
/// machine's instructions.
///
///     Lanes<4> x = 0.5;           // 0.5 in each of four lanes
///     x.set(3, 20.0);
///     Lanes<4> y = tanh(2 * x);   // y[0] is tanh(1), y[3] is 1
#ifndef BENCHMARKS_LANES_H_
#define BENCHMARKS_LANES_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace benchmarks {

/// How many doubles one register holds, on the machine that the compiler builds for. More lanes
/// than that work too, but are slower: 8 lanes on AVX2 take 2 to 4 times as long as 4.
#if defined(__AVX512F__)
inline constexpr std::size_t kMachineLanes = 8;
#elif defined(__AVX__)
inline constexpr std::size_t kMachineLanes = 4;
#else
inline constexpr std::size_t kMachineLanes = 2;  // SSE2 and NEON
#endif

/// The compiler's vector of W numbers. (In a class of its own, because g++ ignores vector_size on a type
/// that depends on the parameters of the class that it is declared in.)
template <typename T, std::size_t W>
struct VectorOf {
  using Type [[gnu::vector_size(W * sizeof(T))]] = T;
};

/// W numbers, where W is a power of two.
template <std::size_t W>
class Lanes {
  using Vector = typename VectorOf<double, W>::Type;
  using Bits = typename VectorOf<std::int64_t, W>::Type;

 public:
  static constexpr std::size_t kWidth = W;

  Lanes() = default;                     ///< Not initialised, like a double.
  Lanes(double x) : v_(Vector{} + x) {}  ///< The same number in every lane.

  double operator[](std::size_t lane) const { return v_[lane]; }
  void set(std::size_t lane, double x) { v_[lane] = x; }

  friend Lanes operator+(Lanes a, Lanes b) { return a.v_ + b.v_; }
  friend Lanes operator-(Lanes a, Lanes b) { return a.v_ - b.v_; }
  friend Lanes operator*(Lanes a, Lanes b) { return a.v_ * b.v_; }
  Lanes& operator+=(Lanes b) { return *this = *this + b; }

  /// The sum of all lanes.
  friend double total(Lanes x) {
    double sum = 0;
    for (std::size_t lane = 0; lane < W; ++lane) sum += x[lane];
    return sum;
  }

  /// tanh in every lane, at most 3 units in the last place (ulps) from the exact value, for every
  /// double. The sign of -0.0 is kept, and nan stays nan. (The most seen in 120 million numbers was
  /// 2.6 ulps.)
  ///
  /// With y = 2|x| and E = e^y - 1, it is E / (E + 2), with the sign of x. To get E, write y as
  /// n ln 2 + r, where n is whole and |r| is at most half of ln 2. Then E = 2^n (e^r - 1) + (2^n - 1),
  /// and a short power series gives e^r - 1. There is no branch and no table, so all lanes take the
  /// same path.
  friend Lanes tanh(Lanes x) {
    const Bits sign = std::bit_cast<Bits>(x.v_) & INT64_MIN;
    Vector y = 2.0 * std::bit_cast<Vector>(std::bit_cast<Bits>(x.v_) & INT64_MAX);
    y = y > 40.0 ? Vector{} + 40.0 : y;  // tanh(20) is rounded to 1; so is every later one.

    constexpr double kRound =
        0x1.8p52;  // Added to a number, it leaves the nearest integer in the low bits.
    const Vector shifted = y * 0x1.71547652b82fep0 + kRound;  // y / ln 2
    const Vector n = shifted - kRound;
    const Vector r = (y - n * 0x1.62e42feep-1) - n * 0x1.a39ef35793c76p-33;  // ln 2, in two parts.

    Vector series{};  // (e^r - 1 - r) / r^2 = 1/2! + r/3! + ... + r^11/13!
    for (const double factorial : {6227020800., 479001600., 39916800., 3628800., 362880., 40320.,
                                   5040., 720., 120., 24., 6., 2.}) {
      series = series * r + 1 / factorial;
    }
    const Vector power = std::bit_cast<Vector>((std::bit_cast<Bits>(shifted) + 1023) << 52);  // 2^n
    const Vector e = power * (r + r * r * series) + (power - 1.0);
    return std::bit_cast<Vector>(std::bit_cast<Bits>(e / (e + 2.0)) | sign);
  }

 private:
  Lanes(Vector v) : v_(v) {}

  Vector v_;
};

}  // namespace benchmarks

#endif  // BENCHMARKS_LANES_H_
