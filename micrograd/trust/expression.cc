#include "micrograd/trust/expression.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iomanip>
#include <random>
#include <sstream>
#include <utility>

#include "micrograd/trust/dual.h"

namespace micrograd::trust {
namespace {

// No result is larger than this, nor are the shares by which it moves with another.
constexpr double kLargest = 100;

// Numbers that are easy to read, the simplest first.
constexpr std::array<double, 7> kSimple{1, 2, 3, 0.5, -1, -2, 0};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  double from_0_to_1() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
  double number() { return below(2) == 0 ? kSimple[below(kSimple.size())] : 4 * from_0_to_1() - 2; }

  // A step whose operands are among those `before` it: the first no further back than `reach`, the
  // second as near, or anywhere, or the same once more.
  Step step(std::size_t before, std::size_t reach) {
    if (before == 0 || below(before < 10 ? 4 : 50) == 0) return {Op::kInput, 0, 0, number()};
    const std::size_t first = near(before, reach);
    const std::size_t second = below(8) == 0 ? first : near(before, below(2) == 0 ? reach : before);
    const std::array of_two{Op::kAdd, Op::kSubtract, Op::kMultiply};
    const Op op = below(2) == 0 ? of_two[below(3)] : static_cast<Op>(1 + below(kOps - 1));
    return {op, first, second, number()};
  }

 private:
  std::size_t near(std::size_t before, std::size_t reach) {
    return before - 1 - below(std::min(reach, before));
  }

  std::mt19937_64 random_;
};

bool has_number(Op op) { return op == Op::kInput || op >= Op::kPlusNumber; }

// The roots and what they need, in the same order.
Expression without_bystanders(const Expression& expression) {
  std::vector<bool> needed(expression.steps.size());
  for (std::size_t root : expression.roots) needed[root] = true;
  for (std::size_t i = needed.size(); i-- > 0;) {
    if (!needed[i]) continue;
    const Step& step = expression.steps[i];
    if (operands(step.op) >= 1) needed[step.first] = true;
    if (operands(step.op) == 2) needed[step.second] = true;
  }
  Expression kept;
  std::vector<std::size_t> place(needed.size());
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (!needed[i]) continue;
    const Step& step = expression.steps[i];
    place[i] = kept.steps.size();
    kept.steps.push_back({step.op, place[step.first], place[step.second], step.number});
  }
  for (std::size_t root : expression.roots) kept.roots.push_back(place[root]);
  return kept;
}

// What shrinking reduces.
std::size_t weight(const Expression& expression) {
  std::size_t sum = 100 * expression.roots.size();
  for (const Step& step : expression.steps) {
    sum += 20 + operands(step.op);
    if (!has_number(step.op)) continue;
    sum += static_cast<std::size_t>(std::ranges::find(kSimple, step.number) - kSimple.begin());
  }
  return sum;
}

// The expression with step `other` wherever step i was used.
Expression with_instead(Expression expression, std::size_t i, std::size_t other) {
  const auto replace = [&](std::size_t& used) { used = used == i ? other : used; };
  for (Step& step : expression.steps) {
    replace(step.first);
    replace(step.second);
  }
  std::ranges::for_each(expression.roots, replace);
  return expression;
}

// Ways to make step i simpler.
std::vector<Expression> without(const Expression& expression, std::size_t i) {
  std::vector<Expression> all;
  const Step& step = expression.steps[i];
  if (operands(step.op) >= 1) all.push_back(with_instead(expression, i, step.first));
  if (operands(step.op) == 2) all.push_back(with_instead(expression, i, step.second));
  const auto try_step = [&](Op op, double number) {
    all.push_back(expression);
    all.back().steps[i] = {op, step.first, step.second, number};
  };
  for (double simple : kSimple) {
    if (operands(step.op) >= 1) try_step(Op::kInput, simple);
    if (has_number(step.op)) try_step(step.op, simple);
  }
  return all;
}

// Replaces `what`, if it is there, by `with`.
void replace(std::string& text, const char* what, const std::string& with) {
  const std::size_t at = text.find(what);
  if (at != std::string::npos) text.replace(at, 1, with);
}

}  // namespace

Expression random_expression(std::uint64_t seed) {
  Dice dice(seed);
  const double large = 20 * std::pow(100.0, dice.from_0_to_1());  // 20 to 2,000
  const std::size_t size =
      dice.below(4) == 0 ? static_cast<std::size_t>(large) : 1 + dice.below(20);
  const std::size_t reach = std::array<std::size_t, 3>{2, 8, size}[dice.below(3)];

  Expression expression;
  std::vector<Dual> results;
  const auto still = [](double number) { return Dual(number); };
  for (std::size_t i = 0; i < size; ++i) {
    Step step = dice.step(i, reach);
    Dual result = result_of(step, results, still);
    if (std::abs(result.value) > kLargest || result.size > kLargest) {
      step.op = Op::kTanh;  // The operation that makes nothing larger.
      result = result_of(step, results, still);
    }
    result.size = std::max(1.0, result.size);  // As if this were nudged too.
    results.push_back(result);
    expression.steps.push_back(step);
  }
  for (std::size_t k = 1 + dice.below(3); k > 0; --k) {
    expression.roots.push_back(dice.below(2) == 0 ? size - 1 : dice.below(size));
  }
  return expression;
}

Expression shrink(Expression expression, const std::function<bool(const Expression&)>& fails) {
  bool smaller = true;
  const auto attempt = [&](const Expression& candidate) {
    Expression rest = without_bystanders(candidate);
    if (weight(rest) >= weight(expression) || !fails(rest)) return false;
    expression = std::move(rest);
    return smaller = true;
  };
  while (smaller) {
    smaller = false;
    attempt(expression);
    for (std::size_t k = expression.roots.size(); k-- > 0 && expression.roots.size() > 1;) {
      Expression fewer = expression;
      fewer.roots.erase(fewer.roots.begin() + static_cast<std::ptrdiff_t>(k));
      attempt(fewer);
    }
    for (std::size_t i = expression.steps.size(); i-- > 0;) {
      if (i >= expression.steps.size()) continue;
      for (const Expression& candidate : without(expression, i)) {
        if (attempt(candidate)) break;
      }
    }
  }
  return expression;
}

std::string name_of(std::size_t step) { return std::string("v").append(std::to_string(step)); }

std::string to_cpp(double number) {
  for (int digits = 1;; ++digits) {
    std::ostringstream out;
    out << std::setprecision(digits) << number;
    // 17 digits tell any two doubles apart.
    if (digits < 17 && std::strtod(out.str().c_str(), nullptr) != number) continue;
    const bool whole = out.str().find_first_not_of("-0123456789") == std::string::npos;
    return out.str() + (whole ? ".0" : "");
  }
}

std::string to_cpp(const Expression& expression) {
  constexpr std::array<const char*, kOps> kTexts{"tape.value(N)", "tanh(A)", "-A",    "A + B",
                                                 "A - B",         "A * B",   "A + N", "N + A",
                                                 "A - N",         "N - A",   "A * N", "N * A"};
  std::ostringstream out;
  out << "Tape tape(" << 2 * expression.steps.size() << ");\n";  // A difference takes two places.
  for (std::size_t i = 0; i < expression.steps.size(); ++i) {
    const Step& step = expression.steps[i];
    std::string text = kTexts[static_cast<std::size_t>(step.op)];
    replace(text, "A", name_of(step.first));
    replace(text, "B", name_of(step.second));
    replace(text, "N", to_cpp(step.number));
    out << "const Value " << name_of(i) << " = " << text << ";\n";
  }
  for (std::size_t root : expression.roots) out << "backward(" << name_of(root) << ");\n";
  return out.str();
}

}  // namespace micrograd::trust
