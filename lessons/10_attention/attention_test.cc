#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "micrograd/testing/allocations.h"
#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/plain_attention.h"
#include "micrograd/testing/values.h"

#include "attention.h"

namespace {

using micrograd::Attention;
using micrograd::Matrix;
using micrograd::normal;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::allocations;
using micrograd::testing::AreGradientsOf;
using micrograd::testing::data_of;
using micrograd::testing::gradients_of;
using micrograd::testing::Hint;
using micrograd::testing::is_nowhere;
using micrograd::testing::Numbers;
using micrograd::testing::plain_attention;
using micrograd::testing::plain_linear;
using micrograd::testing::plain_normal;
using micrograd::testing::plain_rmsnorm;
using micrograd::testing::rounding;
using micrograd::testing::set_all;

constexpr double kRounding = rounding<Scalar>();
const char* const kRemembered =
    "Is anything static, remembered from an earlier call, or looked for from place 0?";
const char* const kCrash =
    "Does the position join the cache first: its key, its value, and then ++size, once? Does "
    "softmax get "
    "the first cache.size weights, and no more? Is every Value assigned before it is read? Is "
    "anything "
    "static?";

// Numbers as leaves of a tape.
template <std::size_t Size>
std::array<Value, Size> leaves(Tape& tape, const Numbers& numbers) {
  std::array<Value, Size> values;
  for (std::size_t i = 0; i < Size; ++i) values[i] = tape.value(Scalar(numbers[i]));
  return values;
}

// So many numbers, of either sign and all different.
Numbers some(std::size_t count, double shift = 0) {
  Numbers numbers;
  for (std::size_t i = 0; i < count; ++i) {
    numbers.push_back(std::sin(1.7 * static_cast<double>(i * i) + shift));
  }
  return numbers;
}

// Whether numbers agree up to rounding.
::testing::AssertionResult agree(const Numbers& got, const Numbers& expected) {
  if (got.size() != expected.size()) {
    return ::testing::AssertionFailure() << got.size() << " numbers, and not " << expected.size();
  }
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (!(std::abs(got[i] - expected[i]) <= 20 * kRounding)) {
      return ::testing::AssertionFailure()
             << "number " << i << " is " << micrograd::testing::digits(got[i], expected[i])
             << ", and should be " << micrograd::testing::digits(expected[i], got[i])
             << ". All are " << ::testing::PrintToString(got) << ", and should be "
             << ::testing::PrintToString(expected);
    }
  }
  return ::testing::AssertionSuccess();
}

TEST(Normal, GivesTheSameNumbersEverywhere) {
  std::mt19937_64 random(1);
  std::mt19937_64 again(1);
  for (int i = 0; i < 100; ++i) {
    ASSERT_NEAR(normal(random), plain_normal(again), 10 * kRounding) << "draw " << i;
  }
}

TEST(Matrix, RecordsItsParametersRowByRow) {
  Tape tape(100);
  tape.value(7.0);  // So that no matrix begins at place 0.
  std::mt19937_64 random(1);
  std::mt19937_64 again(1);
  for (const std::size_t first : std::vector<std::size_t>{1, 7}) {
    const Matrix<2, 3> matrix(tape, random);
    ASSERT_EQ(tape.size() - first, 6) << "two rows of three parameters each";
    ASSERT_EQ((Matrix<2, 3>::kParameters), 6);
    for (std::size_t i = 0; i < 6; ++i) {
      EXPECT_NEAR(tape.at(first + i).data(), 0.08 * plain_normal(again), kRounding)
          << "parameter " << i << " is 0.08 times the next normal(random)";
      ASSERT_FALSE(is_nowhere(matrix.parameters()[i])) << "parameter " << i << " is on no tape";
      EXPECT_EQ(matrix.parameters()[i].index(), first + i)
          << "parameter " << i << " should be at place " << first + i;
    }
    for (std::size_t row = 0; row < 2; ++row) {
      for (std::size_t column = 0; column < 3; ++column) {
        EXPECT_EQ(matrix.at(row, column).index(), first + 3 * row + column)
            << "the parameter in row " << row << " and column " << column
            << ": a row has three columns, and stands whole before the next row";
      }
    }
    ASSERT_TRUE(random == again) << "it draws from the generator that was passed in";
    ASSERT_EQ(tape.size() - first, 6) << "asking for the parameters records nothing";
  }
  for (int round = 0; round < 2; ++round) {  // Too little room; then none at all.
    EXPECT_THROW((Matrix<10, 10>(tape, random)), std::length_error) << "no room for the parameters";
  }
}

TEST(Linear, MultipliesEachRowWithTheVector) {
  Tape tape(200);
  tape.value(7.0);
  std::mt19937_64 random(1);
  const Matrix<2, 3> matrix(tape, random);
  const Matrix<2, 3> other(tape, random);
  ASSERT_TRUE(set_all(matrix.parameters(), {1, 2, 3, 10, 20, 30}));
  ASSERT_TRUE(set_all(other.parameters(), {0, 0, 1, -1, 0, 0}));
  const std::array<Value, 3> x = leaves<3>(tape, {5, -7, 11});
  const std::size_t before = tape.size();
  EXPECT_EQ(data_of(linear(matrix, x)), (Numbers{24, 240}))
      << "rows 1 2 3 and 10 20 30, times 5 -7 11: 5 - 14 + 33, and ten times as much";
  EXPECT_EQ(tape.size() - before, 2 * 5) << "each row takes three products and two sums";
  EXPECT_EQ(data_of(linear(other, x)), (Numbers{11, -5})) << "another matrix. " << kRemembered;
  x[0].set_data(6.0);
  EXPECT_EQ(data_of(linear(matrix, x)), (Numbers{25, 250})) << "with another x. " << kRemembered;
}

TEST(Linear, HasRightGradients) {
  Tape tape(200);
  std::mt19937_64 random(1);
  const Matrix<3, 3> matrix(tape, random);
  const Numbers numbers = some(9);
  const Numbers at{0.5, -0.25, 2};
  ASSERT_TRUE(set_all(matrix.parameters(), numbers));
  const std::array<Value, 3> x = leaves<3>(tape, at);
  const auto y = linear(matrix, x);
  backward(y[0] * y[1] + y[2]);
  const auto f = [](const Numbers& m, const Numbers& v) {
    const Numbers out = plain_linear(3, m.data(), v);
    return out[0] * out[1] + out[2];
  };
  EXPECT_PRED_FORMAT1(AreGradientsOf([&](const auto& m) { return f(m, at); }, numbers),
                      gradients_of(matrix.parameters()));
  EXPECT_PRED_FORMAT1(AreGradientsOf([&](const auto& v) { return f(numbers, v); }, at),
                      gradients_of(x));
}

TEST(RmsNorm, MakesTheMeanSquareOne) {
  for (const double size : {1.0, 1000.0, 0.03}) {
    Tape tape(200);
    Numbers x{3, -1, 2, 0};
    for (double& number : x) number *= size;
    EXPECT_TRUE(agree(data_of(rmsnorm(leaves<4>(tape, x))), plain_rmsnorm(x)))
        << "each number of " << ::testing::PrintToString(x)
        << ", divided by the root of the mean of the squares plus 0.00001";
  }
  Tape tape(200);
  EXPECT_EQ(data_of(rmsnorm(leaves<2>(tape, {0, 0}))), (Numbers{0, 0}))
      << "of zeros it is zeros: the 0.00001 keeps it from dividing by 0";
}

TEST(RmsNorm, HasRightGradients) {
  Tape tape(200);
  const Numbers at{0.5, -0.25, 2};
  const std::array<Value, 3> x = leaves<3>(tape, at);
  const auto y = rmsnorm(x);
  backward(y[0] * y[1] + y[2]);
  const auto f = [](const Numbers& v) {
    const Numbers out = plain_rmsnorm(v);
    return out[0] * out[1] + out[2];
  };
  EXPECT_PRED_FORMAT1(AreGradientsOf(f, at), gradients_of(x))
      << "\nevery number moves every other, through the mean: is it on the tape?";
}

// The four matrices: queries, keys, values, output.
Numbers matrices(const std::vector<Numbers>& four) {
  Numbers all;
  for (const Numbers& matrix : four) all.insert(all.end(), matrix.begin(), matrix.end());
  return all;
}

using Small = Attention<4, 2, 3>;
constexpr std::size_t kSmall = Small::kParameters;

// A Small one with these parameters, and what it says about some texts.
struct Fixture {
  explicit Fixture(const Numbers& parameters) : tape(5000), random(1) {
    tape.value(7.0);
    attention.emplace_back(tape, random);
    set = set_all(attention[0].parameters(), parameters);
  }

  // The outputs at all positions of a text.
  std::vector<Numbers> outputs(const std::vector<Numbers>& xs, Small::Cache& cache) {
    std::vector<Numbers> all;
    for (const Numbers& x : xs) all.push_back(data_of(attention[0](leaves<4>(tape, x), cache)));
    return all;
  }

  Tape tape;
  std::mt19937_64 random;
  std::vector<Small> attention;
  bool set = false;
};

// A weight of the latest position; nan if there is none.
double weight(const Small::Cache& cache, std::size_t head, std::size_t position) {
  return data_of(std::array<Value, 1>{cache.weights[head][position]})[0];
}

const std::vector<Numbers> kText{some(4, 1), some(4, 2), some(4, 3)};

TEST(Attention, HandsOutItsFourMatricesInTheirOrder) {
  Tape tape(500);
  tape.value(7.0);
  std::mt19937_64 random(1);
  const Small attention(tape, random);
  ASSERT_EQ(tape.size() - 1, kSmall) << "four matrices of 4 times 4";
  for (std::size_t i = 0; i < kSmall; ++i) {
    ASSERT_FALSE(is_nowhere(attention.parameters()[i])) << "parameter " << i << " is on no tape";
    EXPECT_EQ(attention.parameters()[i].index(), 1 + i)
        << "parameter " << i << ": queries, keys, values, output, each row by row";
  }
}

// Whether the latest position of the cache, which is number t, has these weights in each head.
::testing::AssertionResult has_weights(const auto& cache, std::size_t t,
                                       const std::vector<Numbers>& expected) {
  if (cache.size != t + 1) {
    return ::testing::AssertionFailure()
           << "the cache has a size of " << cache.size << " after position " << t
           << ", counted from 0: each position adds 1";
  }
  for (std::size_t h = 0; h < expected.size(); ++h) {
    const std::string which = "the weights of head " + std::to_string(h) + " at position " +
                              std::to_string(t) + ", by softmax of its scores";
    const std::span<const Value> weights = std::span(cache.weights[h]).first(t + 1);
    for (const Value w : weights) {
      if (is_nowhere(w)) {
        return ::testing::AssertionFailure()
               << which << ": one is on no tape. Does each head leave its own in cache.weights?";
      }
    }
    if (auto result = agree(data_of(weights), expected[h]); !result) return result << ": " << which;
  }
  return ::testing::AssertionSuccess();
}

// Whether attention of this shape computes what plain loops do, for one text and then again, with these
// parameters.
template <std::size_t Embedding, std::size_t Heads, std::size_t Block>
void expect_plain_arithmetic(double shift) {
  using Shape = Attention<Embedding, Heads, Block>;
  const std::string slice = std::to_string(Embedding / Heads);
  const std::string scores = "a score is divided by the root of " + slice +
                             ", the size of a slice, and a position sees itself and all before it";
  Tape tape(20000);
  tape.value(7.0);
  std::mt19937_64 random(1);
  const Shape attention(tape, random);
  const Numbers parameters = some(Shape::kParameters, shift);
  ASSERT_TRUE(set_all(attention.parameters(), parameters));
  std::vector<Numbers> text;
  for (std::size_t t = 0; t < Block; ++t) {
    text.push_back(some(Embedding, 1 + static_cast<double>(t)));
  }
  std::vector<std::vector<Numbers>> weights;
  const std::vector<Numbers> outputs = plain_attention(Heads, parameters.data(), text, &weights);
  for (int round = 0; round < 2; ++round) {  // The same again, with a new cache.
    typename Shape::Cache cache;
    for (std::size_t t = 0; t < Block; ++t) {
      const Numbers output = data_of(attention(leaves<Embedding>(tape, text[t]), cache));
      const std::string where = "Attention<" + std::to_string(Embedding) + ", " +
                                std::to_string(Heads) + ", " + std::to_string(Block) + ">: ";
      ASSERT_TRUE(has_weights(cache, t, weights[t])) << where << scores;
      ASSERT_TRUE(agree(output, outputs[t]))
          << where << "the output at position " << t
          << (t == 0 ? ", which sees itself alone: the output matrix times the value matrix times x"
                     : ", whose weights are right. In each head, it is the sum of the values' "
                       "slices, each times its weight, and then the output matrix times all heads")
          << ". A slice has " << slice << " numbers";
    }
  }
}

TEST(Attention, AgreesWithPlainArithmetic) {
  const Hint hint(kCrash);
  expect_plain_arithmetic<4, 2, 3>(0);
  expect_plain_arithmetic<4, 2, 3>(0.5);
  expect_plain_arithmetic<6, 2, 2>(0);  // Heads and slice differ in size.
  expect_plain_arithmetic<6, 3, 2>(0);
  expect_plain_arithmetic<3, 1, 2>(0);
}

TEST(Attention, WeighsThePositionsSoThatTheWeightsAddUpToOne) {
  const Hint hint(kCrash);
  Fixture small(some(kSmall));
  ASSERT_TRUE(small.set);
  Small::Cache cache;
  for (std::size_t t = 0; t < kText.size(); ++t) {
    small.attention[0](leaves<4>(small.tape, kText[t]), cache);
    for (std::size_t h = 0; h < 2; ++h) {
      double sum = 0;
      for (std::size_t i = 0; i <= t; ++i) sum += weight(cache, h, i);
      EXPECT_NEAR(sum, 1, kRounding) << "the weights of head " << h << " at position " << t;
    }
  }
}

TEST(Attention, OfTheFirstPositionIsToItselfAlone) {
  const Numbers parameters = some(kSmall);
  Fixture small(parameters);
  ASSERT_TRUE(small.set);
  const Hint hint(kCrash);
  Small::Cache cache;
  const Numbers output = small.outputs({kText[0]}, cache)[0];
  EXPECT_EQ(weight(cache, 0, 0), 1) << "there is nothing else to look at";
  EXPECT_EQ(weight(cache, 1, 0), 1) << "there is nothing else to look at";
  EXPECT_TRUE(agree(output, plain_linear(4, parameters.data() + 48,
                                         plain_linear(4, parameters.data() + 32, kText[0]))))
      << "the output matrix times the value matrix times x, whatever queries and keys are";
}

TEST(Attention, GivesEachHeadItsOwnSlice) {
  const Numbers one{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
  Numbers large = one;
  for (double& number : large) number *= 2000;  // For exp(), its square is far too large.
  Fixture small(matrices({large, one, one, one}));
  ASSERT_TRUE(small.set);
  Small::Cache cache;
  // In its first half, position 2 is like position 0, and in its second half like position 1.
  const Numbers output = small.outputs({{1, 0, 1, 0}, {0, 1, 0, 1}, {1, 0, 0, 1}}, cache)[2];
  EXPECT_NEAR(weight(cache, 0, 1), 0, kRounding)
      << "head 0 sees the first half of each vector: position 1 is unlike position 2 there";
  EXPECT_NEAR(weight(cache, 1, 0), 0, kRounding)
      << "head 1 sees the second half of each vector: position 0 is unlike position 2 there";
  EXPECT_TRUE(agree(output, {1, 0, 0, 1})) << "the first half from head 0, the second from head 1. "
                                              "The scores are huge: is it lesson 9's "
                                              "softmax?";
}

TEST(Attention, LooksAtNothingThatComesLater) {
  Fixture small(some(kSmall));
  ASSERT_TRUE(small.set);
  Small::Cache cache;
  Small::Cache other;
  std::vector<Numbers> changed = kText;
  changed[2] = some(4, 9);
  const auto outputs = small.outputs(kText, cache);
  const auto others = small.outputs(changed, other);
  EXPECT_EQ(outputs[0], others[0]) << "position 0 can't depend on position 2";
  EXPECT_EQ(outputs[1], others[1]) << "position 1 can't depend on position 2";
  EXPECT_NE(outputs[2], others[2]) << "position 2 depends on itself";

  Small::Cache text;
  std::vector<std::array<Value, 4>> xs;
  std::vector<std::array<Value, 4>> ys;
  for (const Numbers& x : kText) {
    xs.push_back(leaves<4>(small.tape, x));
    ys.push_back(small.attention[0](xs.back(), text));
  }
  backward(ys[1][0]);
  EXPECT_NE(xs[0][0].grad(), 0) << "position 1 looks back at position 0, so gradients flow there";
  EXPECT_NE(xs[1][0].grad(), 0) << "position 1 looks at itself";
  for (const Value x : xs[2]) EXPECT_EQ(x.grad(), 0) << "no gradient flows to a later position";
}

TEST(Attention, HasRightGradientsForParametersAndInputs) {
  const Numbers parameters = some(kSmall);
  Fixture small(parameters);
  ASSERT_TRUE(small.set);
  Small::Cache cache;
  Numbers at;
  std::vector<Value> inputs;
  Value sum = small.tape.value(0);
  for (const Numbers& x : kText) {
    const std::array<Value, 4> leaf = leaves<4>(small.tape, x);
    inputs.insert(inputs.end(), leaf.begin(), leaf.end());
    at.insert(at.end(), x.begin(), x.end());
    const auto y = small.attention[0](leaf, cache);
    sum = sum + y[0] * y[1] + y[2] * y[3];
  }
  backward(sum);
  const auto f = [](const Numbers& p, const Numbers& all) {
    std::vector<Numbers> xs;
    for (auto x = all.begin(); x != all.end(); x += 4) xs.emplace_back(x, x + 4);
    double result = 0;
    for (const Numbers& y : plain_attention(2, p.data(), xs)) result += y[0] * y[1] + y[2] * y[3];
    return result;
  };
  EXPECT_PRED_FORMAT1(AreGradientsOf([&](const auto& p) { return f(p, at); }, parameters),
                      gradients_of(small.attention[0].parameters()))
      << "\nparameters 0 to 15 are for queries, 16 to 31 for keys, 32 to 47 for values, the rest "
         "for "
         "the output";
  EXPECT_PRED_FORMAT1(AreGradientsOf([&](const auto& all) { return f(parameters, all); }, at),
                      gradients_of(inputs));
}

TEST(Attention, KeepsTextsApart) {
  const Hint hint(kCrash);
  const Numbers parameters = some(kSmall);
  Fixture small(parameters);
  Fixture elsewhere(some(kSmall, 0.5));
  ASSERT_TRUE(small.set && elsewhere.set);
  const std::vector<Numbers> other_text{some(4, 7), some(4, 8)};
  Small::Cache one;
  Small::Cache two;
  Small::Cache three;
  for (std::size_t t = 0; t < 2; ++t) {  // In turn, on two tapes.
    const auto expect = [&](Fixture& fixture, Small::Cache& cache, const Numbers& p,
                            const std::vector<Numbers>& text) {
      ASSERT_TRUE(
          agree(fixture.outputs({text[t]}, cache)[0], plain_attention(2, p.data(), text)[t]))
          << "one of three texts, whose positions come in turn. " << kRemembered;
    };
    expect(small, one, parameters, kText);
    expect(small, two, parameters, other_text);
    expect(elsewhere, three, some(kSmall, 0.5), kText);
  }
}

TEST(Attention, RefusesMorePositionsThanABlockHas) {
  Fixture small(some(kSmall));
  ASSERT_TRUE(small.set);
  const Hint hint("A cache has room for Block positions: ask before anything is written.");
  Small::Cache cache;
  small.outputs(kText, cache);
  const std::array<Value, 4> x = leaves<4>(small.tape, kText[0]);
  const std::size_t before = small.tape.size();
  const Numbers key = data_of(cache.keys[2]);
  EXPECT_THROW(small.attention[0](x, cache), std::length_error) << "a fourth position, of three";
  EXPECT_EQ(cache.size, 3) << "nothing is lost";
  EXPECT_EQ(data_of(cache.keys[2]), key) << "nothing is lost";
  EXPECT_EQ(small.tape.size(), before) << "nothing is recorded";
  Small::Cache fresh;
  EXPECT_NO_THROW(small.attention[0](x, fresh)) << "a new text, with a new cache";
}

TEST(Attention, AllocatesNothing) {
  Tape tape(50000);
  std::mt19937_64 random(1);
  const std::size_t before = allocations();
  const Attention<8, 2, 4> attention(tape, random);
  Attention<8, 2, 4>::Cache cache;
  std::array<Value, 8> x;
  for (Value& value : x) value = tape.value(0.5);
  for (int t = 0; t < 4; ++t) x = attention(rmsnorm(x), cache);
  EXPECT_EQ(allocations() - before, 0)
      << "allocations: sizes are known to the compiler, so arrays serve for everything";
}

}  // namespace
