/// \file
/// The playground's engine: the page records an expression here, operation by operation, asks for the
/// backward pass, and reads the tape.
///
/// A Value is its place on the tape.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>

#if LESSONS >= 9
#include "ops.h"
#else
#include "backward.h"
#endif

namespace {

using micrograd::Node;
using micrograd::Tape;
using micrograd::Value;
using Place = std::uint32_t;

std::optional<Tape> tape;

Value at(Place place) { return tape->at(place); }

Place place(Value value) { return static_cast<Place>(value.index()); }

[[noreturn]] void unknown() { throw std::invalid_argument("There is no such operation here."); }

template <typename Left, typename Right>
Place calculate(char op, Left left, Right right) {
  switch (op) {
    case '+': return place(left + right);
    case '-': return place(left - right);
    case '*': return place(left * right);
#if LESSONS >= 9
    case '/': return place(left / right);
#endif
    default: unknown();
  }
}

}  // namespace

extern "C" {

[[clang::export_name("lessons")]] int lessons() { return LESSONS; }

/// A new tape, small enough to be looked at.
[[clang::export_name("start")]] void start() { tape.emplace(100); }

[[clang::export_name("leaf")]] Place leaf(double number) { return place(tape->value(number)); }

[[clang::export_name("values")]] Place values(char op, Place left, Place right) {
  return calculate(op, at(left), at(right));
}

[[clang::export_name("value_number")]] Place value_number(char op, Place left, double right) {
  return calculate(op, at(left), right);
}

[[clang::export_name("number_value")]] Place number_value(char op, double left, Place right) {
  return calculate(op, left, at(right));
}

[[clang::export_name("negative")]] Place negative(Place a) { return place(-at(a)); }

[[clang::export_name("tanh_of")]] Place tanh_of(Place a) { return place(tanh(at(a))); }

#if LESSONS >= 9
[[clang::export_name("exp_of")]] Place exp_of(Place a) { return place(exp(at(a))); }

[[clang::export_name("log_of")]] Place log_of(Place a) { return place(log(at(a))); }

[[clang::export_name("relu_of")]] Place relu_of(Place a) { return place(relu(at(a))); }

[[clang::export_name("pow_of")]] Place pow_of(Place a, double exponent) {
  return place(pow(at(a), exponent));
}
#endif

[[clang::export_name("walk_back")]] void walk_back(Place root) { backward(at(root)); }

[[clang::export_name("size")]] std::size_t size() { return tape->size(); }

[[clang::export_name("op")]] const char* op(Place place) { return tape->node(place).op; }

[[clang::export_name("data")]] double data(Place place) { return at(place).data(); }

[[clang::export_name("grad")]] double grad(Place place) { return at(place).grad(); }

/// -1 for none; `k` is 0 or 1.
[[clang::export_name("parent")]] std::int32_t parent(Place place, std::size_t k) {
  const Place parent = tape->node(place).parents[k];
  return parent == Node::kNone ? -1 : static_cast<std::int32_t>(parent);
}

[[clang::export_name("partial")]] double partial(Place place, std::size_t k) {
  return tape->node(place).partials[k];
}

}  // extern "C"
