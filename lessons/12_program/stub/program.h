/// \file
/// Lesson 12: a tape is a program. What was recorded once runs again, for other numbers.
///
///     const Mark mark = tape.mark();                           // what is before it are the parameters
///     Value x = tape.value(0), target = tape.value(0);         // leaves after it: the inputs, in this order
///     Value miss = neuron(std::array{x}) - target;
///     Program program(Code(miss * miss, mark));                // reads the tape, once
///     program.read_parameters(tape);
///     Scalar loss = program.forward(std::array{0.5, 1.0})[0];  // for x = 0.5 and target = 1
///     program.backward(std::array{1.0});                       // adds to the parameters' gradients
///     program.write_gradients(tape);                           // for descend()
///
/// What was decided while the tape was recorded stays decided: an `if` on a number, how often a loop ran, a
/// plain number that was computed from data().
#ifndef MICROGRAD_PROGRAM_H_
#define MICROGRAD_PROGRAM_H_

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ops.h"

namespace micrograd {

/// What an instruction computes from its operands a and b, or from a and a plain number.
enum class Operation : std::uint32_t {
  kAdd,             ///< a + b
  kAddNumber,       ///< a + number
  kMultiply,        ///< a * b
  kMultiplyNumber,  ///< a * number
  kDivide,          ///< a / b
  kDivideNumber,    ///< a / number
  kNumberDivide,    ///< number / a
  kTanh,            ///< tanh(a)
  kExp,             ///< exp(a)
  kLog,             ///< log(a)
  kRelu,            ///< relu(a)
  kPow,             ///< pow(a, number)
};

/// One step of a program.
struct Instruction {
  Operation operation;  ///< What it computes.
  std::uint32_t a;      ///< The place of the first operand.
  std::uint32_t b;      ///< The place of the second; a's if there is none.
  Scalar number;        ///< The plain number; 0 if there is none.
};

/// Throws std::logic_error, which names the operation, unless each keeps its plain number on the tape: as the
/// partial of the parent that is missing. (The number of a * number is a partial already.)
inline void require_numbers() {
  Tape tape(10);
  const Value a = tape.value(1);
  const auto require = [&](Value result, const char* what) {
    if (tape.node(result.index()).partials[1] == 2) return;
    throw std::logic_error("Code: the tape doesn't keep the number of " + std::string(what) +
                           "; record it as {{}, number}, after the one parent");
  };
  require(a + Scalar(2), "a + number, in add_mul.h");
  require(a / Scalar(2), "a / number, in ops.h");
  require(Scalar(2) / a, "number / a, in ops.h");
  require(pow(a, 2), "pow(a, number), in ops.h");
}

/// The instruction that a node of a tape stands for; its operands are places on the tape. Throws
/// std::invalid_argument, which names the place, if the operation is none of lessons 2, 3 and 9.
inline Instruction instruction(const Tape& tape, std::size_t place) {
  const auto& [op, parents, partials] = tape.node(place);
  const std::string_view name = op;
  const bool two = parents[1] != Node::kNone;
  Instruction in{Operation::kAdd, parents[0], parents[two ? 1 : 0], two ? 0 : partials[1]};
  if (name == "+") {
    in.operation = two ? Operation::kAdd : Operation::kAddNumber;
  } else if (name == "*") {
    in.operation = two ? Operation::kMultiply : Operation::kMultiplyNumber;
    if (!two) in.number = partials[0];
  } else if (name == "/") {
    // Where the number is positive, a / number moves up with a, and number / a moves down, or is nan.
    const bool up =
        !std::isnan(partials[0]) && std::signbit(partials[0]) == std::signbit(in.number);
    in.operation = two  ? Operation::kDivide
                   : up ? Operation::kDivideNumber
                        : Operation::kNumberDivide;
  } else if (name == "tanh") {
    in.operation = Operation::kTanh;
  } else if (name == "exp") {
    in.operation = Operation::kExp;
  } else if (name == "log") {
    in.operation = Operation::kLog;
  } else if (name == "relu") {
    in.operation = Operation::kRelu;
  } else if (name == "pow") {
    in.operation = Operation::kPow;
  } else {
    throw std::invalid_argument("Code: node " + std::to_string(place) + " is a \"" + op +
                                "\", which it doesn't know");
  }
  return in;
}

/// x, or 0 where it is not positive; a nan stays nan.
inline Scalar positive_part(Scalar x) { return x <= 0 ? 0 : x; }

/// The slope of positive_part(): 1 where x is positive, or nan; and elsewhere 0.
inline Scalar positive_slope(Scalar x) { return x <= 0 ? 0 : 1; }

/// What an operand gets of its result's gradient: the partial times the gradient; but 0 where the gradient is 0,
/// even if the partial is infinite.
inline Scalar share(Scalar partial, Scalar gradient) {
  return gradient == 0 ? 0 : partial * gradient;
}

/// The sum of all that it stands for.
inline Scalar total(Scalar x) { return x; }

/// The result of an instruction with these operands. (This and the next function are always inlined: a call for each
/// instruction makes the moons a fifth slower.)
template <typename Number>
[[gnu::always_inline]] inline Number result_of(const Instruction& in, Number a, Number b) {
  // TODO(you) 1: Twelve cases. Number may be more than a double one day: call tanh(a), not std::tanh(a).
  // Test: Instructions.ComputeWhatTheOperationsDo
  using std::exp, std::log, std::pow, std::tanh;
  return a;
}

/// Adds to d_a and d_b, the gradients of an instruction's operands, the share that comes from its result's.
template <typename Number>
[[gnu::always_inline]] inline void hand_on(const Instruction& in, Number a, Number b, Number result,
                                           Number gradient, Number& d_a, Number& d_b) {
  // TODO(you) 2: The same twelve, on the way back.
  // Test: Instructions.HandOnTheGradientAsTheOperationsDo
  using std::pow;
}

/// What a part of a tape computes: instructions, for any numbers. A number has a place: the parameters come
/// first, then the inputs, and then the result of each instruction.
struct Code {
  std::size_t mark;                       ///< How many places of the tape are before the mark.
  std::vector<std::size_t> parameters;    ///< Which of these are needed.
  std::size_t inputs = 0;                 ///< How many there are.
  std::vector<Instruction> instructions;  ///< In the order in which they run.
  std::vector<std::uint32_t> outputs;     ///< The place of each.

  /// Reads from the tape what these Values were computed from. The leaves from the mark up to the last of them
  /// are the inputs, in this order; of what is before the mark, whatever is needed is a parameter. Operations
  /// that no output needs are left out.
  ///
  /// Throws std::logic_error if there is no Value, or if one is on no tape, before the mark, rewound away,
  /// or on another tape than the mark; and as instruction() and require_numbers() do.
  Code(std::span<const Value> roots, Mark before) : mark(before.size) {
    require_numbers();
    if (roots.empty()) throw std::logic_error("Code: it needs at least one output");
    const Tape& tape = *before.tape;
    for (const Value root : roots) {
      if (root.index() < mark || root.index() >= tape.size() || &root.tape() != &tape) {
        throw std::logic_error(
            "Code: an output is on no tape, before the mark, rewound away, or on another tape");
      }
    }
    // TODO(you) 3: Find out what is needed. Then give places to parameters, inputs and results, in this order;
    // and note those of the outputs.
    // Test: Code.ReadsWhatTheOutputsNeed
  }

  /// The same for one Value.
  Code(Value root, Mark before) : Code(std::span<const Value>(&root, 1), before) {}

  /// How many places there are.
  std::size_t size() const { return parameters.size() + inputs + instructions.size(); }

  /// Computes the result of each instruction.
  /// REQUIRES: data points to size() numbers, of which those of parameters and inputs are set.
  template <typename Number>
  void forward(Number* data) const {
    // TODO(you) 4: One result after the other.
    // Test: Code.ComputesOneResultAfterTheOther
  }

  /// Walks back: adds to the gradient of each operand the result's gradient times the partial.
  /// REQUIRES: data is as forward() left it; gradients points to size() numbers.
  template <typename Number>
  void backward(const Number* data, Number* gradients) const {
    // TODO(you) 5: The same, backwards.
    // Test: Code.WalksBackOverItsResults
  }
};

/// Code with numbers to run it on: Scalar, or a type that stands for several numbers at once.
template <typename Number = Scalar, typename Code = micrograd::Code>
class Program {
 public:
  /// A program of its own, with a copy of the code.
  explicit Program(Code code)
      : code_(std::move(code)),
        data_(code_.size()),
        gradients_(code_.size()),
        results_(code_.outputs.size()) {}

  /// What it runs.
  const Code& code() const { return code_; }

  /// Takes over the parameters' numbers from the tape, and sets their gradients to 0.
  /// REQUIRES: the tape is the one that the code was read from, and the parameters are still on it.
  void read_parameters(const Tape& tape) {
    for (std::size_t i = 0; i < code_.parameters.size(); ++i) {
      data_[i] = Number(tape.data()[code_.parameters[i]]);
      gradients_[i] = Number(0);
    }
  }

  /// Runs it. Returns the outputs, until the next run.
  /// REQUIRES: as many inputs as the code has.
  std::span<const Number> forward(std::span<const Number> inputs) {
    assert(inputs.size() == code_.inputs && "a number for each input of the code");
    // TODO(you) 6: Set the inputs, run the code, and fetch the outputs.
    // Test: Program.RunsForOtherNumbers
    return results_;
  }

  /// Walks back from the outputs, whose gradients are `seeds`: a vector-Jacobian product. Adds to the gradients
  /// of the parameters; those of the inputs are of this run alone.
  /// REQUIRES: forward() was called; as many seeds as the code has outputs.
  void backward(std::span<const Number> seeds) {
    assert(seeds.size() == code_.outputs.size() && "a seed for each output of the code");
    // TODO(you) 7: Begin with the seeds.
    // Test: Program.WalksBackFromItsOutputs
  }

  /// d(outputs)/d(input), each output's share times its seed, for the last run.
  std::span<const Number> input_gradients() const {
    return std::span(gradients_).subspan(code_.parameters.size(), code_.inputs);
  }

  /// Sets the gradients on the tape, for descend(): those of all places before the mark. What the code doesn't
  /// need has a gradient of 0.
  void write_gradients(Tape& tape) const {
    std::ranges::fill(tape.gradients().first(code_.mark), Scalar{0});
    for (std::size_t i = 0; i < code_.parameters.size(); ++i) {
      tape.gradients()[code_.parameters[i]] = total(gradients_[i]);
    }
  }

 private:
  Code code_;
  std::vector<Number> data_, gradients_, results_;
};

}  // namespace micrograd

#endif  // MICROGRAD_PROGRAM_H_
