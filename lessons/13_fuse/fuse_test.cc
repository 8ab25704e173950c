#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "micrograd/testing/allocations.h"
#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/values.h"

#include "fuse.h"

namespace {

using micrograd::Code;
using micrograd::Fused;
using micrograd::Instruction;
using micrograd::Mark;
using micrograd::Merged;
using micrograd::Node;
using micrograd::Operation;
using micrograd::Program;
using micrograd::Scalar;
using micrograd::Step;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::allocations;
using micrograd::testing::digits;
using micrograd::testing::Hint;
using micrograd::testing::rounding;

using Products = std::vector<std::array<std::uint32_t, 2>>;

constexpr std::uint32_t kNone = Node::kNone;

// Whether two numbers are equal: up to rounding, both nan, or the same infinity.
::testing::AssertionResult alike(double got, double expected) {
  const bool same = got == expected || (std::isnan(got) && std::isnan(expected)) ||
                    std::abs(got - expected) <= 50 * rounding<Scalar>() * (1 + std::abs(expected));
  if (same) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << "it is " << digits(got, expected) << ", and should be " << digits(expected, got);
}

// Leaves: w, of which the first `before` are before the mark, the others are inputs.
struct Leaves {
  explicit Leaves(std::size_t size, std::size_t before = 0) {
    for (std::size_t i = 0; i < size; ++i) {
      if (i == before) mark = tape.mark();
      w.push_back(tape.value(Scalar(0.5) + static_cast<Scalar>(i)));
    }
    if (before == size) mark = tape.mark();
  }

  // What merge() makes of the code for these Values.
  std::vector<Merged> merged(const std::vector<Value>& roots) const {
    const Code code(roots, mark);
    std::vector<Merged> all = merge(code);
    EXPECT_EQ(all.size(), code.instructions.size()) << "one for each instruction, gone or not";
    all.resize(code.instructions.size());
    return all;
  }

  Tape tape{1000};
  Mark mark;
  std::vector<Value> w;
};

// Which of them are gone: "-" for each that is, and "x" for each that stays.
std::string what_stays(const std::vector<Merged>& all) {
  std::string text;
  for (const Merged& in : all) text += in.gone ? '-' : 'x';
  return text;
}

TEST(Merge, AProductJoinsASum) {
  const Leaves l(3);
  const std::vector<Merged> all = l.merged({l.w[2] + l.w[0] * l.w[1]});
  ASSERT_EQ(what_stays(all), "-x")
      << "w[2] + w[0] * w[1]: nobody but the sum reads the product, so it is gone";
  EXPECT_EQ(all[1].products, (Products{{0, 1}})) << "the places of w[0] and w[1]";
  EXPECT_EQ(all[1].a, 2) << "the sum begins with w[2]";
  EXPECT_EQ(all[1].operation, Operation::kAdd) << "nothing is done to the sum";

  const std::vector<Merged> turned = l.merged({l.w[0] * l.w[1] + l.w[2]});
  ASSERT_EQ(what_stays(turned), "-x") << "w[0] * w[1] + w[2]: the product may come first, too";
  EXPECT_EQ(turned[1].products, (Products{{0, 1}}));
  EXPECT_EQ(turned[1].a, 2) << "the sum begins with w[2]: x + y is y + x, to the last digit";
}

TEST(Merge, AChainOfSumsIsOneDot) {
  const Leaves l(7);
  Value sum = l.w[6];
  for (std::size_t i = 0; i < 3; ++i) sum = sum + l.w[i] * l.w[i + 3];
  const std::vector<Merged> all = l.merged({sum});
  ASSERT_EQ(what_stays(all), "-----x") << "w[6] + w[0] * w[3] + w[1] * w[4] + w[2] * w[5]";
  EXPECT_EQ(all[5].a, 6) << "it begins with w[6]";
  EXPECT_EQ(all[5].products, (Products{{0, 3}, {1, 4}, {2, 5}})) << "in the order of the sums";

  const std::vector<Merged> bare = l.merged({l.w[0] * l.w[1] + l.w[2] * l.w[3] + l.w[4] * l.w[5]});
  ASSERT_EQ(what_stays(bare), "----x") << "a sum of nothing but products";
  EXPECT_EQ(bare[4].a, kNone) << "it begins with no number: Node::kNone";
  EXPECT_EQ(bare[4].products, (Products{{0, 1}, {2, 3}, {4, 5}})) << "in the order of the sums";

  const std::vector<Merged> late = l.merged({l.w[0] * l.w[1] + (l.w[2] + l.w[3] * l.w[4])});
  ASSERT_EQ(what_stays(late), "---x") << "w[0] * w[1] + (w[2] + w[3] * w[4])";
  EXPECT_EQ(late[3].a, 2);
  EXPECT_EQ(late[3].products, (Products{{3, 4}, {0, 1}}))
      << "the sum in brackets is added up first, and the product w[0] * w[1] is added to that";
}

TEST(Merge, TanhExpAndReluGoOnFromADot) {
  const Leaves l(3);
  const auto dot = [&] { return l.w[2] + l.w[0] * l.w[1]; };
  const std::vector<std::pair<Value, Operation>> go_on{{tanh(dot()), Operation::kTanh},
                                                       {exp(dot()), Operation::kExp},
                                                       {relu(dot()), Operation::kRelu}};
  for (const auto& [root, operation] : go_on) {
    const std::vector<Merged> all = l.merged({root});
    ASSERT_EQ(what_stays(all), "--x") << "only the " << l.tape.node(root.index()).op
                                      << " of a dot stays. If no dot is taken in: an instruction "
                                         "with one operand has b = a, and is one reader";
    EXPECT_EQ(all[2].operation, operation) << "what is done to the sum";
    EXPECT_EQ(all[2].a, 2);
    EXPECT_EQ(all[2].products, (Products{{0, 1}}));
  }
  for (const Value root : {log(dot()), pow(dot(), 3)}) {
    EXPECT_EQ(what_stays(l.merged({root})), "-xx")
        << "a " << l.tape.node(root.index()).op
        << ": its partial can't be told from its result alone";
  }
  for (const Value root : {dot() + 2.0, dot() / 2.0}) {
    EXPECT_EQ(what_stays(l.merged({root})), "-xx")
        << "a " << l.tape.node(root.index()).op
        << " with a plain number stays an instruction of its own";
  }
  EXPECT_EQ(what_stays(l.merged({tanh(l.w[0] + l.w[1])})), "xx")
      << "a sum without a product is no dot";
  const Value bent = tanh(dot());
  const std::vector<Merged> after = l.merged({bent + l.w[0] * l.w[1]});
  ASSERT_EQ(what_stays(after), "--x-x")
      << "tanh(dot) + w[0] * w[1]: the tanh stands between two sums";
  EXPECT_EQ(after[4].products, (Products{{0, 1}})) << "not those under the tanh";
  EXPECT_EQ(after[4].a, 5) << "the place of the tanh, the third result after three leaves";
}

TEST(Merge, LeavesWhatOthersRead) {
  const Leaves l(4);
  const Value product = l.w[0] * l.w[1];
  EXPECT_EQ(what_stays(l.merged({l.w[2] + product, product})), "xx")
      << "a product that is an output";
  EXPECT_EQ(what_stays(l.merged({(l.w[2] + product) * exp(product)})), "xxxx")
      << "a product that both a sum and an exp read";
  EXPECT_EQ(what_stays(l.merged({product + product})), "xx") << "a product that a sum reads twice";
  const Value sum = l.w[2] + l.w[0] * l.w[1];
  EXPECT_EQ(what_stays(l.merged({sum + l.w[0] * l.w[3], sum})), "-x-x")
      << "a sum that is an output";
  EXPECT_EQ(what_stays(l.merged({tanh(sum) * sum})), "-xxx")
      << "a sum that a tanh and a product read";
  const std::vector<Merged> numbers = l.merged({l.w[0] * 3.0 + l.w[1]});
  EXPECT_EQ(what_stays(numbers), "xx")
      << "w[0] * 3 + w[1]: 3 is a plain number, which has no place";
}

// Whether these places go up by one.
::testing::AssertionResult side_by_side(const std::vector<std::uint32_t>& row) {
  const auto gap = std::ranges::adjacent_find(row, [](auto x, auto y) { return y != x + 1; });
  if (gap == row.end()) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "new places " << ::testing::PrintToString(row);
}

// Whether the new places are a layout: parameters first, then inputs as they were, then the results that stay.
void expect_layout(const Code& code, const std::vector<Merged>& merged,
                   const std::vector<std::uint32_t>& places) {
  const std::size_t first = code.parameters.size() + code.inputs;
  std::vector<std::uint32_t> taken;
  for (std::size_t old = 0; old < places.size(); ++old) {
    if (old >= first && merged[old - first].gone) continue;
    taken.push_back(places[old]);
    if (old < code.parameters.size()) {
      EXPECT_LT(places[old], code.parameters.size()) << "a parameter moves among the parameters";
    } else if (old < first) {
      EXPECT_EQ(places[old], old) << "an input stays where it is";
    }
  }
  std::ranges::sort(taken);
  ASSERT_EQ(taken[0], 0) << "the first place is taken";
  EXPECT_TRUE(side_by_side(taken)) << ": each place once, and none is left out";
}

TEST(LayOut, PutsSideBySideWhatADotReads) {
  // A matrix of 3 x 3 parameters, row by row; dots with its columns, of an input; and of their results, another.
  const Leaves l(12, 9);
  std::vector<Value> y;
  for (std::size_t column = 0; column < 3; ++column) {
    Value sum = l.w[column] * l.w[9];
    for (std::size_t row = 1; row < 3; ++row) sum = sum + l.w[3 * row + column] * l.w[9 + row];
    y.push_back(tanh(sum));
  }
  const Value root = y[0] * y[0] + y[1] * y[1] + y[2] * y[2];
  const Code code(root, l.mark);
  const std::vector<Merged> merged = merge(code);
  const std::vector<std::uint32_t> places = lay_out(code, merged);
  ASSERT_EQ(places.size(), code.size()) << "a new place for each place of the code";
  expect_layout(code, merged, places);
  for (std::uint32_t column = 0; column < 3; ++column) {
    EXPECT_TRUE(side_by_side({places[column], places[column + 3], places[column + 6]}))
        << ": column " << column << " of the matrix, whose old places are " << column << ", "
        << column + 3 << " and " << column + 6 << ". A dot reads it";
  }
  std::vector<std::uint32_t> squares;
  for (const auto& product : merged.back().products) squares.push_back(places[product[0]]);
  EXPECT_TRUE(side_by_side(squares)) << ": three results, whose squares are added up";
}

TEST(LayOut, LetsTheLongestDotChooseFirst) {
  // w[0], w[2] in a short dot, recorded first; w[0] to w[3] in a long one.
  const Leaves l(8, 4);
  const Value brief = l.w[0] * l.w[4] + l.w[2] * l.w[5];
  const Value tall = l.w[3] * l.w[4] + l.w[2] * l.w[5] + l.w[1] * l.w[6] + l.w[0] * l.w[7];
  const std::vector<Value> roots{brief, tall};
  const Code code(roots, l.mark);
  const std::vector<Merged> merged = merge(code);
  const std::vector<std::uint32_t> places = lay_out(code, merged);
  ASSERT_EQ(places.size(), code.size());
  expect_layout(code, merged, places);
  EXPECT_TRUE(side_by_side({places[3], places[2], places[1], places[0]}))
      << ": the dot of four products reads the parameters in the order 3, 2, 1, 0. Of two dots "
         "that can't both "
         "have what they want, the longer one gains more";
}

// Fused code by hand, with two parameters and two inputs at places 0 to 3.
Fused by_hand(std::vector<Step> steps) { return {2, {0, 1}, 2, std::move(steps), {4}}; }

TEST(Fused, RunsItsSteps) {
  const auto result = [](const Step& step) {
    std::array<Scalar, 6> data{2, 3, 5, 7, 9, 9};
    by_hand({step}).forward(data.data());
    EXPECT_EQ(data[5], 9) << "what comes after the last place isn't the code's to write";
    return data[4];
  };
  EXPECT_EQ(result({{Operation::kAdd, 1, 2, 0}, 4, 0, 0, 0}), 8)
      << "3 + 5: with a size of 0, a step is an instruction";
  EXPECT_EQ(result({{Operation::kDivideNumber, 3, 3, 2}, 4, 0, 0, 0}), 3.5) << "7 / 2";
  EXPECT_EQ(result({{Operation::kAdd, 3, kNone, 0}, 4, 2, 0, 2}), 2 * 5 + 3 * 7 + 7)
      << "a dot that begins with the number at place 3: 7 + 2 * 5 + 3 * 7";
  EXPECT_EQ(result({{Operation::kAdd, kNone, kNone, 0}, 4, 3, 0, 1}), 2 * 3 + 3 * 5 + 5 * 7)
      << "a dot that begins with no number, of rows that overlap: 2 * 3 + 3 * 5 + 5 * 7";
  EXPECT_TRUE(alike(result({{Operation::kTanh, 0, kNone, 0}, 4, 1, 0, 0}), std::tanh(6.0)))
      << "tanh(2 + 2 * 2)";
  EXPECT_TRUE(alike(result({{Operation::kExp, kNone, kNone, 0}, 4, 1, 0, 1}), std::exp(6.0)))
      << "exp(2 * 3)";
  std::array<Scalar, 6> data{-1, 0, 5, 7, 9, 9};
  by_hand({{{Operation::kAdd, kNone, kNone, 0}, 4, 1, 0, 1}}).forward(data.data());
  EXPECT_TRUE(data[4] == 0 && std::signbit(data[4]))
      << "-1 * 0 is -0.0, and so is a dot of nothing but this: 0 + -0.0 would be 0, but -0.0 + x "
         "is always x";
  Fused two = by_hand(
      {{{Operation::kAdd, 0, kNone, 0}, 5, 1, 1, 2}, {{Operation::kAdd, 5, 5, 0}, 4, 0, 0, 0}});
  data = {2, 3, 5, 7, 9, 9};
  two.forward(data.data());
  EXPECT_EQ(data[4], 34)
      << "first 2 + 3 * 5 at place 5, then that plus itself at place 4: a step has its own place "
         "for the result";
}

TEST(Fused, WalksBackOverItsSteps) {
  // The gradients of places 0 to 3, which were 100, for a gradient of 2 at place 4.
  const auto gradients = [](const Step& step, std::array<Scalar, 5> data = {2, 3, 5, 7, 0},
                            Scalar seed = 2) {
    const Fused fused = by_hand({step});
    fused.forward(data.data());
    std::array<Scalar, 5> all{100, 100, 100, 100, seed};
    fused.backward(data.data(), all.data());
    return std::vector<Scalar>(all.begin(), all.begin() + 4);
  };
  using All = std::vector<Scalar>;
  EXPECT_EQ(gradients({{Operation::kMultiply, 1, 2, 0}, 4, 0, 0, 0}), (All{100, 110, 106, 100}))
      << "an instruction, 3 * 5";
  EXPECT_EQ(gradients({{Operation::kAdd, 3, kNone, 0}, 4, 2, 0, 2}), (All{110, 114, 104, 108}))
      << "7 + 2 * 5 + 3 * 7: each operand of a product gets 2 times the other one, and 7 stands at "
         "place 3, "
         "which also gets 2 for what the sum begins with. All are added up";
  EXPECT_EQ(gradients({{Operation::kAdd, kNone, kNone, 0}, 4, 2, 1, 1}), (All{100, 112, 120, 100}))
      << "3 * 3 + 5 * 5: both rows are one, so each gets both shares";
  EXPECT_EQ(gradients({{Operation::kAdd, kNone, kNone, 0}, 4, 3, 0, 1}), (All{106, 114, 120, 110}))
      << "2 * 3 + 3 * 5 + 5 * 7: the rows overlap, and 3 and 5 get two shares";
  EXPECT_EQ(gradients({{Operation::kRelu, 3, kNone, 0}, 4, 2, 0, 2}), (All{110, 114, 104, 108}))
      << "relu(7 + 2 * 5 + 3 * 7): the sum is positive, so it passes";
  EXPECT_EQ(gradients({{Operation::kRelu, 0, kNone, 0}, 4, 1, 0, 1}, {-2, 3, 5, 7, 0}),
            (All{100, 100, 100, 100}))
      << "relu(-2 + -2 * 3): the sum is negative, so it gets nothing";
  const Scalar t = std::tanh(Scalar(0.25) + Scalar(0.25) * 2);
  const std::vector<Scalar> through =
      gradients({{Operation::kTanh, 0, kNone, 0}, 4, 1, 0, 1}, {0.25, 2, 5, 7, 0});
  EXPECT_TRUE(alike(through[0], 100 + 2 * (1 - t * t) * (1 + 2)))
      << "tanh(x + x * y) for x = 0.25, y = 2: of x, from both places where it stands. First comes "
         "the slope of the tanh";
  EXPECT_TRUE(alike(through[1], 100 + 2 * (1 - t * t) * Scalar(0.25))) << "of y";
  const std::vector<Scalar> infinite =
      gradients({{Operation::kAdd, kNone, kNone, 0}, 4, 1, 0, 1},
                {std::numeric_limits<Scalar>::infinity(), 3, 5, 7, 0}, 0);
  EXPECT_EQ(infinite, (All{100, 100, 100, 100}))
      << "a gradient of 0 is not handed on, even times infinity: share()";
}

// Runs the code, and the code fused, for the same numbers, and compares all that comes out.
void expect_the_same(const Code& code, Tape& tape, std::uint64_t seed) {
  Program<> program(code);
  Program<Scalar, Fused> fused(fuse(code));
  ASSERT_EQ(fused.code().parameters.size(), code.parameters.size());
  ASSERT_EQ(fused.code().inputs, code.inputs);
  ASSERT_EQ(fused.code().outputs.size(), code.outputs.size()) << "an output for each";
  program.read_parameters(tape);
  fused.read_parameters(tape);
  std::mt19937_64 random(seed);
  for (int run = 0; run < 2; ++run) {
    std::vector<Scalar> inputs(code.inputs);
    std::vector<Scalar> seeds(code.outputs.size());
    for (Scalar& input : inputs) input = micrograd::uniform(random);
    for (Scalar& s : seeds) s = micrograd::uniform(random);
    const auto outputs = program.forward(inputs);
    const auto results = fused.forward(inputs);
    for (std::size_t k = 0; k < outputs.size(); ++k) {
      ASSERT_TRUE(alike(results[k], outputs[k]))
          << "output " << k << " in run " << run
          << ", by the fused program, and by the one that was not "
             "fused. Its parameters have an order of their own: data[i] is "
             "that of the number at place parameters[i] of the tape";
    }
    program.backward(seeds);
    fused.backward(seeds);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      ASSERT_TRUE(alike(fused.input_gradients()[i], program.input_gradients()[i]))
          << "the gradient of input " << i << " in run " << run;
    }
  }
  program.write_gradients(tape);
  const std::vector<Scalar> expected(tape.gradients().begin(), tape.gradients().end());
  fused.write_gradients(tape);
  for (std::size_t i = 0; i < code.mark; ++i) {
    ASSERT_TRUE(alike(tape.gradients()[i], expected[i]))
        << "the gradient of the number at place " << i
        << " of the tape, after two runs. The parameters of a fused program have an order of its "
           "own";
  }
}

TEST(Fuse, MakesAStepOfEachNeuron) {
  Tape tape(1000);
  std::mt19937_64 random(1);
  const micrograd::Mlp<2, 3, 1> network(tape, random);
  const Mark mark = tape.mark();
  const std::array<Value, 2> x{tape.value(0.0), tape.value(0.0)};
  const auto [y] = network(x);
  const Code code(y, mark);
  const Fused fused = fuse(code);
  ASSERT_EQ(fused.steps.size(), 4)
      << "four neurons, of which each is one dot and its tanh, as products and sums "
         "it was "
      << code.instructions.size() << " instructions";
  for (const Step& step : fused.steps) {
    EXPECT_EQ(step.operation, Operation::kTanh);
    EXPECT_NE(step.a, kNone) << "each begins with its bias";
  }
  EXPECT_EQ(fused.steps[0].size, 2) << "of two inputs";
  EXPECT_EQ(fused.steps[3].size, 3) << "of three results";
  EXPECT_EQ(fused.outputs, (std::vector<std::uint32_t>{fused.steps[3].result}))
      << "the last neuron's result";
  EXPECT_EQ(fused.size(), 13 + 2 + 4) << "13 parameters, two inputs, four results";
  expect_the_same(code, tape, 1);
}

TEST(Fuse, CutsWhatIsTooLongOrNotSideBySide) {
  Leaves l(80, 40);
  for (const std::size_t size : {1U, 2U, 15U, 16U, 17U, 32U, 33U, 40U}) {
    Value sum = l.w[0] * l.w[40];
    for (std::size_t i = 1; i < size; ++i) sum = sum + l.w[i] * l.w[40 + i];
    const Code code(tanh(sum), l.mark);
    const std::vector<Step> steps = fuse(code).steps;
    ASSERT_EQ(steps.size(), (size + 15) / 16)
        << "a dot of " << size << " products, in steps of at most 16";
    std::size_t products = 0;
    for (const Step& step : steps) products += step.size;
    EXPECT_EQ(products, size) << "all steps' products together";
    EXPECT_EQ(steps.back().operation, Operation::kTanh)
        << "only after the last step comes the tanh";
    if (steps.size() > 1) {
      EXPECT_EQ(steps[0].operation, Operation::kAdd) << "before it is nothing but a sum";
      EXPECT_EQ(steps[1].a, steps[0].result) << "each goes on from the one before";
    }
    expect_the_same(code, l.tape, size);
  }
  // Inputs stay where they are, so these two rows have a gap: 40, 41, and 43, 44, 45.
  Value sum = l.w[0] * l.w[40] + l.w[1] * l.w[41];
  for (std::size_t i = 3; i < 6; ++i) sum = sum + l.w[i] * l.w[40 + i];
  const Code code(sum, l.mark);
  EXPECT_EQ(fuse(code).steps.size(), 2)
      << "inputs 0 and 1, and then 3 to 5: two steps, for there is a gap";
  expect_the_same(code, l.tape, 99);
}

// Graphs of sums, products and what is done to them, at random.
TEST(Fuse, ComputesWhatTheCodeDoes) {
  const Hint hint(
      "Compare what merge() says with the code, by hand: `bazel run //lessons/13_fuse:look` prints "
      "both.");
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Leaves l(6, 3);
    std::mt19937_64 random(seed);
    std::vector<Value> all = l.w;
    for (int k = 0; k < 20; ++k) {
      const auto pick = [&] {
        return all[all.size() - 1 - random() % std::min<std::size_t>(all.size(), 5)];
      };
      const Value a = pick();
      const Value b = pick();
      switch (random() % 8) {
        case 0: all.push_back(a + b); break;
        case 1: all.push_back(a * 0.5 - b); break;
        case 2: all.push_back(tanh(a)); break;
        case 3: all.push_back(relu(a)); break;
        case 4: all.push_back(log(a * a + 1.0)); break;
        case 5: all.push_back(exp(-(a * a))); break;
        default:
          all.push_back(tanh(a * b));
          all.push_back(all.back() + a * b);
          break;
      }
    }
    const std::vector<Value> roots{all[all.size() - 4], tanh(all.back()), all.back()};
    expect_the_same(Code(roots, l.mark), l.tape, seed);
    if (HasFatalFailure()) FAIL() << "graph " << seed;
  }
}

TEST(Fuse, RemembersNothingAndAllocatesNothing) {
  const Hint hint("Is anything static, or made anew in each run?");
  Leaves l(6, 3);
  const Leaves other(6, 2);
  const auto dot = [](const Leaves& of) { return of.w[0] * of.w[3] + of.w[1] * of.w[4]; };
  Program<Scalar, Fused> first(fuse(Code(dot(l), l.mark)));
  Program<Scalar, Fused> second(fuse(Code(other.w[5] + dot(other), other.mark)));
  ASSERT_EQ(first.code().outputs.size() + second.code().outputs.size(), 2);
  first.read_parameters(l.tape);
  second.read_parameters(other.tape);
  const std::size_t before = allocations();
  for (int run = 0; run < 2; ++run) {
    EXPECT_EQ(first.forward(std::array<Scalar, 3>{10, 20, 30})[0], 35) << "0.5 * 10 + 1.5 * 20";
    EXPECT_EQ(second.forward(std::array<Scalar, 4>{2, 4, 6, 8})[0], 19) << "8 + 0.5 * 4 + 1.5 * 6";
    first.backward(std::array<Scalar, 1>{1});
    second.backward(std::array<Scalar, 1>{1});
  }
  EXPECT_EQ(first.input_gradients()[0], 0.5);
  EXPECT_EQ(second.input_gradients()[3], 1);
  EXPECT_EQ(allocations() - before, 0) << "calls of operator new while the programs run";
}

}  // namespace
