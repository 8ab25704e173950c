// Gradients of ten thousand random expressions, compared with two methods that need no tape.
//
// To try ten thousand others: bazel test //micrograd/trust:gradients_test
//     --test_arg=--gtest_random_seed=1  (and 2, 3, ... 99999)
#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "micrograd/micrograd.h"
#include "micrograd/testing/finite_difference.h"
#include "micrograd/trust/dual.h"
#include "micrograd/trust/expression.h"

namespace {

using micrograd::Node;
using micrograd::Tape;
using micrograd::Value;
using micrograd::testing::nudge;
using micrograd::trust::Dual;
using micrograd::trust::evaluate;
using micrograd::trust::Expression;
using micrograd::trust::Op;
using micrograd::trust::operands;
using micrograd::trust::Step;
using micrograd::trust::to_cpp;

using Backward = std::function<void(Value)>;

// A number on the tape that is wrong.
struct Mismatch {
  std::string what;
  double got;
  double expected;
  double tolerance;
  std::string drawing;
};

// Places from the root down to the first input: the root, and what it was computed from.
std::vector<std::size_t> ancestors(const Expression& expression, std::size_t root) {
  std::vector<bool> needed(root + 1);
  needed[root] = true;
  std::vector<std::size_t> places;
  for (std::size_t i = root + 1; i-- > 0;) {
    if (!needed[i]) continue;
    places.push_back(i);
    const Step& step = expression.steps[i];
    if (operands(step.op) >= 1) needed[step.first] = true;
    if (operands(step.op) == 2) needed[step.second] = true;
  }
  return places;
}

// Three of them or fewer without the root, evenly spread, the first input included.
std::vector<std::size_t> a_few(const std::vector<std::size_t>& places) {
  const std::size_t n = std::min<std::size_t>(places.size() - 1, 3);
  std::vector<std::size_t> few;
  for (std::size_t k = 1; k <= n; ++k) few.push_back(places[k * (places.size() - 1) / n]);
  return few;
}

// d(root)/d(step i), by forward mode.
Dual forward_mode(const Expression& expression, std::size_t root, std::size_t i) {
  return evaluate(
      expression, [](double number) { return Dual(number); },
      [i](std::size_t at, Dual& result) {
        if (at == i) result.slope = result.size = 1;
      })[root];
}

// The same by a central difference: how far the root moves when the result of step i is nudged.
double nudged(const Expression& expression, std::size_t root, std::size_t i, double h) {
  const auto moved = [&](double by) {
    return evaluate(expression, micrograd::trust::plain, [&](std::size_t at, double& result) {
      if (at == i) result += by;
    })[root];
  };
  return (moved(h) - moved(-h)) / (2 * h);
}

// Records the expression, runs `backward` from each root, and returns the first number on the tape
// that is wrong.
std::optional<Mismatch> mismatch(const Expression& expression, const Backward& backward) {
  Tape tape(2 * expression.steps.size());
  const std::vector<Value> values =
      evaluate(expression, [&](double number) { return tape.value(number); });
  const std::vector<double> results = evaluate(expression, micrograd::trust::plain);
  Value root = values.front();
  // Comparisons are written so that nan is wrong too.
  const auto wrong = [&](std::size_t i, const char* what, double got, double expected,
                         double tolerance) -> std::optional<Mismatch> {
    if (!std::isfinite(expected) || std::abs(got - expected) <= tolerance) return {};
    return Mismatch{micrograd::trust::name_of(i) + what, got, expected, tolerance, dot(root)};
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    // On machines that multiply and add in one step, a compiler may round one time less.
    if (auto m = wrong(i, ".data()", values[i].data(), results[i], 1e-10)) return m;
  }
  for (const std::size_t place : expression.roots) {
    root = values[place];
    backward(root);
    if (auto m = wrong(place, ".grad()", root.grad(), 1, 0)) return m;
    const std::vector<std::size_t> needed = ancestors(expression, place);
    for (const std::size_t i : a_few(needed)) {
      const Dual exact = forward_mode(expression, place, i);
      const double gradient = values[i].grad();
      if (auto m = wrong(i, ".grad()", gradient, exact.slope, 1e-12 * exact.size)) return m;
      const double slope = nudged(expression, place, i, nudge(results[i]));
      if (auto m = wrong(i, ".grad()", gradient, slope, 1e-4 * std::max(1.0, exact.size))) return m;
    }
    // needed is sorted, downwards.
    for (std::size_t i = values.size(); i-- > 0;) {
      if (std::ranges::binary_search(needed, i, std::greater<>())) continue;
      if (auto m = wrong(i, ".grad()", values[i].grad(), 0, 0)) return m;
    }
  }
  return {};
}

// What is wrong with an expression, as a test to paste and as a drawing, of the smallest part that
// shows it; "" if nothing is.
std::string report(const Expression& expression, const Backward& backward) {
  const auto fails = [&](const Expression& e) { return mismatch(e, backward).has_value(); };
  if (!fails(expression)) return "";
  const Expression small = shrink(expression, fails);
  const Mismatch m = mismatch(small, backward).value();
  return to_cpp(small) + "EXPECT_NEAR(" + m.what + ", " + to_cpp(m.expected) + ", " +
         to_cpp(m.tolerance) + ");  // it was " + to_cpp(m.got) + "\n" + m.drawing;
}

TEST(Gradients, AreRightForTenThousandRandomExpressions) {
  const auto base = static_cast<std::uint64_t>(GTEST_FLAG_GET(random_seed)) * 10'000;
  for (std::uint64_t seed = base; seed < base + 10'000; ++seed) {
    const Expression expression = micrograd::trust::random_expression(seed);
    ASSERT_EQ(report(expression, micrograd::backward), "")
        << "random_expression(" << seed << ") has " << expression.steps.size()
        << " steps; above is the smallest part of it that goes wrong, and its graph";
  }
}

// How many of a thousand random expressions have each shape.
std::map<std::string, int> shapes() {
  std::map<std::string, int> count;
  const auto note = [&](const char* shape, bool has_it) { count[shape] += has_it ? 1 : 0; };
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const Expression expression = micrograd::trust::random_expression(seed);
    const std::vector<Step>& steps = expression.steps;
    const std::size_t root = expression.roots.back();
    const std::vector<std::size_t> needed = ancestors(expression, root);
    std::vector<int> uses(steps.size());
    std::vector<std::size_t> depth(steps.size());
    bool twice = false;
    bool late_input = false;
    bool number = false;
    for (std::size_t k = needed.size(); k-- > 0;) {
      const std::size_t i = needed[k];
      const Step& step = steps[i];
      const std::size_t n = operands(step.op);
      if (n >= 1) ++uses[step.first];
      if (n == 2) ++uses[step.second];
      if (n >= 1) depth[i] = 1 + std::max(depth[step.first], depth[step.second]);
      twice = twice || (n == 2 && step.first == step.second);
      late_input = late_input || (n == 0 && k + 1 < needed.size() && depth[needed[k + 1]] > 0);
      number = number || step.op >= Op::kPlusNumber;
    }
    note("one step", steps.size() == 1);
    note("a thousand steps", steps.size() >= 1000);
    note("a chain of two hundred", depth[root] >= 200);
    note("an operand used twice", twice);
    note("a diamond", std::ranges::any_of(uses, [](int n) { return n == 2; }));
    note("a shared subgraph", std::ranges::any_of(uses, [](int n) { return n >= 5; }));
    note("several roots", expression.roots.size() > 1);
    note("a root that is an input", operands(steps[root].op) == 0);
    note("steps after the root", root + 1 < steps.size());
    note("an input after operations", late_input);
    note("plain numbers mixed in", number);
  }
  return count;
}

TEST(RandomExpressions, HaveEveryShapeThatBreaksEngines) {
  const std::map<std::string, int> counts = shapes();
  EXPECT_EQ(counts.size(), 11);
  for (const auto& [shape, count] : counts) {
    EXPECT_GE(count, 10) << "of a thousand random expressions have " << shape;
  }
}

TEST(RandomExpressions, AreTheSameForTheSameSeed) {
  EXPECT_EQ(to_cpp(micrograd::trust::random_expression(7)),
            to_cpp(micrograd::trust::random_expression(7)));
  EXPECT_NE(to_cpp(micrograd::trust::random_expression(7)),
            to_cpp(micrograd::trust::random_expression(8)));
}

TEST(ForwardMode, AgreesWithRulesKnownByHand) {
  const Expression e{{{Op::kInput, 0, 0, 3.0}, {Op::kMultiply, 0, 0}, {Op::kSubtract, 1, 0}}, {2}};
  const Dual y = forward_mode(e, 2, 0);
  EXPECT_EQ(y.value, 6.0);
  EXPECT_EQ(y.slope, 5.0) << "of x * x - x at 3";
  EXPECT_EQ(y.size, 7.0) << "6 from the square and 1 from the difference";
  EXPECT_NEAR(tanh(Dual{0.5, 1, 1}).slope, 0.78644773296592741, 1e-15) << "1 / cosh(0.5)^2";
}

// A backward pass with one mistake: `parent(gradients, node, k, gradient)` hands on to parent k.
template <typename Parent>
Backward broken(bool clear, Parent parent) {
  return [=](Value root) {
    Tape& tape = root.tape();
    const std::span<double> gradients = tape.gradients();
    if (clear) std::ranges::fill(gradients, 0.0);
    gradients[root.index()] = 1;
    for (std::size_t i = root.index() + 1; i-- > 0;) {
      const Node& node = tape.node(i);
      for (std::size_t k = 0; k < 2; ++k) {
        if (node.parents[k] != Node::kNone) parent(gradients, node, k, gradients[i]);
      }
    }
  };
}

// The report on the first large random expression for which this backward pass goes wrong.
std::string report_on_a_large_one(const Backward& backward) {
  for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
    const Expression expression = micrograd::trust::random_expression(seed);
    if (expression.steps.size() < 1000) continue;
    std::string text = report(expression, backward);
    if (!text.empty()) return text;
  }
  return "";
}

TEST(AWrongGradient, IsReportedAsASmallTestToPasteWithItsGraph) {
  const Backward equal_parents_count_once =
      broken(true, [](auto gradients, const Node& node, std::size_t k, double gradient) {
        if (k == 1 && node.parents[1] == node.parents[0]) return;
        gradients[node.parents[k]] += node.partials[k] * gradient;
      });
  EXPECT_EQ("\n" + report_on_a_large_one(equal_parents_count_once), R"(
Tape tape(4);
const Value v0 = tape.value(1.0);
const Value v1 = v0 + v0;
backward(v1);
EXPECT_NEAR(v0.grad(), 2.0, 2e-12);  // it was 1.0
digraph tape {
  rankdir=LR
  node [shape=record, fontname="Helvetica"]
  edge [fontname="Helvetica", fontsize=10]
  n1 [label="1 + | data 2 | grad 1"]
  n0 -> n1 [label="1"]
  n0 -> n1 [label="1"]
  n0 [label="0  | data 1 | grad 1"]
}
)");
}

TEST(AWrongGradient, IsFoundInTheSecondOfTwoBackwardPasses) {
  const Backward nothing_is_cleared =
      broken(false, [](auto gradients, const Node& node, std::size_t k, double gradient) {
        gradients[node.parents[k]] += node.partials[k] * gradient;
      });
  EXPECT_THAT(report_on_a_large_one(nothing_is_cleared),
              testing::StartsWith("Tape tape(4);\n"
                                  "const Value v0 = tape.value(1.0);\n"
                                  "const Value v1 = tape.value(1.0);\n"
                                  "backward(v0);\n"
                                  "backward(v1);\n"
                                  "EXPECT_NEAR(v0.grad(), 0.0, 0.0);  // it was 1.0\n"));
}

}  // namespace
