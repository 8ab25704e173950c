/// \file
/// Derivatives by nudging: move one input a little, see how far the result moves.
///
///     auto f = [](const auto& x) { return x[0] * x[1]; };
///     finite_differences(f, {2.0, 3.0});  // {3.0, 2.0}, to about ten digits
#ifndef MICROGRAD_TESTING_FINITE_DIFFERENCE_H_
#define MICROGRAD_TESTING_FINITE_DIFFERENCE_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

/// Checks gradients without depending on an engine: expected values are computed in plain double.
namespace micrograd::testing {

/// How far to nudge x: the cube root of the type's epsilon, times the scale of x, about 6e-6 in
/// double. The central difference is off by about step^2 from the curve's bend and by epsilon /
/// step from rounding; here the two are equally small. Source: Press et al., Numerical Recipes, 3rd
/// ed., section 5.7.
template <typename Real>
Real nudge(Real x) {
  return std::cbrt(std::numeric_limits<Real>::epsilon()) * std::max(Real{1}, std::abs(x));
}

/// df/dx[i] for every i, at x, by central differences: (f(x + h) - f(x - h)) / 2h. `f` takes a
/// std::vector<double> and returns a double.
template <typename Function>
std::vector<double> finite_differences(const Function& f, std::vector<double> x) {
  std::vector<double> slopes;
  for (double& input : x) {
    const double at = input;
    const double above = at + nudge(at);
    const double below = at - nudge(at);
    input = above;
    const double up = f(x);
    input = below;
    const double down = f(x);
    input = at;
    slopes.push_back((up - down) / (above - below));
  }
  return slopes;
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_FINITE_DIFFERENCE_H_
