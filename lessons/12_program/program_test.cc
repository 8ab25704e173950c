#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "micrograd/testing/allocations.h"
#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/values.h"

#include "program.h"

// A number that is no double, like those of lessons 14 and 15. If this doesn't compile: for such a number, there is
// nothing in std::, and no comparison.
struct Other {
  micrograd::Scalar x;

  Other(micrograd::Scalar number) : x(number) {}
  friend Other operator+(Other a, Other b) { return a.x + b.x; }
  friend Other operator-(Other a, Other b) { return a.x - b.x; }
  friend Other operator*(Other a, Other b) { return a.x * b.x; }
  friend Other operator/(Other a, Other b) { return a.x / b.x; }
  friend Other operator-(Other a) { return -a.x; }
  Other& operator+=(Other b) { return *this = *this + b; }
  Other& operator-=(Other b) { return *this = *this - b; }
  friend Other tanh(Other a) { return std::tanh(a.x); }
  friend Other exp(Other a) { return std::exp(a.x); }
  friend Other log(Other a) { return std::log(a.x); }
  friend Other pow(Other a, micrograd::Scalar number) { return std::pow(a.x, number); }
  friend Other positive_part(Other a) { return micrograd::positive_part(a.x); }
  friend Other positive_slope(Other a) { return micrograd::positive_slope(a.x); }
  friend Other share(Other partial, Other gradient) {
    return micrograd::share(partial.x, gradient.x);
  }
};

namespace {

using micrograd::Code;
using micrograd::Instruction;
using micrograd::Mark;
using micrograd::Operation;
using micrograd::Program;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::allocations;
using micrograd::testing::digits;
using micrograd::testing::Hint;
using micrograd::testing::rounding;

constexpr double kRounding = rounding<Scalar>();

// Whether two numbers are equal: up to rounding, both nan, or the same infinity.
::testing::AssertionResult alike(double got, double expected) {
  const bool same = got == expected || (std::isnan(got) && std::isnan(expected)) ||
                    std::abs(got - expected) <= 20 * kRounding * (1 + std::abs(expected));
  if (same) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << "it is " << digits(got, expected) << ", and should be " << digits(expected, got);
}

// Each operation, as an instruction and on a tape.
struct Kind {
  const char* name;
  Instruction in;
  Value (*record)(Value a, Value b);
};

const std::vector<Kind> kKinds{
    {"a + b", {Operation::kAdd, 0, 1, 0}, [](Value a, Value b) { return a + b; }},
    {"a + 2", {Operation::kAddNumber, 0, 0, 2}, [](Value a, Value) { return a + 2.0; }},
    {"a * b", {Operation::kMultiply, 0, 1, 0}, [](Value a, Value b) { return a * b; }},
    {"a * 3", {Operation::kMultiplyNumber, 0, 0, 3}, [](Value a, Value) { return a * 3.0; }},
    {"a / b", {Operation::kDivide, 0, 1, 0}, [](Value a, Value b) { return a / b; }},
    {"a / 4", {Operation::kDivideNumber, 0, 0, 4}, [](Value a, Value) { return a / 4.0; }},
    {"5 / a", {Operation::kNumberDivide, 0, 0, 5}, [](Value a, Value) { return 5.0 / a; }},
    {"tanh(a)", {Operation::kTanh, 0, 0, 0}, [](Value a, Value) { return tanh(a); }},
    {"exp(a)", {Operation::kExp, 0, 0, 0}, [](Value a, Value) { return exp(a); }},
    {"log(a)", {Operation::kLog, 0, 0, 0}, [](Value a, Value) { return log(a); }},
    {"relu(a)", {Operation::kRelu, 0, 0, 0}, [](Value a, Value) { return relu(a); }},
    {"pow(a, 3)", {Operation::kPow, 0, 0, 3}, [](Value a, Value) { return pow(a, 3); }},
    {"pow(a, 0)", {Operation::kPow, 0, 0, 0}, [](Value a, Value) { return pow(a, 0); }},
};

constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();
constexpr Scalar kNan = std::numeric_limits<Scalar>::quiet_NaN();

const std::vector<std::array<Scalar, 2>> kPairs{
    {0.5, 2},       {-1.5, 4},       {3, -0.25}, {0, 2}, {7, 0}, {Scalar(1e-3), 1e3},
    {kInfinity, 2}, {-kInfinity, 2}, {kNan, 1}};

TEST(Numbers, AreKeptOnTheTape) {
  Tape tape(10);
  const Value a = tape.value(Scalar(0.7));
  const auto expect = [&](Value y, Scalar number, const char* what) {
    EXPECT_EQ(tape.node(y.index()).partials[1], number)
        << what
        << ": its plain number is on the tape nowhere else. There is no second parent, so its "
           "partial has room: record({a, ...}, {{}, number}). It is in add_mul.h and ops.h";
  };
  expect(a + Scalar(0.1), Scalar(0.1), "a + 0.1");
  expect(a - Scalar(0.3), Scalar(-0.3), "a - 0.3, which is a + -0.3");
  expect(a / 3.0, 3, "a / 3");
  expect(3.0 / a, 3, "3 / a");
  expect(pow(a, Scalar(-0.5)), Scalar(-0.5), "pow(a, -0.5)");
}

TEST(Instructions, ComputeWhatTheOperationsDo) {
  for (const Kind& kind : kKinds) {
    for (const auto& [x, y] : kPairs) {
      Tape tape(10);
      const Value expected = kind.record(tape.value(x), tape.value(y));
      ASSERT_TRUE(alike(result_of(kind.in, x, y), expected.data()))
          << kind.name << " for a = " << x << " and b = " << y;
    }
  }
}

TEST(Instructions, WorkOnOtherNumbersThanDoubles) {
  for (const Kind& kind : kKinds) {
    const Scalar x = 3;
    const Scalar y = Scalar(-0.25);
    const Scalar result = result_of(kind.in, x, y);
    EXPECT_TRUE(alike(result_of(kind.in, Other(x), Other(y)).x, result)) << kind.name;
    Scalar d_a = 0;
    Scalar d_b = 0;
    hand_on(kind.in, x, y, result, Scalar(1), d_a, d_b);
    Other other_a = 0;
    Other other_b = 0;
    hand_on(kind.in, Other(x), Other(y), Other(result), Other(1), other_a, other_b);
    EXPECT_TRUE(alike(other_a.x, d_a) && alike(other_b.x, d_b)) << "the gradients of " << kind.name;
  }
}

TEST(Instructions, HandOnTheGradientAsTheOperationsDo) {
  for (const Kind& kind : kKinds) {
    for (const auto& [x, y] : kPairs) {
      Tape tape(10);
      const Value a = tape.value(x);
      const Value b = tape.value(y);
      const Value result = kind.record(a, b);
      backward(result * 0.5);
      Scalar d_a = 100;
      Scalar d_b = 200;
      hand_on(kind.in, x, y, result.data(), Scalar(0.5), d_a, d_b);
      ASSERT_TRUE(alike(d_a, 100 + a.grad())) << kind.name << " for a = " << x << " and b = " << y
                                              << ": the gradient of a, which was 100 before, for a "
                                                 "result's gradient of 0.5. It is added up: "
                                                 "others use a too";
      ASSERT_TRUE(alike(d_b, 200 + b.grad()))
          << kind.name << " for a = " << x << " and b = " << y
          << ": the gradient of b, which was 200 before, for a result's gradient of 0.5";
    }
  }
  for (const Kind& kind : kKinds) {
    Scalar d_a = 100;
    Scalar d_b = 200;
    hand_on(kind.in, Scalar(0), Scalar(0), Scalar(0), Scalar(0), d_a, d_b);
    EXPECT_TRUE(d_a == 100 && d_b == 200)
        << kind.name << " at 0, for a result's gradient of 0: the gradients of a and b become "
        << d_a << " and " << d_b
        << ", and should stay 100 and 200. A partial may be infinite, and 0 times "
           "infinity is nan: share() knows that";
  }
  for (const Operation operation : {Operation::kTanh, Operation::kExp}) {
    Scalar d_a = 0;
    Scalar d_b = 0;
    hand_on(Instruction{operation, 0, 0, 0}, kNan, kNan, Scalar(0.5), Scalar(1), d_a, d_b);
    EXPECT_FALSE(std::isnan(d_a))
        << (operation == Operation::kTanh ? "tanh" : "exp")
        << ": its slope follows from the result. Lesson 13 will have no more than that";
  }
  Scalar both = 1;
  hand_on(Instruction{Operation::kMultiply, 0, 0, 0}, Scalar(3), Scalar(3), Scalar(9), Scalar(1),
          both, both);
  EXPECT_EQ(both, 7) << "a * a at 3, where both operands are one place: 1 + 3 + 3";
}

// (tanh(w * x + b) - t)^2 on a tape, with something before and in between that it doesn't need.
struct Recorded {
  Tape tape{100};
  Value unused = tape.value(7.0);
  Value w = tape.value(0.5);
  Value unused_too = tape.value(8.0);
  Value b = tape.value(-0.25);
  Mark mark = tape.mark();
  Value x = tape.value(2.0);
  Value dead = exp(x) * unused;
  Value t = tape.value(1.0);
  Value y = tanh(w * x + b);
  Value loss = (y - t) * (y - t);
  Value later = tape.value(9.0);
};

double plain_loss(double w, double b, double x, double t) {
  const double miss = std::tanh(w * x + b) - t;
  return miss * miss;
}

TEST(Code, ReadsWhatTheOutputsNeed) {
  const Hint hint("is there a place for each node of the tape, up to the last output?");
  const Recorded r;
  const Code code(r.loss, r.mark);
  EXPECT_EQ(code.parameters, (std::vector<std::size_t>{r.w.index(), r.b.index()}))
      << "the places on the tape of w and b; the two other numbers before the mark aren't needed";
  ASSERT_EQ(code.inputs, 2) << "x and t are leaves between the mark and the output";
  std::vector<Operation> operations;
  std::size_t place = 4;
  for (const Instruction& in : code.instructions) {
    operations.push_back(in.operation);
    EXPECT_LT(in.a, place) << "instruction " << place - 4 << " reads what was computed before it";
    EXPECT_LT(in.b, place) << "instruction " << place - 4 << " reads what was computed before it";
    ++place;
  }
  // y - t is y + -1 * t, twice.
  const Operation kMul = Operation::kMultiply, kAdd = Operation::kAdd,
                  kNegate = Operation::kMultiplyNumber;
  ASSERT_EQ(operations, (std::vector<Operation>{kMul, kAdd, Operation::kTanh, kNegate, kAdd,
                                                kNegate, kAdd, kMul}))
      << "w * x + b, its tanh, and the square; exp(x) * unused is dead code, for nothing needs it";
  const Instruction& product = code.instructions[0];
  EXPECT_EQ(product.a, 0) << "the places of a program: first w and b, then x and t. w has place 0";
  EXPECT_EQ(product.b, 2) << "the places of a program: first w and b, then x and t. x has place 2";
  EXPECT_EQ(code.instructions[1].a, 4) << "w * x is the first result, at place 4";
  EXPECT_EQ(code.outputs, (std::vector<std::uint32_t>{11})) << "the last of eight results";
  EXPECT_EQ(code.size(), 12);
}

TEST(Code, ComputesOneResultAfterTheOther) {
  const Recorded r;
  const Code code(r.y, r.mark);
  ASSERT_EQ(code.size(), 7) << "w, b, x, t; then the product, the sum and the tanh";
  std::array<Scalar, 8> data{-1, 0.75, 2, 9, 7, 7, 7, 7};
  code.forward(data.data());
  EXPECT_EQ(data[4], -2) << "w * x for w = -1 and x = 2, at the first place after the inputs";
  EXPECT_EQ(data[5], -1.25) << "w * x + b for b = 0.75";
  EXPECT_TRUE(alike(data[6], std::tanh(-1.25))) << "tanh(w * x + b)";
  EXPECT_EQ(data[7], 7) << "what comes after the last place isn't the code's to write";
  EXPECT_EQ(data[0], -1) << "parameters and inputs stay";
}

TEST(Code, WalksBackOverItsResults) {
  const Recorded r;
  const Code code(r.y, r.mark);
  ASSERT_EQ(code.size(), 7);
  const auto t = Scalar(std::tanh(-1.25));
  const std::array<Scalar, 7> data{-1, 0.75, 2, 9, -2, -1.25, t};
  std::array<Scalar, 7> gradients{100, 0, 0, 0, 0, 0, 1};
  code.backward(data.data(), gradients.data());
  const Scalar slope = 1 - t * t;
  EXPECT_TRUE(alike(gradients[5], slope)) << "of w * x + b: the slope of its tanh";
  EXPECT_TRUE(alike(gradients[1], slope)) << "of b";
  EXPECT_TRUE(alike(gradients[2], -slope)) << "of x, which is w = -1 times as much";
  EXPECT_TRUE(alike(gradients[0], 100 + 2 * slope))
      << "of w, which was 100 before: added to, not set";
}

TEST(Code, GivesAnInputThatNothingNeedsItsPlaceToo) {
  const Recorded r;
  const std::array<Value, 2> outputs{r.y, r.t};
  const Code code(outputs, r.mark);
  EXPECT_EQ(code.inputs, 2) << "x and t";
  EXPECT_EQ(code.outputs, (std::vector<std::uint32_t>{6, 3})) << "an output may be an input";
  const Code without(r.dead, r.mark);
  EXPECT_EQ(without.inputs, 1) << "t was recorded after this output, and has nothing to do with it";
  Tape tape(10);
  const Mark mark = tape.mark();
  tape.value(1.0);
  const Value used = tape.value(2.0);
  EXPECT_EQ(Code(used * used, mark).inputs, 2)
      << "two leaves before the output: forward() is given a number for each, in their order";
}

TEST(Code, TakesWhatWasComputedBeforeTheMarkAsItIs) {
  Tape tape(20);
  const Value w = tape.value(3.0);
  const Value square = w * w;
  const Mark mark = tape.mark();
  const Value x = tape.value(2.0);
  const Code code(square * x, mark);
  EXPECT_EQ(code.parameters, (std::vector<std::size_t>{square.index()}))
      << "w * w is before the mark, and so it is a parameter, like a leaf. Nobody asks for w";
  EXPECT_EQ(code.instructions.size(), 1) << "the product with x";
}

TEST(Code, ReadsWhatEachOutputNeeds) {
  Tape tape(20);
  const Mark mark = tape.mark();
  const Value x = tape.value(2.0);
  const std::array<Value, 3> outputs{exp(x), x * 3.0, tanh(x)};
  const Code code(outputs, mark);
  EXPECT_EQ(code.instructions.size(), 3) << "three outputs, none of which needs another";
  EXPECT_EQ(code.outputs, (std::vector<std::uint32_t>{1, 2, 3})) << "in their order, after x";
  const Code turned(std::vector<Value>{outputs[2], outputs[0]}, mark);
  EXPECT_EQ(turned.outputs, (std::vector<std::uint32_t>{2, 1})) << "tanh(x) first, and then exp(x)";
}

TEST(Code, SaysWhatItCanNotRead) {
  Recorded r;
  Tape other(10);
  const Value elsewhere = other.value(1.0);
  EXPECT_THROW(Code(elsewhere, r.mark), std::logic_error) << "an output on another tape";
  EXPECT_THROW(Code(r.w, r.mark), std::logic_error) << "an output before the mark";
  EXPECT_THROW(Code(Value(), r.mark), std::logic_error) << "an output on no tape";
  EXPECT_THROW(Code(std::span<const Value>(), r.mark), std::logic_error) << "no output at all";
  const Value unknown = r.tape.record("sigmoid", 0.5, {r.x, 0.25});
  EXPECT_THROW(Code(unknown * 2.0, r.mark), std::invalid_argument)
      << "an operation that it doesn't know";
  EXPECT_NO_THROW(Code(r.loss, r.mark)) << "an unknown operation that nothing needs does no harm";
  const Value nothing = r.x + 0.0;
  r.x.set_data(kNan);
  EXPECT_NO_THROW(Code(nothing, r.mark)) << "a + 0.0 is as good as any, whatever a has become";
  r.tape.rewind(r.mark);
  EXPECT_THROW(Code(r.loss, r.mark), std::logic_error) << "an output that was rewound away";
}

TEST(Program, RunsForOtherNumbers) {
  Recorded r;
  Program<> program{Code(r.loss, r.mark)};
  ASSERT_EQ(program.code().inputs, 2);
  for (const auto& [w, b] : std::vector<std::array<double, 2>>{{0.5, -0.25}, {-1, 0.75}}) {
    r.w.set_data(Scalar(w));
    r.b.set_data(Scalar(b));
    program.read_parameters(r.tape);
    for (const auto& [x, t] : std::vector<std::array<double, 2>>{{2, 1}, {-0.5, 0.25}, {2, 1}}) {
      const auto outputs = program.forward(std::array{Scalar(x), Scalar(t)});
      ASSERT_EQ(outputs.size(), 1);
      ASSERT_TRUE(alike(outputs[0], plain_loss(w, b, x, t)))
          << "(tanh(w * x + b) - t)^2 for w = " << w << ", b = " << b << ", x = " << x
          << ", t = " << t << ". Parameters come first, then inputs, then the results";
    }
  }
  const std::array<Value, 2> outputs{r.loss, r.y};
  Program<> two{Code(outputs, r.mark)};
  ASSERT_EQ(two.code().inputs, 2);
  two.read_parameters(r.tape);
  const auto results = two.forward(std::array{Scalar(2), Scalar(1)});
  ASSERT_EQ(results.size(), 2);
  EXPECT_TRUE(alike(results[1], std::tanh(-1 * 2 + 0.75))) << "the second output, y";
}

TEST(Program, WalksBackFromItsOutputs) {
  Recorded r;
  const std::array<Value, 2> outputs{r.loss, r.y};
  Program<> program{Code(outputs, r.mark)};
  ASSERT_EQ(program.code().inputs, 2);
  const double h = 1e-5;
  double sum_w = 0;
  double sum_b = 0;
  program.read_parameters(r.tape);
  for (const auto& [x, t] : std::vector<std::array<double, 2>>{{2, 1}, {-0.5, 0.25}, {1, -3}}) {
    // 1.5 * loss - 2 * y, and by how much it moves with each.
    const auto f = [&](double w, double b, double at, double target) {
      return 1.5 * plain_loss(w, b, at, target) - 2 * std::tanh(w * at + b);
    };
    program.forward(std::array{Scalar(x), Scalar(t)});
    program.backward(std::array{Scalar(1.5), Scalar(-2)});
    sum_w += (f(0.5 + h, -0.25, x, t) - f(0.5 - h, -0.25, x, t)) / (2 * h);
    sum_b += (f(0.5, -0.25 + h, x, t) - f(0.5, -0.25 - h, x, t)) / (2 * h);
    const double d_x = (f(0.5, -0.25, x + h, t) - f(0.5, -0.25, x - h, t)) / (2 * h);
    const double d_t = (f(0.5, -0.25, x, t + h) - f(0.5, -0.25, x, t - h)) / (2 * h);
    ASSERT_EQ(program.input_gradients().size(), 2);
    const double tolerance = std::max(1e-7, 1000 * kRounding);
    ASSERT_NEAR(program.input_gradients()[0], d_x, tolerance)
        << "how fast 1.5 * loss - 2 * y moves with x, at x = " << x << " and t = " << t
        << ", in this run alone: is everything but the parameters' gradients set to 0 before?";
    ASSERT_NEAR(program.input_gradients()[1], d_t, tolerance)
        << "how fast 1.5 * loss - 2 * y moves with t, at x = " << x << " and t = " << t;
    program.write_gradients(r.tape);
    ASSERT_NEAR(r.w.grad(), sum_w, tolerance) << "the gradient of w, added up over all runs since "
                                                 "read_parameters(). Each seed is added to the "
                                                 "gradient of its output's place";
    ASSERT_NEAR(r.b.grad(), sum_b, tolerance) << "the gradient of b, added up over all runs";
  }
  program.read_parameters(r.tape);
  program.write_gradients(r.tape);
  EXPECT_EQ(r.w.grad(), 0) << "read_parameters() begins a new sum";
}

TEST(Program, WritesTheGradientsOfAllThatIsBeforeTheMark) {
  Recorded r;
  Program<> program{Code(r.y, r.mark)};
  ASSERT_EQ(program.code().inputs, 2);
  program.read_parameters(r.tape);
  program.forward(std::array{Scalar(2), Scalar(1)});
  program.backward(std::array{Scalar(1)});
  for (Scalar& gradient : r.tape.gradients()) gradient = 100;
  program.write_gradients(r.tape);
  const double slope = 1 - std::tanh(0.75) * std::tanh(0.75);
  EXPECT_TRUE(alike(r.w.grad(), 2 * slope)) << "w";
  EXPECT_TRUE(alike(r.b.grad(), slope)) << "b";
  EXPECT_EQ(r.unused.grad(), 0)
      << "a parameter that the program doesn't need: descend() would move it by an old gradient";
  EXPECT_EQ(r.x.grad(), 100) << "what comes after the mark stays as it is";
}

TEST(Program, AddsAnOutputThatIsThereTwice) {
  Recorded r;
  const std::array<Value, 2> outputs{r.y, r.y};
  Program<> program{Code(outputs, r.mark)};
  ASSERT_EQ(program.code().inputs, 2);
  program.read_parameters(r.tape);
  program.forward(std::array{Scalar(2), Scalar(1)});
  program.backward(std::array{Scalar(1), Scalar(2)});
  program.write_gradients(r.tape);
  EXPECT_TRUE(alike(r.b.grad(), 3 * (1 - std::tanh(0.75) * std::tanh(0.75))))
      << "the same output twice, with seeds 1 and 2, which add up to 3";
}

TEST(Program, HandsOnNoGradientOfZero) {
  Tape tape(20);
  const Value w = tape.value(0.0);
  const Mark mark = tape.mark();
  const Value x = tape.value(1.0);
  const std::array<Value, 2> outputs{x * 2.0, log(w)};
  Program<> program{Code(outputs, mark)};
  ASSERT_EQ(program.code().inputs, 1);
  program.read_parameters(tape);
  program.forward(std::array{Scalar(1)});
  program.backward(std::array{Scalar(1), Scalar(0)});
  program.write_gradients(tape);
  EXPECT_EQ(w.grad(), 0)
      << "log is infinitely steep at 0, and 0 times infinity is nan. As in lesson 4, a "
         "gradient of 0 is not handed on";
}

// A program of another tape, in turn with the first.
TEST(Program, RemembersNothingOfAnother) {
  const Hint hint("Is anything static, or remembered from an earlier call?");
  Recorded r;
  Recorded other;
  other.w.set_data(-2.0);
  Program<> first{Code(r.y, r.mark)};
  Program<> second{Code(other.loss, other.mark)};
  ASSERT_EQ(first.code().inputs, 2);
  first.read_parameters(r.tape);
  second.read_parameters(other.tape);
  for (const double x : {1.0, 2.0}) {
    EXPECT_TRUE(
        alike(first.forward(std::array{Scalar(x), Scalar(1)})[0], std::tanh(0.5 * x - 0.25)))
        << "x = " << x;
    EXPECT_TRUE(
        alike(second.forward(std::array{Scalar(x), Scalar(1)})[0], plain_loss(-2, -0.25, x, 1)))
        << "x = " << x;
    first.backward(std::array{Scalar(1)});
    second.backward(std::array{Scalar(1)});
  }
  first.write_gradients(r.tape);
  const double slopes = 2 - std::pow(std::tanh(0.25), 2) - std::pow(std::tanh(0.75), 2);
  EXPECT_TRUE(alike(r.b.grad(), slopes)) << "the gradient of b, of the first program alone";
}

TEST(Program, AllocatesNothingOnceItIsConstructed) {
  Recorded r;
  Program<> program{Code(r.loss, r.mark)};
  ASSERT_EQ(program.code().inputs, 2);
  const std::size_t before = allocations();
  program.read_parameters(r.tape);
  program.forward(std::array{Scalar(2), Scalar(1)});
  program.backward(std::array{Scalar(1)});
  program.write_gradients(r.tape);
  EXPECT_EQ(allocations() - before, 0) << "calls of operator new in a run";
}

}  // namespace
