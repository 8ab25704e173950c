#include "micrograd/trust/tape_program.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "micrograd/micrograd.h"
#include "micrograd/trust/assertion.h"

namespace micrograd::trust {
namespace {

using micrograd::Mark;
using micrograd::Node;
using micrograd::Tape;
using micrograd::Value;

constexpr std::size_t kCapacity = 12;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<double, 10> kNumbers{
    0, 1, -0.0, 2, -1, 0.5, -3, std::numeric_limits<double>::infinity(), kNan, 1e200};

// A node again, in a plain list.
struct ModelNode {
  std::string op;
  double data;
  std::array<std::size_t, 2> parents{Node::kNone, Node::kNone};
  std::array<double, 2> partials{};
  double gradient = 0;
};

// A tape and its model.
struct Twins {
  Tape tape{kCapacity};
  std::vector<ModelNode> model;
};

// A Value, and the place that it should stand for.
struct Place {
  Value value;
  Twins* twins;
  std::size_t index;

  bool exists() const { return index < twins->model.size(); }
  double data() const { return exists() ? twins->model[index].data : kNan; }
};

// A mark, and what it should stand for.
struct Remembered {
  Mark mark;
  Twins* twins;
  std::size_t size;
};

// The same number, down to the sign of zero; all nans are alike.
bool same(double a, double b) {
  return std::isnan(a) ? std::isnan(b) : a == b && std::signbit(a) == std::signbit(b);
}

// Whether `gradient` is the sum of these shares, added up in any order.
bool is_sum(double gradient, const std::vector<double>& shares) {
  double sum = 0;
  double size = 0;
  bool finite = true;
  for (double share : shares) {
    sum += share;
    if (std::isfinite(share)) {
      size += std::abs(share);
    } else {
      finite = false;
    }
  }
  // Some orders overflow on the way and some don't.
  if (!std::isfinite(size)) return true;
  if (!finite) return same(gradient, sum);
  return std::abs(gradient - sum) <= 1e-14 * size;
}

class Machine {
 public:
  explicit Machine(std::string_view program) : rest_(program) {}

  Verdict run() {
    while (!rest_.empty() && verdict_.difference.empty()) {
      const std::string_view before = rest_;
      step();
      for (Twins& twins : twins_) compare(twins);
      if (!verdict_.difference.empty()) {
        verdict_.difference = "after " +
                              std::string(before.substr(0, before.size() - rest_.size())) + ": " +
                              verdict_.difference;
      }
    }
    return verdict_;
  }

 private:
  void step() {
    const char command = next();
    if (command == 't') current_ = &twins_[current_ == twins_.data() ? 1 : 0];
    if (command == 'm') marks_.push_back({current_->tape.mark(), current_, current_->model.size()});
    if (command == 'w' && !marks_.empty()) rewind(marks_[letter() % marks_.size()]);
    if (command == 'v') {
      const double n = number();
      record(*current_, {}, {"", n}, [&] { return current_->tape.value(n); });
    }
    if (!places_.empty()) step_with_operands(command);
  }

  void step_with_operands(char command) {
    if (command == '+' || command == '*') {
      const Place a = place();
      const Place b = place();
      if (command == '+') {
        record(*a.twins, {a, b}, {"+", a.data() + b.data(), {a.index, b.index}, {1, 1}},
               [&] { return a.value + b.value; });
      } else {
        record(*a.twins, {a, b},
               {"*", a.data() * b.data(), {a.index, b.index}, {b.data(), a.data()}},
               [&] { return a.value * b.value; });
      }
    }
    if (command == '~') {
      const Place a = place();
      const double t = std::tanh(a.data());
      record(*a.twins, {a}, {"tanh", t, {a.index, Node::kNone}, {1 - t * t}},
             [&] { return tanh(a.value); });
    }
    if (command == 'p' || command == 'x' || command == 's') {
      const Place a = place();
      const double n = number();
      if (command == 'p') {
        record(*a.twins, {a}, {"+", a.data() + n, {a.index, Node::kNone}, {1}},
               [&] { return a.value + n; });
      } else if (command == 'x') {
        record(*a.twins, {a}, {"*", a.data() * n, {a.index, Node::kNone}, {n}},
               [&] { return a.value * n; });
      } else if (a.exists()) {
        a.value.set_data(n);
        a.twins->model[a.index].data = n;
      } else {
        misuse([&] { a.value.set_data(n); });
      }
    }
    if (command == 'r') {
      const double n = number();
      const Place a = place();
      const double partial = number();
      const auto call = [&] { return current_->tape.record("r", n, {a.value, partial}); };
      record(*current_, {a}, {"r", n, {a.index, Node::kNone}, {partial}}, call);
    }
    if (command == 'b') {
      const Place a = place();
      if (!a.exists()) return refused([&] { backward(a.value); });
      backward(a.value);
      ++verdict_.backward;
      take_over_gradients(a);
    }
  }

  // Makes a call that records `expected` on `twins`.
  void record(Twins& twins, const std::vector<Place>& operands, const ModelNode& expected,
              const std::function<Value()>& call) {
    for (const Place& operand : operands) {
      if (operand.twins != &twins || !operand.exists()) return misuse([&] { call(); });
    }
    const bool full = twins.model.size() == kCapacity;
    try {
      const Value value = call();
      if (full) verdict_.difference = "a full tape took one more node";
      places_.push_back({value, &twins, twins.model.size()});
      twins.model.push_back(expected);
    } catch (const std::length_error&) {
      ++verdict_.full;
      if (!full) verdict_.difference = "a tape with room refused a node";
    }
  }

  void rewind(const Remembered& at) {
    if (at.twins != current_ || at.size > current_->model.size()) {
      return refused([&] { current_->tape.rewind(at.mark); });
    }
    current_->tape.rewind(at.mark);
    current_->model.resize(at.size, {});
  }

  void misuse(const std::function<void()>& call) {
    if (!kCatchesAssertions) return;
    ++verdict_.misuse;
    if (!asserts(call)) verdict_.difference = "this misuse went unnoticed";
  }

  // Misuse that throws an exception in every build.
  void refused(const std::function<void()>& call) {
    ++verdict_.misuse;
    try {
      call();
      verdict_.difference = "this misuse went unnoticed";
    } catch (const std::logic_error&) {
    }
  }

  // A node's gradient is the sum of what its children hand on: each its own gradient, times the
  // partial, for each time that the node is its parent. And a child whose gradient is 0 hands on
  // nothing.
  void take_over_gradients(const Place& root) {
    const std::span<const double> gradients = root.twins->tape.gradients();
    std::vector<ModelNode>& model = root.twins->model;
    for (std::size_t j = 0; j < model.size(); ++j) {
      std::vector<double> shares;
      if (j == root.index) shares.push_back(1);
      for (std::size_t i = j + 1; i <= root.index; ++i) {
        for (std::size_t k = 0; k < 2; ++k) {
          if (model[i].parents[k] != j || gradients[i] == 0) continue;
          shares.push_back(model[i].partials[k] * gradients[i]);
        }
      }
      if (!is_sum(gradients[j], shares)) differ("gradient", j, gradients[j], "what it was handed");
      model[j].gradient = gradients[j];
    }
  }

  void compare(Twins& twins) {
    const Tape& tape = twins.tape;
    if (tape.size() != twins.model.size() || tape.capacity() != kCapacity) {
      verdict_.difference = "the tape has another size than its model";
    }
    for (std::size_t i = 0; i < twins.model.size() && verdict_.difference.empty(); ++i) {
      const Value value = twins.tape.at(i);
      const ModelNode& model = twins.model[i];
      if (!same(value.data(), model.data)) differ("data", i, value.data(), text(model.data));
      if (!same(value.grad(), model.gradient)) {
        differ("gradient", i, value.grad(), text(model.gradient));
      }
      const Node& node = tape.node(i);
      if (node.op != model.op) {
        verdict_.difference = "node " + std::to_string(i) + " is named " + node.op;
      }
      for (std::size_t k = 0; k < 2; ++k) {
        if (node.parents[k] != model.parents[k])
          differ("parent", i, node.parents[k], "the operand");
        if (node.parents[k] != Node::kNone && !same(node.partials[k], model.partials[k])) {
          differ("partial", i, node.partials[k], text(model.partials[k]));
        }
      }
    }
  }

  static std::string text(double number) {
    std::ostringstream out;
    out.precision(17);
    out << number;
    return out.str();
  }

  void differ(const char* what, std::size_t i, double got, const std::string& expected) {
    verdict_.difference = std::string("the ") + what + " of node " + std::to_string(i) + " is " +
                          text(got) + ", not " + expected;
  }

  char next() {
    if (rest_.empty()) return 0;
    const char byte = rest_.front();
    rest_.remove_prefix(1);
    return byte;
  }
  std::size_t letter() { return static_cast<unsigned char>(next() - 'a'); }
  Place place() { return places_[letter() % places_.size()]; }
  double number() { return kNumbers[static_cast<unsigned char>(next() - '0') % kNumbers.size()]; }

  std::string_view rest_;
  std::array<Twins, 2> twins_;
  Twins* current_ = twins_.data();
  std::vector<Place> places_;
  std::vector<Remembered> marks_;
  Verdict verdict_;
};

}  // namespace

Verdict run(std::string_view program) { return Machine(program).run(); }

}  // namespace micrograd::trust
