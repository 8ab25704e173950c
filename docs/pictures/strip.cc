// Draws a short tape as an SVG picture: its nodes side by side, in the order in which they were recorded.
//
//     strip hello         the tape of micrograd/examples/hello.cc, forward and back
//     strip rewind        lesson 1: three numbers, and the tape rewound to a mark
//     strip expression    lesson 2: 2.0 * (a * b + a), with its partials
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "micrograd/examples/card.h"
#include "micrograd/micrograd.h"

namespace {

using micrograd::Mark;
using micrograd::Node;
using micrograd::Tape;
using micrograd::Value;

constexpr int kPitch = 128;  // Pixels from one node to the next.
constexpr int kWidth = 96;   // Of a node.
constexpr int kLeft = 24;    // Of the first node.
constexpr const char* kInk = "#222222";
constexpr const char* kPale = "#8a8a8a";
constexpr const char* kForward = "#0072b2";
constexpr const char* kBackward = "#b54a00";

std::string shown(double number) {
  std::ostringstream out;
  out.precision(4);
  out << number;
  return out.str();
}

std::string text(double x, double y, const std::string& words, const char* colour,
                 const char* more = "text-anchor=\"middle\"") {
  std::ostringstream out;
  out << "<text x=\"" << x << "\" y=\"" << y << "\" fill=\"" << colour << "\" " << more << '>'
      << words << "</text>\n";
  return out.str();
}

double middle(std::size_t node) {
  return kLeft + kPitch * static_cast<double>(node) + kWidth / 2.0;
}

// Arrows, and the words on them, which no other arrow may cross.
class Arrows {
 public:
  // From one node to another, over the nodes (`side` is -1) or under them (1).
  void add(double from, double to, double y, int side, double height, const std::string& words,
           const char* colour) {
    const double top = y + side * height;
    lines_ << "<path fill=\"none\" stroke=\"" << colour << "\" stroke-width=\"2\" d=\"M" << from
           << ' ' << y << " C" << from << ' ' << top << ' ' << to << ' ' << top << ' ' << to << ' '
           << y + side * 8 << "\"/>\n<path fill=\"" << colour << "\" d=\"M" << to << ' ' << y
           << "l-5 " << side * 10 << "h10z\"/>\n";
    // Beside the middle, where the curve is almost at its highest: short arrows to the left, long ones to
    // the right, or the words of two arrows that begin at one node would meet.
    const double length = std::abs(to - from);
    const double x = std::min(from, to) + (length < kPitch ? 0.352 : 0.62) * length;
    const double apex = y + side * 0.72 * height;
    words_ << text(
        x, apex + (side < 0 ? -6 : 16), words, colour,
        "text-anchor=\"middle\" stroke=\"#ffffff\" stroke-width=\"5\" paint-order=\"stroke\"");
  }

  std::string str() const { return lines_.str() + words_.str(); }

 private:
  std::ostringstream lines_, words_;
};

struct Picture {
  const Tape& tape;
  std::vector<std::string> names;  // What made each node.
  std::size_t places;              // How many to draw: those beyond the tape's end are free.
  double y;                        // Of the nodes' upper edge.
  bool gradients = false;
};

std::string nodes(const Picture& picture) {
  std::ostringstream out;
  for (std::size_t i = 0; i < picture.places; ++i) {
    const bool free = i >= picture.tape.size();
    const double x = kLeft + kPitch * static_cast<double>(i);
    out << "<rect x=\"" << x << "\" y=\"" << picture.y << "\" width=\"" << kWidth << "\" height=\""
        << (picture.gradients ? 84 : 64) << "\" rx=\"6\" stroke=\""
        << (free ? "#bbbbbb\" stroke-dasharray=\"5 4\" fill=\"#ffffff" : "#444444\" fill=\"#f4f6f8")
        << "\" stroke-width=\"1.5\"/>\n"
        << text(middle(i), picture.y + 20, picture.names[i], free ? kPale : "#555555");
    if (!free) {
      out << text(middle(i), picture.y + 46, shown(picture.tape.data()[i]), kInk,
                  "text-anchor=\"middle\" font-size=\"20\" font-weight=\"bold\"");
    }
    if (picture.gradients) {
      out << text(middle(i), picture.y + 72, "grad " + shown(picture.tape.gradients()[i]),
                  kBackward);
    }
    out << text(middle(i), picture.y + (picture.gradients ? 104 : 84), std::to_string(i), kPale);
  }
  return out.str();
}

// Over the nodes, an arrow from each parent, with its partial. Under them, back to the parent, with what
// it is handed: the partial times the gradient.
std::string arrows(const Picture& picture) {
  Arrows all;
  for (std::size_t i = 0; i < picture.tape.size(); ++i) {
    const Node& node = picture.tape.node(i);
    for (std::size_t k = 0; k < node.parents.size(); ++k) {
      if (node.parents[k] == Node::kNone) continue;
      const std::size_t parent = node.parents[k];
      const double height = 30 + 34 * static_cast<double>(i - parent);
      const double from = middle(parent) + 28;  // So that arrows don't meet.
      // The nearer parent's on the left, so that arrows don't cross.
      const bool nearer = parent > node.parents[1 - k] || node.parents[1 - k] == Node::kNone;
      const double to = middle(i) + (nearer ? -28 : 0);
      all.add(from, to, picture.y - 2, -1, height, "\u00d7 " + shown(node.partials[k]), kForward);
      if (picture.gradients) {
        all.add(to, from, picture.y + 110, 1, height,
                shown(node.partials[k] * picture.tape.gradients()[i]), kBackward);
      }
    }
  }
  return all.str();
}

void print(std::size_t places, int height, const std::string& title, const std::string& body) {
  const int width = 2 * kLeft + kPitch * static_cast<int>(places) - (kPitch - kWidth);
  std::cout << micrograd::examples::card(width, height, title, body);
}

void hello() {
  Tape tape(5);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-3.0);
  const Value c = tanh(a * b + 6.5);
  backward(c);
  const Picture picture{tape, {"a", "b", "a * b", "+ 6.5", "tanh"}, tape.size(), 122, true};
  print(
      tape.size(), 350, "tanh(a * b + 6.5) on a tape, forward and back",
      arrows(picture) + nodes(picture) +
          text(kLeft, 24,
               "forward: each operation records how fast it moves with each operand: its partials",
               kForward, "") +
          text(kLeft, 338,
               "backward: each node passes its gradient, times the partial, to each operand",
               kBackward, ""));
}

void rewind() {
  Tape tape(4);
  tape.value(2.0);
  const Value b = tape.value(-3.0);
  const Mark mark = tape.mark();
  tape.value(10.0);
  std::ostringstream body;
  const auto draw = [&](double y, const std::string& title, const std::string& third) {
    const double x = kLeft + kPitch * 2.0 - (kPitch - kWidth) / 2.0;
    body << text(kLeft, y - 14, title, kInk, "")
         << nodes({tape, {"number", "number", third, "free"}, 4, y}) << "<path stroke=\""
         << kBackward << "\" stroke-width=\"2\" d=\"M" << x << ' ' << y - 8 << "v84\"/>\n"
         << text(x, y + 92, "mark", kBackward);
  };
  draw(40, "three numbers", "number");
  tape.rewind(mark);
  b.set_data(0.5);
  draw(184, "rewound to the mark, and node 1 set to 0.5", "free");
  print(4, 290, "A tape before and after a rewind", body.str());
}

void expression() {
  Tape tape(5);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-3.0);
  const Value product = a * b;
  const Value sum = product + a;
  2.0 * sum;
  const Picture picture{tape, {"a", "b", "a * b", "+ a", "2.0 *"}, tape.size(), 150};
  print(tape.size(), 250, "2.0 * (a * b + a) on a tape", arrows(picture) + nodes(picture));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc == 2 ? argv[1] : "";
  if (what == "hello") {
    hello();
  } else if (what == "rewind") {
    rewind();
  } else if (what == "expression") {
    expression();
  } else {
    std::cerr << "usage: strip hello|rewind|expression\n";
    return 2;
  }
}
