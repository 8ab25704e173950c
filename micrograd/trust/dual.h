/// \file
/// Forward-mode differentiation: a number that carries its slope along, in plain double.
///
///     Dual x{3.0, 1.0, 1.0};  // "nudge x, and it moves by 1 times the nudge"
///     Dual y = x * x - x;     // value 6, slope 5 = 6 - 1, size 7 = 6 + 1
///
/// Nothing is recorded and nothing walks back, so it shares no mistake with a tape.
#ifndef MICROGRAD_TRUST_DUAL_H_
#define MICROGRAD_TRUST_DUAL_H_

#include <cmath>

namespace micrograd::trust {

/// A value, how fast it moves, and how large the shares are that add up to that speed.
///
/// Two correct ways to add up the shares may differ by a rounding error of the largest one. Where
/// shares cancel, as in x * x - x near 0.5, that is far more than a rounding error of the slope. So
/// "correct to 1e-12" means 1e-12 times `size`.
struct Dual {
  /// A plain number is one that does not move.
  Dual(double x, double dx = 0, double size_of_dx = 0) : value(x), slope(dx), size(size_of_dx) {}

  double value;  ///< The number itself.
  double slope;  ///< d(this)/d(the nudged number).
  double size;   ///< The same sum with every share taken as positive.
};

/// a + b: the slopes add up.
inline Dual operator+(Dual a, Dual b) {
  return {a.value + b.value, a.slope + b.slope, a.size + b.size};
}

/// a * b: each slope, times the other number.
inline Dual operator*(Dual a, Dual b) {
  return {a.value * b.value, a.slope * b.value + a.value * b.slope,
          a.size * std::abs(b.value) + std::abs(a.value) * b.size};
}

/// -a.
inline Dual operator-(Dual a) { return {-a.value, -a.slope, a.size}; }

/// a - b, which is a + (-b).
inline Dual operator-(Dual a, Dual b) { return a + -b; }

/// The slope of tanh as 1 / cosh(x)^2, unlike the engine, which computes 1 - tanh(x)^2. The
/// rounding error of that is one of a number near 1, so the size is that of a slope of 1.
inline Dual tanh(Dual x) {
  const double cosh = std::cosh(x.value);
  return {std::tanh(x.value), x.slope / (cosh * cosh), x.size};
}

}  // namespace micrograd::trust

#endif  // MICROGRAD_TRUST_DUAL_H_
