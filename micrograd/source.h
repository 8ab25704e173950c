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
    if (is_place_) {
      lines_->add(code_ + " = " + x.code_);
    } else {
      set(x.code_, x.strength_, x.lines_);
    }
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
    return {"add_products<" + std::to_string(N) + ">(" + sum.code_ + ", &" + x->code_ + ", &" +
                y->code_ + ')',
            kName, x->lines_};
  }

  /// The same of its derivative, a line: `hand_on_products<2>(&v[0], &v[9], d[5], &d[0], &d[9]);`
  template <std::size_t N>
  static void hand_on_row(const Text* x, const Text* y, Text gradient, Text* d_x, Text* d_y) {
    d_x->lines_->add("hand_on_products<" + std::to_string(N) + ">(&" + x->code_ + ", &" + y->code_ +
                     ", " + gradient.code_ + ", &" + d_x->code_ + ", &" + d_y->code_ + ')');
  }

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
    const std::string limits = "std::numeric_limits<Scalar>::";
    if (std::isnan(x)) return limits + "quiet_NaN()";
    if (std::isinf(x)) return (x < 0 ? "-" : "") + limits + "infinity()";
    std::ostringstream out;
    out.precision(std::numeric_limits<Scalar>::max_digits10);
    out << x;
    return out.str().find_first_of(".e") == std::string::npos ? out.str() + ".0" : out.str();
  }

  // In brackets, if it would fall apart beside an operator of that strength.
  std::string held(Strength strength) const {
    return strength_ < strength ? '(' + code_ + ')' : code_;
  }

  // On the right, more falls apart: a - (b - c) is not a - b - c, and a + (b + c) rounds otherwise than a + b + c.
  static Text join(const Text& a, char sign, const Text& b) {
    const Strength strength = sign == '+' || sign == '-' ? kSum : kProduct;
    const auto more = static_cast<Strength>(strength + 1);
    return {a.held(strength) + ' ' + sign + ' ' + b.held(more), strength,
            a.lines_ != nullptr ? a.lines_ : b.lines_};
  }

  static Text call(const std::string& function, const Text& x, const std::string& second = "") {
    return {function + '(' + x.code_ + (second.empty() ? "" : ", " + second) + ')', kName,
            x.lines_};
  }

  // A place stays one. Anything else becomes a variable, so that no line grows with a sum; but for plain numbers.
  Text& change(char sign, const Text& x) {
    if (is_place_) {
      lines_->add(code_ + ' ' + sign + "= " + x.code_);
      return *this;
    }
    const Text changed = join(*this, sign, x);
    if (changed.lines_ == nullptr) return *this = changed;
    set('t' + std::to_string(changed.lines_->variables++), kName, changed.lines_);
    lines_->add("const Number " + code_ + " = " + changed.code_);
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
  Lines forward;
  Lines backward;
  std::vector<Text> v(code.size());
  std::vector<Text> d(code.size());
  const auto name_places = [](std::vector<Text>& all, const std::string& row, Lines& lines) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].be_place(row + '[' + std::to_string(i) + ']', lines);
    }
  };
  name_places(v, "v", forward);
  code.forward(v.data());
  name_places(v, "v", backward);
  name_places(d, "d", backward);
  code.backward(v.data(), d.data());
  const std::size_t count = forward.count + backward.count;
  if (count > kMostLines) {
    throw std::length_error("print_source: " + name + " would have " + std::to_string(count) +
                            " lines, and a compiler takes too long for more than " +
                            std::to_string(kMostLines));
  }
  print_struct(out, name, code, forward, backward);
}

}  // namespace micrograd

#endif  // MICROGRAD_SOURCE_H_
