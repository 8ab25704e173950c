/// \file
/// The gradient check: an engine's gradients against finite differences of the same function.
///
///     auto f = [](const auto& x) { return x[0] * x[1]; };   // for doubles and for Values
///     ...record f on a tape at {2, 3}, run the backward pass, collect the gradients...
///     EXPECT_PRED_FORMAT1(AreGradientsOf(f, {2.0, 3.0}), gradients);
///
/// The engine never computes the expected values: f is evaluated again, in plain double.
#ifndef MICROGRAD_TESTING_GRADIENT_CHECK_H_
#define MICROGRAD_TESTING_GRADIENT_CHECK_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "micrograd/testing/diagnosis.h"
#include "micrograd/testing/finite_difference.h"

namespace micrograd::testing {

/// How far a gradient may be from the finite difference, for a result and derivatives of order 1.
///
/// In double, the finite difference itself is off by about 1e-10, so 1e-8 allows for that and still
/// catches every mistake in a formula. An engine that computes in a shorter type is allowed more.
template <typename Real>
constexpr double tolerance() {
  return std::max(1e-8, 100.0 * static_cast<double>(std::numeric_limits<Real>::epsilon()));
}

/// How far apart two ways to compute a number of order 1, in a hundred operations or so, may be
/// through rounding alone: 2e-15 in double.
template <typename Real>
constexpr double rounding() {
  return 10.0 * static_cast<double>(std::numeric_limits<Real>::epsilon());
}

/// Compares the rows, marks the wrong ones, and reports on all of them.
///
/// `what` names the gradients, and `scale` is the size of the function's result. Fails if a
/// gradient is off by more than `tolerance * max(1, scale, |expected|)`, and also if the check
/// could not fail: if no expected gradient is at least a hundred times as large as that.
::testing::AssertionResult report(const std::string& what, std::vector<Row> rows, double scale,
                                  double tolerance);

/// A predicate for a vector of gradients: do they agree with finite differences of `f` at `inputs`?
///
/// `f` takes a std::vector<double> and returns a double. `names` are for the report; without them
/// the inputs are x[0], x[1], ... If not, it reports for each input the value, the tape's gradient,
/// the finite difference and the relative error, and then the likely mistake.
template <typename Function>
auto AreGradientsOf(Function f, const std::vector<double>& inputs,
                    const std::vector<std::string>& names = {}) {
  return [=]<typename Real>(const char* expression, const std::vector<Real>& gradients) {
    if (gradients.size() != inputs.size()) {
      return ::testing::AssertionFailure() << expression << ": there are " << inputs.size()
                                           << " inputs and " << gradients.size() << " gradients";
    }
    const std::vector<double> expected = finite_differences(f, inputs);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const std::string name = i < names.size() ? names[i] : "x[" + std::to_string(i) + "]";
      rows.push_back({name, inputs[i], static_cast<double>(gradients[i]), expected[i], false});
    }
    return report(expression, std::move(rows), std::abs(f(inputs)), tolerance<Real>());
  };
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_GRADIENT_CHECK_H_
