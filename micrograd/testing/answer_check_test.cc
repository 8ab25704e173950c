#include "micrograd/testing/answer_check.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace {

using micrograd::testing::AreAnswersOf;
using Numbers = std::vector<double>;

// What the check says of these outputs, or "matches".
std::string verdict(const std::vector<std::size_t>& sizes, const Numbers& parameters,
                    const Numbers& x, const Numbers& outputs, const std::string& otherwise = "") {
  const testing::AssertionResult result =
      AreAnswersOf<double>(sizes, parameters, x, otherwise)("answers", outputs);
  return result ? "matches" : result.message();
}

// The same of a neuron with weights 0.5 and -0.25 and a bias of 0.125, for the inputs 0.3 and -1.7.
std::string verdict(double output) {
  return verdict({2, 1}, {0.5, -0.25, 0.125}, {0.3, -1.7}, {output});
}

double neuron(double x0, double x1) { return std::tanh(0.5 * x0 - 0.25 * x1 + 0.125); }

TEST(AnswerCheck, AcceptsWhatIsRightAndNothingElse) {
  EXPECT_EQ(verdict(neuron(0.3, -1.7)), "matches");
  EXPECT_NE(verdict(neuron(0.3, -1.7) + 1e-13), "matches");
  EXPECT_NE(verdict(std::numeric_limits<double>::quiet_NaN()), "matches");
}

TEST(AnswerCheck, RefusesAnotherNumberOfParametersOrOutputs) {
  EXPECT_EQ(verdict({2, 1}, {1, 2}, {3, 4}, {0}), "there are 2 parameters, not 3");
  EXPECT_EQ(verdict({2, 1}, {1, 2, 3}, {3, 4}, {0, 0}), "there are 2 outputs, not 1");
}

TEST(AnswerCheck, NamesTheMistakeThatGivesTheNumber) {
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "the sign is wrong", verdict(-neuron(0.3, -1.7)));
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "the slope of the tanh",
                      verdict(1 - neuron(0.3, -1.7) * neuron(0.3, -1.7)));
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "cut to whole numbers", verdict(neuron(0, -1)));
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "rounded to float", verdict(neuron(0.3F, -1.7F)));
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "only the last product", verdict(neuron(0, -1.7)));
}

TEST(AnswerCheck, FallsBackWhereTheNumbersDoNotTell) {
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "The two likeliest causes", verdict(0.123));
  const std::string own = verdict({2, 1}, {0.5, -0.25, 0.125}, {0.3, -1.7}, {0.123}, "Or this?");
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "Or this?", own);
  EXPECT_PRED_FORMAT2(testing::IsNotSubstring, "The two likeliest causes", own);
}

}  // namespace
