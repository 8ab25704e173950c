/// \file
/// The answer check: compares the outputs of a neuron, a layer or a network with the same
/// arithmetic in plain double.
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

/// A predicate for a vector of outputs: are they plain_network(sizes, parameters, x), up to
/// rounding in Real? If not, it says what each output is and what it should be, and names the
/// likely mistake. If the numbers don't tell which, it says `otherwise`, or names the most common
/// ones.
template <typename Real>
auto AreAnswersOf(const std::vector<std::size_t>& sizes, const std::vector<double>& parameters,
                  const std::vector<double>& x, const std::string& otherwise = "") {
  return [=](const char* expression, const std::vector<double>& outputs) {
    return report(expression, sizes, parameters, x, outputs, rounding<Real>(), otherwise);
  };
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_ANSWER_CHECK_H_
