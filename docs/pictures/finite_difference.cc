// How wrong a central difference is, by how far it nudges, for finite_difference.gp: in each line the
// step, the error in float, and the error in double. Then, after an empty line or two, the same of the
// steps that gradient checks use: the type, the step, the error.
//
// The function is tanh, and the error the largest at 101 places from -1 to 1.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "micrograd/testing/finite_difference.h"

namespace {

using micrograd::testing::nudge;

template <typename Real>
double error(Real step) {
  double largest = 0;
  for (int i = -50; i <= 50; ++i) {
    const Real x = static_cast<Real>(i) / 50;
    const Real above = x + step;
    const Real below = x - step;
    const Real slope = (std::tanh(above) - std::tanh(below)) / (above - below);
    const double t = std::tanh(static_cast<double>(x));
    largest = std::max(largest, std::abs(static_cast<double>(slope) - (1 - t * t)));
  }
  return largest;
}

}  // namespace

int main() {
  for (int k = -4; k >= -52; --k) {  // Steps of 10^(k/4): from 0.1 to 10^-13.
    const double step = std::pow(10.0, k / 4.0);
    std::printf("%g ", step);
    if (step > 1e-6) {
      std::printf("%g", error(static_cast<float>(step)));
    } else {
      std::printf("?");  // float can't tell the nudged number from the number.
    }
    std::printf(" %g\n", error(step));
  }
  const float in_float = nudge(1.0F);
  const double in_double = nudge(1.0);
  std::printf("\n\nfloat %g %g\ndouble %g %g\n", static_cast<double>(in_float), error(in_float),
              in_double, error(in_double));
}
