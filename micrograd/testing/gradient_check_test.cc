#include "micrograd/testing/gradient_check.h"

#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace {

using micrograd::testing::AreGradientsOf;
using micrograd::testing::finite_differences;
using micrograd::testing::likely_mistake;
using micrograd::testing::nudge;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// What the check says of these gradients of f at x, or "matches".
template <typename Function, typename Real>
std::string verdict(Function f, const std::vector<double>& x, const std::vector<Real>& gradients,
                    const std::vector<std::string>& names = {}) {
  const testing::AssertionResult result = AreGradientsOf(f, x, names)("gradients", gradients);
  return result ? "matches" : result.message();
}

const auto product = [](const auto& x) { return x[0] * x[1]; };

TEST(FiniteDifferences, AgreeWithDerivativesKnownByHand) {
  const auto exponential = [](const auto& x) { return std::exp(x[0]); };
  const auto cube = [](const auto& x) { return x[0] * x[0] * x[0]; };
  EXPECT_NEAR(finite_differences(exponential, {1.0})[0], std::exp(1.0), 1e-9);
  EXPECT_NEAR(finite_differences(cube, {-200.0})[0], 120'000, 1e-4);
}

TEST(FiniteDifferences, NudgeByTheScaleOfTheInput) {
  EXPECT_NEAR(nudge(0.0), 6.06e-6, 1e-8);
  EXPECT_NEAR(nudge(-1000.0), 6.06e-3, 1e-5);
  EXPECT_NEAR(nudge(0.0F), 4.92e-3F, 1e-5F);
}

TEST(GradientCheck, AcceptsWhatIsRight) {
  EXPECT_EQ(verdict(product, {2.0, 3.0}, std::vector{3.0, 2.0}), "matches");
  EXPECT_EQ(verdict(product, {2.0, 3.0}, std::vector{3.0F, 2.0F}), "matches");
}

TEST(GradientCheck, RefusesAnErrorInTheSeventhDigitOfADoubleButNotOfAFloat) {
  EXPECT_NE(verdict(product, {2.0, 3.0}, std::vector{3.0, 2.000001}), "matches");
  EXPECT_EQ(verdict(product, {2.0, 3.0}, std::vector{3.0F, 2.000001F}), "matches");
  EXPECT_NE(verdict(product, {2.0, 3.0}, std::vector{3.0F, 2.001F}), "matches");
}

TEST(GradientCheck, ReportsEveryInputWithItsNumbers) {
  const std::string report =
      verdict(product, {2.0, 3.0}, std::vector{3.0, 2.5}, {"width", "height"});
  EXPECT_THAT(report, HasSubstr("  width                2                 3                  3"));
  EXPECT_THAT(report, HasSubstr("> height               3               2.5                  2"));
  EXPECT_THAT(report, HasSubstr("0.2\n")) << "the relative error of 2.5 for 2";
}

TEST(GradientCheck, RefusesACheckThatCannotFail) {
  const auto flat = [](const auto& x) { return 1e-9 * x[0]; };
  EXPECT_THAT(verdict(flat, {2.0}, std::vector{1e-9}), HasSubstr("This check can't fail"));
  EXPECT_THAT(verdict(flat, {2.0}, std::vector{0.0}), HasSubstr("This check can't fail"));
  const auto nothing = [](const auto&) { return 1.0; };
  EXPECT_THAT(verdict(nothing, {}, std::vector<double>{}), HasSubstr("This check can't fail"));
}

TEST(GradientCheck, RefusesAnotherNumberOfGradients) {
  EXPECT_EQ(verdict(product, {2.0, 3.0}, std::vector{3.0}),
            "gradients: there are 2 inputs and 1 gradients");
}

TEST(GradientCheck, NeverCallsNanAMatch) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(verdict(product, {2.0, 3.0}, std::vector{nan, 2.0}),
              HasSubstr("The gradient of x[0] is not a number"));
}

TEST(Diagnosis, NamesAnAssignmentThatShouldAdd) {
  const auto twice = [](const auto& x) { return x[0] + x[0]; };
  EXPECT_THAT(verdict(twice, {3.0}, std::vector{1.0}), HasSubstr("exactly half"));
}

TEST(Diagnosis, NamesGradientsThatWereCountedTwice) {
  EXPECT_THAT(verdict(product, {2.0, 5.0}, std::vector{10.0, 4.0}), HasSubstr("exactly twice"));
}

TEST(Diagnosis, NamesAWalkThatNeverBeganAndOneThatMissedAnInput) {
  EXPECT_THAT(verdict(product, {2.0, 3.0}, std::vector{0.0, 0.0}),
              HasSubstr("is the root's own gradient set to 1 first"));
  EXPECT_THAT(verdict(product, {2.0, 3.0}, std::vector{0.0, 2.0}),
              AllOf(HasSubstr("The gradient of x[0] is 0"), Not(HasSubstr("root's own"))));
}

TEST(Diagnosis, NamesAWrongSign) {
  EXPECT_THAT(verdict(product, {2.0, 3.0}, std::vector{3.0, -2.0}),
              HasSubstr("The gradient of x[1] is right but for its sign"));
}

TEST(Diagnosis, NamesPartialsThatChangedPlaces) {
  EXPECT_THAT(verdict(product, {2.0, 3.0}, std::vector{2.0, 3.0}),
              HasSubstr("The gradients of x[0] and x[1] have changed places"));
}

TEST(Diagnosis, NamesAPartialThatIsTheInputItself) {
  EXPECT_THAT(verdict(product, {2.0, 7.0}, std::vector{2.0, 2.0}),
              HasSubstr("The gradient of x[0] is the input itself"));
}

TEST(Diagnosis, SaysNothingWhereTheNumbersDoNot) {
  const std::string report = verdict(product, {2.0, 3.0}, std::vector{0.1, 0.2});
  EXPECT_THAT(report, Not(HasSubstr("radient of ")));
  EXPECT_EQ(likely_mistake({}), "");
}

}  // namespace
