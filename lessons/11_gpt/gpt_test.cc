#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <map>
#include <new>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "micrograd/testing/allocations.h"
#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/plain_gpt.h"
#include "micrograd/testing/values.h"

#include "gpt.h"

namespace {

using micrograd::Adam;
using micrograd::Gpt;
using micrograd::Mark;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::allocations;
using micrograd::testing::AreGradientsOf;
using micrograd::testing::data_of;
using micrograd::testing::GptSizes;
using micrograd::testing::gradients_of;
using micrograd::testing::Hint;
using micrograd::testing::is_nowhere;
using micrograd::testing::Numbers;
using micrograd::testing::plain_gpt;
using micrograd::testing::plain_gpt_loss;
using micrograd::testing::plain_normal;
using micrograd::testing::PlainAdam;
using micrograd::testing::rounding;
using micrograd::testing::set_all;
using Text = std::vector<std::size_t>;

constexpr double kRounding = rounding<Scalar>();
const char* const kRemembered = "Is anything static, or remembered from an earlier call?";
const char* const kCrash =
    "Is every Value assigned before it is read, the first of a sum too? Is anything static, or "
    "remembered "
    "from an earlier call?";

// Five tokens, the last of which ends a text; texts of up to three positions.
using Small = Gpt<5, 4, 2, 3>;
constexpr GptSizes kSizes{5, 4, 2, 3};

// So many numbers, of either sign and all different.
Numbers some(std::size_t count, double shift = 0) {
  Numbers numbers;
  for (std::size_t i = 0; i < count; ++i) {
    numbers.push_back(std::sin(1.7 * static_cast<double>(i * i) + shift));
  }
  return numbers;
}

// A Small GPT with these parameters.
struct Fixture {
  explicit Fixture(double shift = 0) : numbers(some(Small::kParameters, shift)) {
    set = set_all(gpt.parameters(), numbers);
  }

  Numbers numbers;
  Tape tape{20000};
  std::mt19937_64 random{1};
  const Value first = tape.value(7.0);  // So that no GPT begins at place 0.
  const Small gpt{tape, random};
  bool set = false;
};

void expect_near(const Numbers& got, const Numbers& expected, const std::string& what) {
  ASSERT_EQ(got.size(), expected.size()) << what;
  for (std::size_t i = 0; i < got.size(); ++i) {
    ASSERT_NEAR(got[i], expected[i], 100 * kRounding) << "number " << i << " of " << what;
  }
}

TEST(Gpt, RecordsItsParametersAndHandsThemOut) {
  EXPECT_EQ((Gpt<27, 16, 4, 16>::kParameters), 4192)
      << "27 * 16 tokens, 16 * 16 positions, 27 * 16 logits, four matrices of 16 * 16, and two of "
         "64 * 16";
  EXPECT_EQ(Small::kParameters, 5 * 4 + 3 * 4 + 5 * 4 + 4 * 16 + 2 * 64);
  EXPECT_EQ(Small::kEnd, 4) << "the last token begins and ends a text";
  Tape tape(1000);
  tape.value(7.0);
  std::mt19937_64 random(1);
  std::mt19937_64 again(1);
  for (const std::size_t first : std::vector<std::size_t>{1, 1 + Small::kParameters}) {
    const Small gpt(tape, random);
    ASSERT_EQ(tape.size() - first, Small::kParameters) << "the parameters, and no more";
    const auto& parameters = gpt.parameters();
    for (std::size_t i = 0; i < Small::kParameters; ++i) {
      ASSERT_FALSE(is_nowhere(parameters[i])) << "parameter " << i << " is on no tape";
      EXPECT_EQ(parameters[i].index(), first + i)
          << "parameter " << i << " should be at this place";
      EXPECT_NEAR(parameters[i].data(), 0.08 * plain_normal(again), 10 * kRounding)
          << "parameter " << i << ": 0.08 times the next normal(random)";
    }
  }
}

TEST(Gpt, PredictsWhatPlainArithmeticDoes) {
  const Hint hint(kCrash);
  for (const double shift : {0.0, 0.5}) {
    const Fixture small(shift);
    ASSERT_TRUE(small.set);
    for (const Text& tokens : {Text{4, 0, 3}, Text{4, 1, 1}, Text{0}}) {
      Small::Cache cache;
      for (std::size_t t = 0; t < tokens.size(); ++t) {
        const Text so_far(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(t) + 1);
        expect_near(
            data_of(small.gpt(tokens[t], cache)), plain_gpt(kSizes, small.numbers, so_far).back(),
            "the logits at position " + std::to_string(t) +
                ". Is each step there: both rows added, normalised; attention, and the MLP "
                "with relu in it, each of a normalised x, and added to x; and no norm before "
                "the logits? Is the position's row read before attention counts it?");
        if (HasFatalFailure()) return;
        ASSERT_EQ(cache.size, t + 1) << "one position more in the cache";
      }
    }
  }
}

TEST(Gpt, KnowsWhereEachTokenStands) {
  const Fixture small;
  ASSERT_TRUE(small.set);
  const auto last = [&](const Text& tokens) {
    Small::Cache cache;
    Numbers logits;
    for (const std::size_t token : tokens) logits = data_of(small.gpt(token, cache));
    return logits;
  };
  EXPECT_NE(last({0, 1, 2}), last({1, 0, 2}))
      << "the same tokens in another order: is the position's row added to the token's?";
}

TEST(Gpt, IsSurprisedByATextAsPlainArithmeticSays) {
  const Fixture small;
  ASSERT_TRUE(small.set);
  const Hint hint(kCrash);
  for (const Text& text : {Text{0, 3}, Text{1}, Text{}, Text{2, 2, 1}, Text{0, 1, 2, 3, 3}}) {
    const Mark before = small.gpt.parameters()[0].tape().mark();
    Value loss;
    ASSERT_NO_THROW(loss = small.gpt.loss(text)) << "the loss of " << ::testing::PrintToString(text)
                                                 << ": of a text longer than three tokens, only "
                                                    "three positions are predicted, and each text "
                                                    "begins with a new cache. "
                                                 << kRemembered;
    EXPECT_NEAR(loss.data(), plain_gpt_loss(kSizes, small.numbers, text), 100 * kRounding)
        << "the loss of " << ::testing::PrintToString(text)
        << ", of which at most three positions are seen: kEnd goes before the first token, and "
           "after the last one comes kEnd again, where there is room";
    small.gpt.parameters()[0].tape().rewind(before);
  }
}

TEST(Gpt, HasRightGradientsForAllParameters) {
  const Fixture small;
  ASSERT_TRUE(small.set);
  for (const Text& text : {Text{0, 3}, Text{2, 1, 0}}) {
    const Value loss = small.gpt.loss(text);
    ASSERT_NEAR(loss.data(), plain_gpt_loss(kSizes, small.numbers, text), 100 * kRounding);
    backward(loss);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < Small::kParameters; ++i) {
      names.push_back("parameter " + std::to_string(i));
    }
    const auto f = [&](const Numbers& p) { return plain_gpt_loss(kSizes, p, text); };
    EXPECT_PRED_FORMAT1(AreGradientsOf(f, small.numbers, names),
                        gradients_of(small.gpt.parameters()))
        << "\nparameters 0 to 19 are for tokens, 20 to 31 for positions, 32 to 51 for logits, 52 "
           "to "
           "115 for attention, the rest for the MLP";
  }
}

TEST(Gpt, RefusesMorePositionsThanABlockHas) {
  const Fixture small;
  ASSERT_TRUE(small.set);
  Small::Cache cache;
  for (const std::size_t token : Text{4, 0, 1}) small.gpt(token, cache);
  const std::size_t before = small.tape.size();
  EXPECT_THROW(small.gpt(2, cache), std::length_error) << "a fourth position, of three";
  EXPECT_EQ(cache.size, 3) << "nothing is lost";
  EXPECT_EQ(small.tape.size(), before) << "nothing is recorded. Attention refuses too, but by then "
                                          "the rows have been added: ask first";
}

// Not counting backward(), which may search.
TEST(Gpt, AllocatesNothing) {
  const Fixture small;
  ASSERT_TRUE(small.set);
  std::mt19937_64 random(1);
  Adam<Small::kParameters> adam(Scalar(0.01), 10);
  const auto parameters = small.gpt.parameters();
  const Text text{0, 3};
  std::array<std::size_t, 3> room{};
  const std::size_t before = allocations();
  const Value loss = small.gpt.loss(text);
  const std::size_t in_loss = allocations() - before;
  small.gpt.sample(Scalar(1), random, room);
  const std::size_t in_sample = allocations() - before - in_loss;
  backward(loss);
  const std::size_t then = allocations();
  adam.descend(parameters);
  const char* hint = ": sizes are known to the compiler, so arrays serve for everything";
  EXPECT_EQ(in_loss, 0) << "allocations of loss()" << hint;
  EXPECT_EQ(in_sample, 0) << "allocations of sample()" << hint;
  EXPECT_EQ(allocations() - then, 0) << "allocations of descend()" << hint;
}

TEST(Sample, DrawsTokensAsOftenAsTheNetworkExpectsThem) {
  const Fixture small;
  ASSERT_TRUE(small.set);
  std::mt19937_64 random(1);
  const std::size_t length = small.tape.size();
  for (const double temperature : {1.0, 0.5, 3.0}) {
    constexpr int kDraws = 1500;
    std::array<int, 5> first{};
    for (int draw = 0; draw < kDraws; ++draw) {
      std::array<std::size_t, 3> room{};
      const std::span<std::size_t> text = small.gpt.sample(Scalar(temperature), random, room);
      ASSERT_EQ(small.tape.size(), length) << "is the tape rewound?";
      ASSERT_LE(text.size(), 3);
      for (const std::size_t token : text) ASSERT_LT(token, 4) << "kEnd is no part of a text";
      ++first[text.empty() ? 4 : text[0]];
    }
    Numbers logits = plain_gpt(kSizes, small.numbers, {4})[0];
    for (double& logit : logits) logit /= temperature;
    const Numbers expected = micrograd::testing::plain_softmax(logits);
    for (std::size_t token = 0; token < 5; ++token) {
      EXPECT_NEAR(static_cast<double>(first[token]) / kDraws, expected[token], 0.05)
          << "how often a text begins with token " << token << " (4: it is empty), of " << kDraws
          << ", at temperature " << temperature
          << ": by softmax of the logits divided by the temperature, after kEnd";
    }
  }
}

// Each text of up to three tokens is as likely as the product of what the network says at each of them.
TEST(Sample, DrawsEachTokenAfterAllThatWereDrawn) {
  // Two letters and the end, and so little else that many texts are drawn in a short time.
  using Tiny = Gpt<3, 2, 1, 3>;
  constexpr GptSizes kTiny{3, 2, 1, 3};
  Tape tape(2000);
  std::mt19937_64 random(1);
  const Tiny gpt(tape, random);
  const Numbers numbers = some(Tiny::kParameters, 2);
  ASSERT_TRUE(set_all(gpt.parameters(), numbers));
  constexpr int kDraws = 12000;
  constexpr double kTemperature = 2;
  std::map<Text, int> drawn;
  for (int draw = 0; draw < kDraws; ++draw) {
    std::array<std::size_t, 3> room{};
    const std::span<std::size_t> text = gpt.sample(Scalar(kTemperature), random, room);
    ++drawn[Text(text.begin(), text.end())];
  }
  std::vector<std::pair<Text, double>> begun{{{}, 1.0}};  // And how likely it is to begin so.
  while (!begun.empty()) {
    auto [text, probability] = begun.back();
    begun.pop_back();
    if (text.size() < 3) {
      Text so_far{2};
      so_far.insert(so_far.end(), text.begin(), text.end());
      Numbers logits = plain_gpt(kTiny, numbers, so_far).back();
      for (double& logit : logits) logit /= kTemperature;
      const Numbers next = micrograd::testing::plain_softmax(logits);
      for (std::size_t token = 0; token < 2; ++token) {
        Text longer = text;
        longer.push_back(token);
        begun.emplace_back(longer, probability * next[token]);
      }
      probability *= next[2];
    }
    ASSERT_NEAR(static_cast<double>(drawn[text]) / kDraws, probability, 0.018)
        << "how often " << ::testing::PrintToString(text) << " is drawn, of " << kDraws
        << " at temperature 2. Is one cache kept for the whole text, and the tape rewound only at "
           "its "
           "end? Is each token that was drawn put in, a new number drawn for the next, and the "
           "block "
           "filled to its end?";
  }
}

TEST(Sample, TakesTheLikeliestWhenItIsCold) {
  const Fixture small;
  ASSERT_TRUE(small.set);
  std::mt19937_64 random(1);
  Text expected;
  Text tokens{4};
  while (expected.size() < 3) {
    const Numbers logits = plain_gpt(kSizes, small.numbers, tokens).back();
    const auto likeliest =
        static_cast<std::size_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
    if (likeliest == 4) break;
    expected.push_back(likeliest);
    tokens.push_back(likeliest);
  }
  for (int draw = 0; draw < 20; ++draw) {
    std::array<std::size_t, 3> room{};
    const std::span<std::size_t> text = small.gpt.sample(Scalar(0.001), random, room);
    EXPECT_EQ(Text(text.begin(), text.end()), expected)
        << "at a temperature of 0.001. Is the largest logit subtracted before exp()? Does each "
           "token that was drawn go in again?";
  }
}

// 120 steps, beside those of plain numbers. After 100, the rate is 0.
TEST(Adam, MovesEachParameterByItsOwnMeasure) {
  Tape tape(10);
  const std::array<Value, 3> parameters{tape.value(1.0), tape.value(2.0), tape.value(3.0)};
  // In memory that held something else before: each byte is 255, and so each double is nan.
  alignas(Adam<3>) std::array<std::byte, sizeof(Adam<3>)> memory;
  std::memset(memory.data(), 255, memory.size());
  Adam<3>& adam = *new (memory.data()) Adam<3>(Scalar(0.1), 100);
  Adam<3> other(Scalar(0.1), 100);
  Numbers expected{1, 2, 3};
  PlainAdam plain_adam(0.1, 100);
  for (int step = 0; step < 120; ++step) {
    // Large; small; and 0 at first, and again later.
    const Numbers gradients{1000 * std::cos(step), 0.001 * (1 + step % 3),
                            step > 9 && step < 40 ? -1.0 : 0.0};
    for (std::size_t i = 0; i < 3; ++i) tape.gradients()[i] = Scalar(gradients[i]);
    plain_adam(expected, gradients);
    adam.descend(parameters);
    for (std::size_t i = 0; i < 3; ++i) {
      ASSERT_NEAR(parameters[i].data(), expected[i], 1000 * kRounding)
          << "parameter " << i << " after step " << step << ", counted from 0, with a gradient of "
          << gradients[i]
          << ". Do m and v start from 0? At first, each moves by the rate, 0.1, whatever the size "
             "of its "
             "gradient. Is step 0 right, and a later one not? Then look at the correction, the "
             "powers "
             "powers in it, and the rate, which falls to 0 in 100 steps and stays there. A "
             "parameter "
             "without a gradient still moves, by what m remembers.";
    }
  }
  const std::array<Value, 3> elsewhere{tape.value(1.0), tape.value(2.0), tape.value(3.0)};
  for (std::size_t i = 3; i < 6; ++i) tape.gradients()[i] = Scalar(0.5);
  other.descend(elsewhere);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(elsewhere[i].data(), static_cast<double>(i) + 1 - 0.1 * 0.5 / (0.5 + 1e-8),
                100 * kRounding)
        << "the first step of another Adam. " << kRemembered;
  }
}

// Karpathy's microgpt (https://karpathy.github.io/2026/02/12/microgpt/), run in CPython with weights
// that a formula gives, on twenty names: its losses, and the norms of its gradients.
constexpr std::array<const char*, 20> kNames{
    "emma",   "olivia", "ava",    "isabella", "sophia", "charlotte", "mia",
    "amelia", "harper", "evelyn", "abigail",  "emily",  "elizabeth", "mila",
    "ella",   "avery",  "sofia",  "camila",   "aria",   "scarlett"};
constexpr std::array<double, 20> kLosses{
    3.425996165523139,  3.316988350104313,  3.305279873851339,  3.0767022894378426,
    3.0997984864485977, 3.2582359016785976, 2.4291353862382996, 2.4714453114367725,
    3.3568032203222544, 2.987643178392158,  3.0654237100277237, 2.5297334901375876,
    2.6867133137365418, 1.756277859955831,  1.4737853104454839, 2.5221447137121924,
    3.1063182052598037, 2.0893826153753565, 1.8316382804502596, 3.416686067807694};
constexpr std::array<double, 20> kNorms{
    2.5485497686610645, 2.099711604764088,  2.932170115159989,  1.9489913611781646,
    2.1332036289833365, 1.8711011269528823, 2.8042156099524926, 2.2462123657904254,
    2.876983910358175,  3.1452063002272794, 2.527346015914998,  3.2416743977444313,
    2.5565431398365868, 3.105472275336236,  3.391915166733086,  3.1494953017540785,
    4.215073196252437,  2.8673319802695483, 3.334865502796974,  3.861272805631087};

TEST(Microgpt, ComputesTheSameLossesAndGradients) {
  using Names = Gpt<27, 16, 4, 16>;
  Tape tape(200'000);
  std::mt19937_64 random(1);
  const Names gpt(tape, random);
  const auto parameters = gpt.parameters();
  for (std::size_t i = 0; i < Names::kParameters; ++i) {
    const auto number = static_cast<double>((i + 1) * (i + 1) % 10007);
    ASSERT_FALSE(is_nowhere(parameters[i]));
    parameters[i].set_data(Scalar(0.08 * std::sqrt(2.0) * std::sin(number)));
  }
  Adam<Names::kParameters> adam(Scalar(0.01), 1000);
  // In a shorter type, the differences grow from step to step.
  const double tolerance = std::max(1e-10, 1e5 * kRounding);
  const Mark mark = tape.mark();
  for (std::size_t step = 0; step < kNames.size(); ++step) {
    Text text;
    for (const char* letter = kNames[step]; *letter != '\0'; ++letter) {
      text.push_back(static_cast<std::size_t>(*letter - 'a'));
    }
    const Value loss = gpt.loss(text);
    backward(loss);
    ASSERT_NEAR(loss.data(), kLosses[step], tolerance * kLosses[step])
        << "the loss of \"" << kNames[step] << "\", before step " << step
        << ". If the first one is right, the network is; then look at Adam, and at the order of "
           "the "
           "parameters.";
    double squares = 0;
    for (const Value p : parameters) squares += p.grad() * p.grad();
    ASSERT_NEAR(std::sqrt(squares), kNorms[step], tolerance * kNorms[step])
        << "the root of the sum of all squared gradients, before step " << step;
    adam.descend(parameters);
    tape.rewind(mark);
  }
  double sum = 0;
  for (const Value p : parameters) sum += p.data();
  EXPECT_NEAR(sum, 14.384423569144715, 1000 * tolerance) << "all parameters, after twenty steps";
}

}  // namespace
