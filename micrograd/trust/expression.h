/// \file
/// Expressions as data: they can be drawn at random, evaluated in any type of number, cut down to
/// what matters, and printed as C++.
///
///     Expression e{{{Op::kInput, 0, 0, 3.0}, {Op::kMultiply, 0, 0}}, {1}};  // v1 = v0 * v0
///     evaluate(e, plain);                                   // {3.0, 9.0}
#ifndef MICROGRAD_TRUST_EXPRESSION_H_
#define MICROGRAD_TRUST_EXPRESSION_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Evidence that the engine is right on every graph: random expressions, and random calls.
namespace micrograd::trust {

/// What a step does with its operands a and b, and its number n: each way to write an operation.
enum class Op : std::uint8_t {
  kInput,        ///< n
  kTanh,         ///< tanh(a)
  kNegate,       ///< -a
  kAdd,          ///< a + b
  kSubtract,     ///< a - b
  kMultiply,     ///< a * b
  kPlusNumber,   ///< a + n
  kNumberPlus,   ///< n + a
  kMinusNumber,  ///< a - n
  kNumberMinus,  ///< n - a
  kTimesNumber,  ///< a * n
  kNumberTimes,  ///< n * a
};

/// The number of operations.
constexpr std::size_t kOps = 12;

/// How many operands an operation has: 0, 1 or 2.
inline std::size_t operands(Op op) {
  if (op == Op::kInput) return 0;
  return op == Op::kAdd || op == Op::kSubtract || op == Op::kMultiply ? 2 : 1;
}

/// One line of an expression. Its operands are earlier lines.
struct Step {
  Op op = Op::kInput;      ///< What it does.
  std::size_t first = 0;   ///< a
  std::size_t second = 0;  ///< b
  double number = 0;       ///< n
};

/// A computation, line by line, and the results to differentiate, one after the other, on the same
/// tape.
struct Expression {
  std::vector<Step> steps;         ///< Each has operands before it.
  std::vector<std::size_t> roots;  ///< Any of the steps, and any of them again.
};

/// The result of one step. `input(number)` makes an input, and so determines the type of number.
template <typename Number, typename Input>
Number result_of(const Step& step, const std::vector<Number>& before, Input input) {
  using std::tanh;
  const auto a = [&] { return before[step.first]; };
  const auto b = [&] { return before[step.second]; };
  switch (step.op) {
    case Op::kInput: break;
    case Op::kTanh: return tanh(a());
    case Op::kNegate: return -a();
    case Op::kAdd: return a() + b();
    case Op::kSubtract: return a() - b();
    case Op::kMultiply: return a() * b();
    case Op::kPlusNumber: return a() + step.number;
    case Op::kNumberPlus: return step.number + a();
    case Op::kMinusNumber: return a() - step.number;
    case Op::kNumberMinus: return step.number - a();
    case Op::kTimesNumber: return a() * step.number;
    case Op::kNumberTimes: return step.number * a();
  }
  return input(step.number);
}

/// The results of all steps. `nudge(i, result)` is called with each result once it is computed, and
/// may change it.
template <typename Input, typename Nudge>
auto evaluate(const Expression& expression, Input input, Nudge nudge) {
  std::vector<decltype(input(0.0))> results;
  results.reserve(expression.steps.size());
  for (const Step& step : expression.steps) {
    results.push_back(result_of(step, results, input));
    nudge(results.size() - 1, results.back());
  }
  return results;
}

/// The results of all steps.
template <typename Input>
auto evaluate(const Expression& expression, Input input) {
  return evaluate(expression, input, [](std::size_t, auto&) {});
}

/// An input as a plain double.
inline double plain(double number) { return number; }

/// An expression of 1 to 2,000 steps, mostly few, and with 1 to 3 roots. No result, and no sum of
/// the shares by which one moves with another, is above 100: so rounding errors stay small too.
Expression random_expression(std::uint64_t seed);

/// Makes an expression smaller while `fails` holds for it: drops roots and steps, replaces a step
/// by an operand or an input, and picks simpler numbers.
/// REQUIRES: fails(expression).
Expression shrink(Expression expression, const std::function<bool(const Expression&)>& fails);

/// The expression as C++, for a tape named `tape`: each step as a line `const Value v2 = v0 * v1;`,
/// each root as a line `backward(v2);`.
std::string to_cpp(const Expression& expression);

/// What a step's Value is called there: "v2".
std::string name_of(std::size_t step);

/// A number as C++ writes it, with as many digits as it takes: "2.0".
std::string to_cpp(double number);

}  // namespace micrograd::trust

#endif  // MICROGRAD_TRUST_EXPRESSION_H_
