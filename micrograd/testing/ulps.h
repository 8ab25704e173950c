/// \file
/// How far a computed number is from the exact one, in units in the last place.
#ifndef MICROGRAD_TESTING_ULPS_H_
#define MICROGRAD_TESTING_ULPS_H_

#include <algorithm>
#include <cmath>
#include <limits>

namespace micrograd::testing {

/// Where long double is no longer than Real, what a function of the C library in long double may be off itself.
template <typename Real>
constexpr long double kErrorOfTheExact =
    std::numeric_limits<long double>::digits > std::numeric_limits<Real>::digits ? 0 : 1;

/// How far `got` is from the exact number, in units in the last place (ulps): the distance between the number of
/// type Real that is nearest to the exact one, and the next number. Beyond the largest number, the next one would be
/// 2^max_exponent, and infinity stands for it. Infinite if just one of the two is nan.
template <typename Real>
long double ulps(Real got, long double exact) {
  using Limits = std::numeric_limits<Real>;
  if (std::isnan(got) || std::isnan(exact)) {
    return std::isnan(got) && std::isnan(exact) ? 0 : Limits::infinity();
  }
  if (got == static_cast<Real>(exact)) exact = got;  // Also where 2^max_exponent is no long double.
  const long double end = std::ldexp(1.0L, Limits::max_exponent);
  const long double a = std::clamp<long double>(got, -end, end);
  const long double b = std::clamp(exact, -end, end);
  if (a == b) return 0;
  const Real size = std::min(std::abs(static_cast<Real>(b)), Limits::max());
  const Real unit = size < Limits::max() ? std::nextafter(size, Limits::infinity()) - size
                                         : size - std::nextafter(size, Real{0});
  return std::abs(a - b) / unit;
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_ULPS_H_
