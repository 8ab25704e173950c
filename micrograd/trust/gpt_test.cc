// The GPT of the course at its full size: each of its gradients against a nudge, and its training against
// numbers that every compiler must give.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <fstream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "micrograd/examples/words.h"
#include "micrograd/micrograd.h"
#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/plain_gpt.h"
#include "micrograd/testing/values.h"

namespace {

using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::AreGradientsOf;
using micrograd::testing::data_of;
using micrograd::testing::gradients_of;
using Model = micrograd::Gpt<27, 16, 4, 16>;
constexpr micrograd::testing::GptSizes kSizes{27, 16, 4, 16};

TEST(Gpt, HasRightGradientsForAllItsParameters) {
  Tape tape(100'000);
  std::mt19937_64 random(1);
  const Model gpt(tape, random);
  const std::vector<std::size_t> emma{4, 12, 12, 0};
  backward(gpt.loss(emma));
  const auto loss = [&](const std::vector<double>& parameters) {
    return micrograd::testing::plain_gpt_loss(kSizes, parameters, emma);
  };
  const auto parameters = gpt.parameters();
  EXPECT_PRED_FORMAT1(AreGradientsOf(loss, data_of(parameters)), gradients_of(parameters));
}

// Recorded with g++ 12, without optimisation.
TEST(Gpt, LearnsTheSameWithEveryCompiler) {
  std::ifstream in("micrograd/examples/names.txt");
  const auto list = micrograd::examples::Words::read(in);
  Tape tape(200'000);
  std::mt19937_64 random(1);
  const Model gpt(tape, random);
  const auto parameters = gpt.parameters();
  micrograd::Adam<Model::kParameters> adam(Scalar(0.01), 1000);
  const micrograd::Mark mark = tape.mark();
  std::vector<double> losses;
  for (std::size_t step = 0; step < 100; ++step) {
    const Value loss = gpt.loss(list.tokens(list.words[step * 61 % list.words.size()]));
    losses.push_back(loss.data());
    backward(loss);
    adam.descend(parameters);
    tape.rewind(mark);
  }
  for (const auto& [step, expected] :
       std::vector<std::pair<std::size_t, double>>{{0, 3.2168672240336771},
                                                   {33, 3.1892790165709326},
                                                   {66, 2.5724016102801142},
                                                   {99, 2.3551224968626667}}) {
    EXPECT_NEAR(losses[step], expected, 1e-12 * expected) << "step " << step;
  }
}

}  // namespace
