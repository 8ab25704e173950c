#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "micrograd/testing/compiled.h"
#include "micrograd/testing/gradient_check.h"
#include "micrograd/testing/hint.h"
#include "micrograd/testing/values.h"

#include "source.h"

namespace {

using micrograd::Code;
using micrograd::Fused;
using micrograd::Lines;
using micrograd::Mark;
using micrograd::Program;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Text;
using micrograd::Value;
using micrograd::testing::Hint;
using micrograd::testing::Ran;
using micrograd::testing::rounding;
using micrograd::testing::run_compiled;
using Limits = std::numeric_limits<Scalar>;

// What printed code uses of the lessons before, for a program that includes none of them.
const char* const kEarlierLessons = R"(
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <vector>
namespace micrograd {
inline Scalar positive_part(Scalar x) { return x <= 0 ? 0 : x; }
inline Scalar positive_slope(Scalar x) { return x <= 0 ? 0 : 1; }
inline Scalar share(Scalar partial, Scalar gradient) { return gradient == 0 ? 0 : partial * gradient; }
template <std::size_t N, typename Number>
Number add_products(Number sum, const Number* x, const Number* y) {
  for (std::size_t i = 0; i < N; ++i) sum += x[i] * y[i];
  return sum;
}
template <std::size_t N, typename Number>
void hand_on_products(const Number* x, const Number* y, Number gradient, Number* d_x, Number* d_y) {
  for (std::size_t i = 0; i < N; ++i) d_x[i] += share(y[i], gradient);
  for (std::size_t i = 0; i < N; ++i) d_y[i] += share(x[i], gradient);
}
}
inline void print(double x) { std::printf("%a\n", x); }
)";

// Compiles and runs a program that includes what was printed: "printed.h".
Ran run(const std::string& printed, const std::string& main) {
  const std::string scalar = "namespace micrograd { using Scalar = " +
                             std::string(sizeof(Scalar) == 4 ? "float" : "double") + "; }\n";
  return run_compiled(
      {{"fuse.h", "#pragma once\n" + scalar + kEarlierLessons},
       {"printed.h", "#include \"fuse.h\"\n" + printed},
       {"main.cc", "#include \"fuse.h\"\n#include \"printed.h\"\nint main() {\n" + main + "}\n"}});
}

// Whether two numbers are equal, sign of zero included, or both nan.
bool same(Scalar a, Scalar b) {
  return (a == b && std::signbit(a) == std::signbit(b)) || (std::isnan(a) && std::isnan(b));
}

std::string all_digits(Scalar x) {
  return ::testing::PrintToString(micrograd::testing::Exactly{x});
}

// What a compiler makes of each expression, against what it should be.
void expect_compiled(const std::vector<std::pair<std::string, Scalar>>& expected, const char* why) {
  std::string main =
      "  using micrograd::Scalar; using Number = Scalar;\n  using namespace micrograd; using "
      "namespace std;\n";
  for (const auto& [code, number] : expected) main += "  print(" + code + ");\n";
  const Ran ran = run("", main);
  ASSERT_TRUE(ran.compiled) << "the compiler does not accept one of the expressions:\n"
                            << ran.output;
  ASSERT_EQ(ran.numbers.size(), expected.size()) << ran.output;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto got = static_cast<Scalar>(ran.numbers[i]);
    ASSERT_TRUE(same(got, expected[i].second))
        << "compiled, " << expected[i].first << " is " << all_digits(got) << ", and should be "
        << all_digits(expected[i].second) << ": " << why;
  }
}

// Without spaces, so that a line may be set as you like.
std::string squeezed(std::string text) {
  std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
  return text;
}

// Places v[0], v[1], and so on, whose lines go there.
std::vector<Text> places(std::size_t count, Lines& lines, const std::string& row = "v") {
  std::vector<Text> all(count);
  for (std::size_t i = 0; i < count; ++i)
    all[i].be_place(row + '[' + std::to_string(i) + ']', lines);
  return all;
}

TEST(Text, SpellsNumbersInFull) {
  std::vector<std::pair<std::string, Scalar>> expected;
  for (const Scalar x :
       {Scalar(0.1), Scalar(1) / 3, Scalar(2), Scalar(-0.5), Scalar(0), Scalar(-0.0), Scalar(1e30),
        Scalar(123456789.25), Scalar(3e9), Limits::max(), Limits::denorm_min(), Limits::infinity(),
        -Limits::infinity(), Limits::quiet_NaN()}) {
    expected.emplace_back(Text(x).code(), x);
    expected.emplace_back(pow(Text(2), x).code(), std::pow(Scalar(2), x));
  }
  expect_compiled(
      expected,
      "a number is printed with as many digits as tell it from every other one; -0.0 without its "
      "point is an integer, which has no sign; and infinity and nan have names");
}

// An expression, computed from numbers or from texts.
template <typename F>
void expect_of(std::vector<std::pair<std::string, Scalar>>& expected, const F& f) {
  // Numbers for which the order of operations matters: 1 + (1e17 - 1e17) is 1, and (1 + 1e17) - 1e17 is 0.
  const Scalar large = 2 / Limits::epsilon() * 10;
  for (const auto& [a, b, c] : {std::array<Scalar, 3>{1, large, -large},
                                std::array<Scalar, 3>{Scalar(0.7), Scalar(-0.3), Scalar(1.1)}}) {
    expected.emplace_back(f(Text(a), Text(b), Text(c)).code(), f(a, b, c));
  }
}

TEST(Text, PutsBracketsWhereTheyMatter) {
  using micrograd::positive_part, micrograd::positive_slope, micrograd::share;
  using std::exp, std::log, std::pow, std::tanh;
  std::vector<std::pair<std::string, Scalar>> expected;
  expect_of(expected, [](auto a, auto b, auto c) { return a + b + c; });
  expect_of(expected, [](auto a, auto b, auto c) { return a + (b + c); });
  expect_of(expected, [](auto a, auto b, auto c) { return a - b - c; });
  expect_of(expected, [](auto a, auto b, auto c) { return a - (b - c); });
  expect_of(expected, [](auto a, auto b, auto c) { return a - (b + c); });
  expect_of(expected, [](auto a, auto b, auto c) { return a * b + c; });
  expect_of(expected, [](auto a, auto b, auto c) { return a * (b + c); });
  expect_of(expected, [](auto a, auto b, auto c) { return (a + b) * c; });
  expect_of(expected, [](auto a, auto b, auto c) { return (a - b) / c; });
  expect_of(expected, [](auto a, auto b, auto c) { return a / (b * c); });
  expect_of(expected, [](auto a, auto b, auto c) { return a / (b / c); });
  expect_of(expected, [](auto a, auto b, auto c) { return a * (b / c); });
  expect_of(expected, [](auto a, auto b, auto c) { return a / b * c; });
  expect_of(expected, [](auto a, auto b, auto c) { return -(a + b) - c; });
  expect_of(expected, [](auto a, auto b, auto c) { return -(a * b) / -c; });
  expect_of(expected, [](auto a, auto b, auto c) { return a - -(-b) * -c; });
  expect_of(expected, [](auto a, auto b, auto c) { return tanh(a + b) * exp(c / b - a); });
  expect_of(expected, [](auto a, auto b, auto c) { return 1 - log(a) / 2 + pow(b - c, 2) * b; });
  expect_of(expected,
            [](auto a, auto b, auto c) { return positive_part(c) - positive_slope(a - b); });
  expect_of(expected, [](auto a, auto b, auto c) { return share(1 - a * a, b + c) * 2; });
  expect_compiled(expected,
                  "what is on the right of - or /, and a sum in a product, needs brackets; and so "
                  "does one of + and * if the order of rounding is to stay");
  Lines lines;
  const std::vector<Text> v = places(2, lines);
  EXPECT_EQ(squeezed((v[0] * v[1]).code()), "v[0]*v[1]") << "a name needs no brackets";
  const std::string twice = squeezed((-(-v[0])).code());
  EXPECT_EQ(twice.find("--"), std::string::npos)
      << twice << ": to the compiler, -- is an operator of its own";
}

TEST(Text, PrintsALineForEachPlace) {
  Lines lines;
  std::vector<Text> v = places(3, lines);
  v[2] = v[0] * v[1];
  EXPECT_EQ(squeezed(lines.text), "v[2]=v[0]*v[1];") << "what is assigned to a place is a line";
  EXPECT_EQ(v[2].code(), "v[2]") << "after that, the place still goes by its own name";
  EXPECT_EQ(lines.count, 1);
  lines = {};
  Text copy = v[0];
  copy = v[1];
  EXPECT_EQ(lines.text, "")
      << "a copy is a number, not the place: what is assigned to it is no line";
  EXPECT_EQ(copy.code(), "v[1]");
}

TEST(Text, PrintsALineForEachSum) {
  Lines lines;
  std::vector<Text> v = places(4, lines);
  v[3] += v[2];
  v[3] -= 2 * v[1];
  EXPECT_EQ(squeezed(lines.text), "v[3]+=v[2];v[3]-=" + squeezed((2 * v[1]).code()) + ";")
      << "what is added to a place, or taken from it, is a line";
  EXPECT_EQ(v[3].code(), "v[3]") << "and the place still goes by its own name";
  EXPECT_EQ(lines.count, 2);
  lines = {};
  Text sum = v[0];
  sum += v[1];
  sum -= v[3];
  EXPECT_EQ(squeezed(lines.text), "constNumbert0=v[0]+v[1];constNumbert1=t0-v[3];")
      << "a sum that grows is a new variable each time";
  EXPECT_EQ(sum.code(), "t1");
  EXPECT_EQ(v[0].code(), "v[0]")
      << "the sum is a copy: the place that it began with stays as it was";
  EXPECT_EQ(lines.count, 2);
  sum -= v[1] + v[2];
  EXPECT_NE(squeezed(lines.text).find("t2=t1-(v[1]+v[2]);"), std::string::npos)
      << lines.text << ": the same brackets as ever: t1 - (v[1] + v[2])";
  Text numbers(1);
  numbers += Text(2);
  EXPECT_EQ(squeezed(numbers.code()), squeezed((Text(1) + Text(2)).code()))
      << "a sum of plain numbers has no Lines to put a variable in: it stays an expression";
  Text other(0);
  other += v[0];
  EXPECT_EQ(other.code(), "t3") << "each variable has a name of its own";
  Lines elsewhere;
  const std::vector<Text> w = places(1, elsewhere, "w");
  Text here = w[0];
  here += w[0];
  EXPECT_EQ(here.code(), "t0") << "names are counted in each function, that is, in its Lines";
}

TEST(Text, KeepsLoopsAsTheyAre) {
  const Hint hint(
      "a Text that has no Lines: a plain number has none, nor has a place before be_place()");
  Lines lines;
  std::vector<Text> v = places(20, lines);
  std::vector<Text> d = places(20, lines, "d");
  const auto& loops = micrograd::kLoops<Text>;
  v[9] = loops[3].add(v[2], &v[3], &v[6]);
  EXPECT_EQ(squeezed(lines.text), "v[9]=add_products<3>(v[2],&v[3],&v[6]);")
      << "a dot of 3 products is one call of lesson 13's loop";
  lines = {};
  loops[3].hand_on(&v[3], &v[6], d[9], &d[3], &d[6]);
  EXPECT_EQ(squeezed(lines.text), "hand_on_products<3>(&v[3],&v[6],d[9],&d[3],&d[6]);")
      << "and so is its derivative";
  EXPECT_EQ(lines.count, 1);
}

// A tape with all operations, of which fuse() merges some; parameters that don't stand side by side, one that nothing needs,
// two outputs, and an input that is only handed through.
struct Everything {
  Tape tape{200};
  std::vector<Value> parameters, inputs;
  std::vector<Value> roots;
  Mark mark{};

  Everything() {
    for (const double x : {0.3, -0.8, 1.7, 0.6})
      parameters.push_back(tape.value(static_cast<Scalar>(x)));
    tape.value(9);
    parameters.push_back(tape.value(Scalar(0.45)));
    mark = tape.mark();
    for (const double x : {0.9, -0.4, 1.2}) inputs.push_back(tape.value(static_cast<Scalar>(x)));
    const auto& w = parameters;
    const auto& x = inputs;
    const Value hidden = tanh(w[2] + w[0] * x[0] + w[1] * x[1]);
    const Value sum = exp(w[4] * hidden + w[3] * x[1] - Scalar(0.1));
    const Value quotient = Scalar(3) / (sum + Scalar(0.5)) + hidden / sum / Scalar(7);
    const Value end = relu(log(sum + x[2] * x[2]) * Scalar(1.1)) + pow(quotient, Scalar(1.5));
    roots = {end - hidden * hidden, x[2], relu(-sum) + end};
  }
};

// What Program would do with the struct of that name: its outputs, then its gradients of inputs and parameters.
std::string use_of(const std::string& name) {
  return "  {\n    using micrograd::Scalar;\n    const micrograd::" + name + R"( code;
    std::vector<Scalar> v(code.size()), d(code.size());
    print(double(code.mark)); print(double(code.inputs)); print(double(code.size()));
    print(double(code.parameters.size()));
    for (std::size_t i : code.parameters) print(double(i));
    for (std::size_t i = 0; i < code.parameters.size(); ++i) v[i] = kParameters[code.parameters[i]];
    for (std::size_t i = 0; i < code.inputs; ++i) v[code.parameters.size() + i] = kInputs[i];
    code.forward(v.data());
    for (auto place : code.outputs) print(v[place]);
    for (std::size_t k = 0; k < code.outputs.size(); ++k) d[code.outputs[k]] += Scalar(1 + k) / 2;
    code.backward(v.data(), d.data());
    for (std::size_t i = 0; i < code.parameters.size() + code.inputs; ++i) print(d[i]);
  }
)";
}

// The same numbers, by the code itself.
template <typename C>
std::vector<double> numbers_of(const C& code, const Everything& recorded,
                               const std::vector<Scalar>& inputs) {
  std::vector<Scalar> v(code.size()), d(code.size());
  std::vector<double> all{double(code.mark), double(code.inputs), double(code.size()),
                          double(code.parameters.size())};
  for (const std::size_t i : code.parameters) all.push_back(static_cast<double>(i));
  for (std::size_t i = 0; i < code.parameters.size(); ++i)
    v[i] = recorded.tape.data()[code.parameters[i]];
  std::ranges::copy(inputs, v.begin() + static_cast<std::ptrdiff_t>(code.parameters.size()));
  code.forward(v.data());
  for (const auto place : code.outputs) all.push_back(v[place]);
  for (std::size_t k = 0; k < code.outputs.size(); ++k)
    d[code.outputs[k]] += static_cast<Scalar>(1 + k) / 2;
  code.backward(v.data(), d.data());
  for (std::size_t i = 0; i < code.parameters.size() + code.inputs; ++i) all.push_back(d[i]);
  return all;
}

TEST(PrintSource, ComputesWhatTheCodeDoes) {
  const Hint hint(
      "a Text that has no Lines: a plain number has none, nor has a place before be_place()");
  const Everything recorded;
  const std::vector<Scalar> inputs{Scalar(-0.35), Scalar(0.8),
                                   Scalar(0.55)};  // Not those of the recording.
  const Code code(recorded.roots, recorded.mark);
  std::ostringstream fused, plain;
  print_source(fused, "Fused", fuse(code));
  print_source(plain, "Plain", code);
  std::string numbers = "  using micrograd::Scalar;\n  const Scalar kParameters[] = {";
  for (std::size_t i = 0; i < recorded.mark.size; ++i)
    numbers += std::to_string(recorded.tape.data()[i]) + ", ";
  numbers += "};\n  const Scalar kInputs[] = {";
  for (const Scalar x : inputs) numbers += std::to_string(x) + ", ";
  numbers += "};\n";
  for (const auto& [name, text, expected] :
       {std::tuple("Fused", fused.str(), numbers_of(fuse(code), recorded, inputs)),
        std::tuple("Plain", plain.str(), numbers_of(code, recorded, inputs))}) {
    const Ran ran = run(text, numbers + use_of(name));
    ASSERT_TRUE(ran.compiled) << "the compiler does not accept what print_source() printed:\n"
                              << ran.output << '\n'
                              << text;
    ASSERT_EQ(ran.numbers.size(), expected.size()) << text << '\n' << ran.output;
    const std::size_t parameters = static_cast<std::size_t>(expected[3]);
    const std::vector<std::pair<std::size_t, const char*>> parts{
        {3, "mark, inputs, size() and the number of parameters"},
        {4 + parameters, "the parameters' places on the tape"},
        {4 + parameters + 3, "the outputs"},
        {expected.size(), "the gradients of parameters and inputs"}};
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const auto part = std::ranges::find_if(parts, [i](const auto& p) { return i < p.first; });
      ASSERT_NEAR(ran.numbers[i], expected[i],
                  20 * rounding<Scalar>() * (1 + std::abs(expected[i])))
          << "in " << (part == parts.end() ? "" : part->second) << " of\n"
          << text;
    }
  }
}

TEST(PrintSource, PrintsALineForAStep) {
  const Everything recorded;
  const Fused code = fuse(Code(recorded.roots, recorded.mark));
  std::ostringstream out, again;
  print_source(out, "SquaredNeuron", code);
  print_source(again, "SquaredNeuron", code);
  EXPECT_EQ(again.str(), out.str()) << "printed a second time, it is the same";
  const std::string text = squeezed(out.str());
  std::size_t lines = 0;
  for (std::size_t i = text.find(";v["); i != std::string::npos; i = text.find(";v[", i + 1))
    ++lines;
  EXPECT_EQ(lines, code.steps.size()) << "forward() has a line for each step, v[...] = ...; in\n"
                                      << out.str();
  EXPECT_NE(text.find("=tanh(add_products<2>("), std::string::npos)
      << "a neuron of two inputs is one line, v[...] = tanh(add_products<2>(...)); in\n"
      << out.str();
}

// Code of y = 2x, whose backward pass adds something up that has nothing to do with gradients.
struct AddsUp {
  std::size_t mark = 0, inputs = 1;
  std::vector<std::size_t> parameters;
  std::vector<std::uint32_t> outputs{1};

  std::size_t size() const { return 2; }
  template <typename Number>
  void forward(Number* v) const {
    v[1] = v[0] + v[0];
  }
  template <typename Number>
  void backward(const Number* v, Number* d) const {
    Number sum = v[0];
    sum += v[0];
    d[0] += d[1] * sum / v[0];
  }
};

TEST(PrintSource, KeepsThePassesApart) {
  std::ostringstream out;
  micrograd::print_source(out, "AddsUp", AddsUp());
  const std::string text = squeezed(out.str());
  const std::size_t variable = text.find("constNumbert0=v[0]+v[0];");
  ASSERT_NE(variable, std::string::npos) << out.str();
  EXPECT_GT(variable, text.find("voidbackward("))
      << "t0 belongs to the backward pass, and is printed in the forward pass: tell v its places "
         "anew, with the other "
         "Lines\n"
      << out.str();
}

TEST(PrintSource, RefusesWhatIsTooLong) {
  Tape tape(10000);
  const Value w = tape.value(Scalar(0.5));
  const Mark mark = tape.mark();
  Value x = tape.value(1);
  std::size_t lines = 0;  // One forward, and one back.
  for (; lines < micrograd::kMostLines; lines += 2) x = tanh(x);
  std::ostringstream most;
  EXPECT_NO_THROW(print_source(most, "Most", Code(x, mark))) << "of kMostLines lines";
  std::ostringstream out;
  try {
    print_source(out, "Longer", Code(tanh(x) * w, mark));
    FAIL() << "code of more than kMostLines lines is refused";
  } catch (const std::length_error& error) {
    // tanh is a line in each direction, and the product one forward and two back.
    EXPECT_TRUE(std::string(error.what()).find(std::to_string(lines + 5)) != std::string::npos)
        << "the message says how many lines it would have, forward and back: " << lines + 5
        << "; it says\n"
        << error.what();
  }
  EXPECT_EQ(out.str(), "") << "nothing is printed of it";
}

}  // namespace
