/// \file
/// Instructions in words, for the lessons that print programs.
///
///     words(in)   // "[0] * [2]", "tanh([5])", "[3] * -1": a number in brackets is a place
#ifndef MICROGRAD_EXAMPLES_LISTING_H_
#define MICROGRAD_EXAMPLES_LISTING_H_

#include <cstdint>
#include <cstdio>
#include <string>

#include "program.h"

namespace micrograd::examples {

/// A place.
inline std::string place(std::uint32_t number) { return '[' + std::to_string(number) + ']'; }

/// What an instruction computes.
inline std::string words(const Instruction& in) {
  const std::string a = place(in.a);
  const std::string b = place(in.b);
  char number[40];
  std::snprintf(number, sizeof number, "%g", static_cast<double>(in.number));
  switch (in.operation) {
    case Operation::kAdd: return a + " + " + b;
    case Operation::kAddNumber: return a + " + " + number;
    case Operation::kMultiply: return a + " * " + b;
    case Operation::kMultiplyNumber: return a + " * " + number;
    case Operation::kDivide: return a + " / " + b;
    case Operation::kDivideNumber: return a + " / " + number;
    case Operation::kNumberDivide: return number + (" / " + a);
    case Operation::kTanh: return "tanh(" + a + ')';
    case Operation::kExp: return "exp(" + a + ')';
    case Operation::kLog: return "log(" + a + ')';
    case Operation::kRelu: return "relu(" + a + ')';
    case Operation::kPow: return "pow(" + a + ", " + number + ')';
  }
  return "?";
}

}  // namespace micrograd::examples

#endif  // MICROGRAD_EXAMPLES_LISTING_H_
