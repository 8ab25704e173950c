/// \file
/// The answer check: what a neuron, a layer or a network says, against the same arithmetic in plain
/// double.
///
///     EXPECT_THAT(data_of(layer(x)), AreAnswersOf<Scalar>({2, 3}, parameters, x));
#ifndef MICROGRAD_TESTING_ANSWER_CHECK_H_
#define MICROGRAD_TESTING_ANSWER_CHECK_H_

#include <cstddef>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "micrograd/testing/gradient_check.h"  // rounding()

namespace gradcheck {

/// Which mistake in a neuron, layer or network gives these outputs: a sentence or two, or "" where the
/// numbers don't tell. `sizes`, `parameters` and `x` are plain_network()'s.
std::string likely_mistake(const std::vector<std::size_t>& sizes,
                           const std::vector<double>& parameters, const std::vector<double>& x,
                           const std::vector<double>& outputs);

/// What AreAnswersOf() makes; its members are GoogleMock's business.
class AnswerMatcher {
 public:
  /// Tells GoogleMock that this is a matcher.
  using is_gtest_matcher = void;

  /// See AreAnswersOf. `tolerance` is how far an answer may be off.
  AnswerMatcher(std::vector<std::size_t> sizes, std::vector<double> parameters,
                std::vector<double> x, double tolerance, std::string otherwise)
      : sizes_(std::move(sizes)),
        parameters_(std::move(parameters)),
        x_(std::move(x)),
        tolerance_(tolerance),
        otherwise_(std::move(otherwise)) {}

  /// Whether the answers match; writes the report to `out`, which may be null.
  bool MatchAndExplain(const std::vector<double>& outputs, std::ostream* out) const;

  /// Writes what is expected.
  static void DescribeTo(std::ostream* out) { *out << "the answers that plain arithmetic gives"; }
  /// Writes what Not() expects.
  static void DescribeNegationTo(std::ostream* out) {
    *out << "other than ";
    DescribeTo(out);
  }

 private:
  std::vector<std::size_t> sizes_;
  std::vector<double> parameters_;
  std::vector<double> x_;
  double tolerance_;
  std::string otherwise_;
};

/// Matches a vector of the outputs of plain_network(sizes, parameters, x), but for what Real rounds.
/// When it does not match, it says for each output what came and what should have come, and the likely
/// mistake: where the numbers don't tell, `otherwise`, or the likeliest ones of all.
template <typename Real>
AnswerMatcher AreAnswersOf(std::vector<std::size_t> sizes, std::vector<double> parameters,
                           std::vector<double> x, std::string otherwise = "") {
  return {std::move(sizes), std::move(parameters), std::move(x), rounding<Real>(),
          std::move(otherwise)};
}

}  // namespace gradcheck

#endif  // MICROGRAD_TESTING_ANSWER_CHECK_H_
