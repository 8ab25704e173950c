/// \file
/// Lesson 15: the tape prints its own derivative, as C++. In lesson 14, a number is several numbers. In this one, it is
/// a text: the expression that computes it. A program that runs on texts prints itself.
///
///     [4] = tanh([1] + [0] * [2])    becomes    v[4] = tanh(add_products<1>(v[1], &v[0], &v[2]));
///
///     print_source(std::cout, "Miss", fuse(Code(miss * miss, mark)));  // prints struct Miss { ... };
///
///     Program<Lanes<4>, Miss> program(Miss{});                         // once that is compiled: runs it
#ifndef MICROGRAD_SOURCE_H_
#define MICROGRAD_SOURCE_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "lanes.h"

namespace micrograd {

/// The statements of a function, a line each.
struct Lines {
  std::string text;           ///< What they say.
  std::size_t count = 0;      ///< How many there are.
  std::size_t variables = 0;  ///< How many of them declare a variable: t0, t1, and so on.

  /// Adds a statement.
  void add(const std::string& statement) {
    text += "    " + statement + ";\n";
    ++count;
  }
};

/// A number as an expression in C++, of type Number. Some are places, such as v[3]: what is assigned to a place, or
/// added to it, becomes a line. The others only say how to compute a number.
class Text {
 public:
  Text() : Text(Scalar(0)) {}  ///< 0, as Number() is for every type of number.
  Text(Scalar x) : code_("Number(" + spelled(x) + ')') {}  ///< A plain number.

  /// The same expression, but not a place.
  Text(const Text& x) : code_(x.code_), strength_(x.strength_), lines_(x.lines_) {}

  /// For a place, a line: `v[3] = v[1] + v[2];`
  Text& operator=(const Text& x) {
    // TODO(you) 3: What isn't a place becomes a copy, as it does now; a place adds a line.
    // Test: Text.PrintsALineForEachPlace
    set(x.code_, x.strength_, x.lines_);
    return *this;
  }

  Text& operator+=(const Text& x) { return change('+', x); }  ///< For a place: `d[3] += d[5];`
  Text& operator-=(const Text& x) { return change('-', x); }  ///< For a place: `d[3] -= d[5];`

  friend Text operator+(const Text& a, const Text& b) { return join(a, '+', b); }  ///< a + b
  friend Text operator-(const Text& a, const Text& b) { return join(a, '-', b); }  ///< a - b
  friend Text operator*(const Text& a, const Text& b) { return join(a, '*', b); }  ///< a * b
  friend Text operator/(const Text& a, const Text& b) { return join(a, '/', b); }  ///< a / b
  /// -x
  friend Text operator-(const Text& x) { return {'-' + x.held(kName), kProduct, x.lines_}; }

  friend Text tanh(const Text& x) { return call("tanh", x); }  ///< tanh(x)
  friend Text exp(const Text& x) { return call("exp", x); }    ///< exp(x)
  friend Text log(const Text& x) { return call("log", x); }    ///< log(x)

  /// pow(x, number), where the number is a Scalar: the exponent is the same in all lanes.
  friend Text pow(const Text& x, Scalar number) { return call("pow", x, spelled(number)); }
  /// positive_part(x)
  friend Text positive_part(const Text& x) { return call("positive_part", x); }
  /// positive_slope(x)
  friend Text positive_slope(const Text& x) { return call("positive_slope", x); }
  /// share(partial, gradient)
  friend Text share(const Text& partial, const Text& gradient) {
    return call("share", {partial.code_, kName, gradient.lines_}, gradient.code_);
  }

  /// Lesson 13's loop, by its name: `add_products<2>(v[4], &v[0], &v[9])`.
  template <std::size_t N>
  static Text add_row(Text sum, const Text* x, const Text* y) {
    // TODO(you) 5: A call, and in the next function, a line that is one. What an array begins with has an address.
    // Test: Text.KeepsLoopsAsTheyAre
    return sum;
  }

  /// The same of its derivative, a line: `hand_on_products<2>(&v[0], &v[9], d[5], &d[0], &d[9]);`
  template <std::size_t N>
  static void hand_on_row(const Text* x, const Text* y, Text gradient, Text* d_x, Text* d_y) {}

  /// Makes this the place of that name, whose lines are added to those.
  void be_place(std::string name, Lines& lines) {
    set(std::move(name), kName, &lines);
    is_place_ = true;
  }

  /// The expression.
  const std::string& code() const { return code_; }

 private:
  // How well an expression holds together.
  enum Strength { kSum, kProduct, kName };

  Text(std::string code, Strength strength, Lines* lines)
      : code_(std::move(code)), strength_(strength), lines_(lines) {}

  void set(std::string code, Strength strength, Lines* lines) {
    code_ = std::move(code);
    strength_ = strength;
    lines_ = lines;
  }

  // A plain number in as many digits as tell it from every other one. With a point, or -0 would be the integer 0.
  static std::string spelled(Scalar x) {
    // TODO(you) 1: As many digits as it needs; and some numbers are none that can be written in digits.
    // Test: Text.SpellsNumbersInFull
    return std::to_string(x);
  }

  // In brackets, if it would fall apart beside an operator of that strength.
  std::string held(Strength strength) const {
    // TODO(you) 2: Brackets, where they are needed; and change join(), just below: on the right, more falls apart.
    // Test: Text.PutsBracketsWhereTheyMatter
    return code_;
  }

  // The two, with an operator between them.
  static Text join(const Text& a, char sign, const Text& b) {
    const Strength strength = sign == '+' || sign == '-' ? kSum : kProduct;
    return {a.held(strength) + ' ' + sign + ' ' + b.held(strength), strength,
            a.lines_ != nullptr ? a.lines_ : b.lines_};
  }

  static Text call(const std::string& function, const Text& x, const std::string& second = "") {
    return {function + '(' + x.code_ + (second.empty() ? "" : ", " + second) + ')', kName,
            x.lines_};
  }

  // Adds x, or subtracts it.
  Text& change(char sign, const Text& x) {
    // TODO(you) 4: A place adds a line, again. What isn't one becomes a new variable, of the sum or difference.
    // Test: Text.PrintsALineForEachSum
    return *this;
  }

  std::string code_;
  Strength strength_ = kName;
  Lines* lines_ = nullptr;  // A plain number has none.
  bool is_place_ = false;
};

/// The loops of a step that runs on texts, in place of the usual ones.
template <std::size_t... N>
constexpr std::array<Loops<Text>, sizeof...(N)> loops_in_words(std::index_sequence<N...>) {
  return {Loops<Text>{Text::add_row<N>, Text::hand_on_row<N>}...};
}

/// The table of them.
template <>
inline constexpr auto kLoops<Text> = loops_in_words(std::make_index_sequence<kMostProducts + 1>());

/// Prints the struct of that name: what Program asks of code, and the statements of its two passes.
template <typename Code>
void print_struct(std::ostream& out, const std::string& name, const Code& code,
                  const Lines& forward, const Lines& backward) {
  const auto list = [&out](const auto& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      out << (i == 0 ? "" : i % 16 == 0 ? ",\n      " : ", ") << numbers[i];
    }
  };
  out << "// " << code.parameters.size() << " parameters, " << code.inputs
      << " inputs, and then the results: v[0] to v[" << code.size() - 1
      << "]. d[i] is the gradient of v[i]."
      << R"(
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "fuse.h"

namespace micrograd {

struct )"
      << name << " {\n  std::size_t mark = " << code.mark
      << ";\n  std::vector<std::size_t> parameters{";
  list(code.parameters);
  out << "};\n  std::size_t inputs = " << code.inputs << ";\n  std::vector<std::uint32_t> outputs{";
  list(code.outputs);
  out << "};\n\n  std::size_t size() const { return " << code.size() << "; }\n"
      << R"(
  template <typename Number>
  void forward(Number* v) const {
    using std::exp, std::log, std::pow, std::tanh;
)" << forward.text
      << R"(  }

  template <typename Number>
  void backward([[maybe_unused]] const Number* v, Number* d) const {
    using std::pow;
)" << backward.text
      << R"(  }
};

}  // namespace micrograd
)";
}

/// How many statements print_source() prints at most. (For a thousand long dots and their derivatives, g++ -O3 takes
/// half a minute.)
inline constexpr std::size_t kMostLines = 1000;

/// Prints a struct of this name in namespace micrograd, which does what the code does, in a function for each pass.
/// Program runs it on whatever numbers it runs the code on, with the same results, bit for bit, unless the compiler
/// is allowed to round otherwise.
///
/// Throws std::length_error, and prints nothing, if it would be more than kMostLines.
template <typename Code>
void print_source(std::ostream& out, const std::string& name, const Code& code) {
  // TODO(you) 6: Run the code on texts, forward and back; and then print_struct(), unless it's too long.
  // Test: PrintSource.ComputesWhatTheCodeDoes
}

}  // namespace micrograd

#endif  // MICROGRAD_SOURCE_H_
