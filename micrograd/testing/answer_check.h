/// \file
/// The answer check: what a neuron, a layer or a network says, against the same arithmetic in plain
/// double.
///
///     EXPECT_PRED_FORMAT1(AreAnswersOf<Scalar>({2, 3}, parameters, x), data_of(layer(x)));
#ifndef MICROGRAD_TESTING_ANSWER_CHECK_H_
#define MICROGRAD_TESTING_ANSWER_CHECK_H_

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "micrograd/testing/gradient_check.h"  // rounding()

namespace micrograd::testing {

/// What AreAnswersOf() says of these outputs. `what` names them, and `tolerance` is how far one may be
/// off.
::testing::AssertionResult report(const std::string& what, const std::vector<std::size_t>& sizes,
                                  const std::vector<double>& parameters,
                                  const std::vector<double>& x, const std::vector<double>& outputs,
                                  double tolerance, const std::string& otherwise);

/// A predicate of a vector of outputs: are they plain_network(sizes, parameters, x), but for what Real
/// rounds? Where they are not, it says for each output what came and what should have come, and the
/// likely mistake: where the numbers don't tell, `otherwise`, or the likeliest ones of all.
template <typename Real>
auto AreAnswersOf(const std::vector<std::size_t>& sizes, const std::vector<double>& parameters,
                  const std::vector<double>& x, const std::string& otherwise = "") {
  return [=](const char* expression, const std::vector<double>& outputs) {
    return report(expression, sizes, parameters, x, outputs, rounding<Real>(), otherwise);
  };
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_ANSWER_CHECK_H_
