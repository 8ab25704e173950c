/// \file
/// Draws a decision boundary: where in the plane a network's answer changes from one crescent of
/// Moons to the other. In a terminal, or as an SVG picture.
///
///     const auto predict = [&](Scalar x, Scalar y) { return ...; };  // above 0: target 1
///     std::cout << text(predict, moons, false);
///     std::ofstream("moons.svg") << svg(predict, moons, "after training");
#ifndef MICROGRAD_BOUNDARY_H_
#define MICROGRAD_BOUNDARY_H_

#include <array>
#include <cstddef>
#include <sstream>
#include <string>
#include <utility>

#include "moons.h"

namespace micrograd {

/// The part of the plane that is drawn: all that Moons can draw, and a margin.
struct View {
  static constexpr Scalar kLeft = -1.5;   ///< The smallest x.
  static constexpr Scalar kTop = 1.5;     ///< The largest y.
  static constexpr Scalar kWidth = 4;     ///< The largest x, less the smallest.
  static constexpr Scalar kHeight = 2.5;  ///< The largest y, less the smallest.
};

/// 20 lines of 64 characters, and one that says what they mean. The points are o where their target
/// is 1, and x where it is -1. Dots fill the region where `predict(x, y)` is above 0; with `colour`,
/// both regions have a background of their own instead (ANSI escape sequences, 256 colours).
template <typename Predict, std::size_t Samples>
std::string text(const Predict& predict, const Moons<Samples>& moons, bool colour) {
  constexpr std::size_t kColumns = 64;
  constexpr std::size_t kRows = 20;
  constexpr Scalar kCellWidth = View::kWidth / kColumns;
  constexpr Scalar kCellHeight = View::kHeight / kRows;  // Twice the width, as in most terminals.
  constexpr const char* kBlue = "\033[1;38;5;16;48;5;153m";  // Bold black on it.
  constexpr const char* kOrange = "\033[1;38;5;16;48;5;223m";
  std::array<std::string, kRows> points;
  points.fill(std::string(kColumns, ' '));
  for (std::size_t i = 0; i < Samples; ++i) {
    const auto [x, y] = moons.inputs[i];
    const auto column = static_cast<std::size_t>((x - View::kLeft) / kCellWidth);
    const auto row = static_cast<std::size_t>((View::kTop - y) / kCellHeight);
    points.at(row).at(column) = moons.targets[i] > 0 ? 'o' : 'x';
  }
  std::ostringstream out;
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t column = 0; column < kColumns; ++column) {
      const bool above = predict(View::kLeft + (Scalar(column) + Scalar(0.5)) * kCellWidth,
                                 View::kTop - (Scalar(row) + Scalar(0.5)) * kCellHeight) > 0;
      const char point = points[row][column];
      if (colour) {
        out << (above ? kBlue : kOrange) << point;
      } else {
        out << (above && point == ' ' ? '.' : point);
      }
    }
    out << (colour ? "\033[0m\n" : "\n");
  }
  out << "o target 1   x target -1   " << (colour ? "blue" : "dots")
      << ": where the network says more than 0\n";
  return out.str();
}

/// An SVG picture on a white card of its own, so that it can be read on light and dark pages: both
/// regions, the line between them, and the points. The line is interpolated within cells of 1/16 by
/// 1/16. `title` stands above; it must need no escaping in XML.
template <typename Predict, std::size_t Samples>
std::string svg(const Predict& predict, const Moons<Samples>& moons, const std::string& title) {
  constexpr std::size_t kColumns = 64;
  constexpr std::size_t kRows = 40;
  const auto across = [](Scalar x) { return 20 + (x - View::kLeft) * 120; };  // In pixels.
  const auto down = [](Scalar y) { return 40 + (View::kTop - y) * 120; };
  struct Corner {
    Scalar x, y, prediction;
  };
  const auto corner = [&](std::size_t column, std::size_t row) {
    const Scalar x = View::kLeft + View::kWidth * Scalar(column) / kColumns;
    const Scalar y = View::kTop - View::kHeight * Scalar(row) / kRows;
    return Corner{across(x), down(y), predict(x, y)};
  };

  std::ostringstream region;  // The part of each cell that is above 0: its corners in order,
  std::ostringstream line;    // and the points where the prediction changes sign between two.
  for (std::ostringstream* path : {&region, &line}) path->precision(5);
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t column = 0; column < kColumns; ++column) {
      const std::array<Corner, 4> corners{corner(column, row), corner(column + 1, row),
                                          corner(column + 1, row + 1), corner(column, row + 1)};
      char in_region = 'M';  // Move to the first, draw a line to the next.
      char in_line = 'M';
      for (std::size_t k = 0; k < corners.size(); ++k) {
        const Corner& a = corners[k];
        const Corner& b = corners[(k + 1) % corners.size()];
        if (a.prediction > 0) {
          region << std::exchange(in_region, 'L') << a.x << ' ' << a.y;
        }
        if ((a.prediction > 0) != (b.prediction > 0)) {
          const Scalar part = a.prediction / (a.prediction - b.prediction);
          const Scalar x = a.x + part * (b.x - a.x);
          const Scalar y = a.y + part * (b.y - a.y);
          region << std::exchange(in_region, 'L') << x << ' ' << y;
          line << std::exchange(in_line, in_line == 'M' ? 'L' : 'M') << x << ' ' << y;
        }
      }
    }
  }

  std::ostringstream out;
  out << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"520\" height=\"380\" "
         "viewBox=\"0 0 520 380\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"15\">\n"
      << "<title>Moons and decision boundary, " << title << "</title>\n"
      << "<rect width=\"520\" height=\"380\" rx=\"6\" fill=\"#ffffff\"/>\n"
      << "<text x=\"20\" y=\"26\" fill=\"#222222\">" << title << "</text>\n"
      << "<rect x=\"20\" y=\"40\" width=\"480\" height=\"300\" fill=\"#fbe3cf\"/>\n"
      << "<path fill=\"#cfe6f5\" d=\"" << region.str() << "\"/>\n"
      << "<path fill=\"none\" stroke=\"#222222\" stroke-width=\"2\" stroke-linecap=\"round\" d=\""
      << line.str() << "\"/>\n";
  for (std::size_t i = 0; i < Samples; ++i) {
    const Scalar x = across(moons.inputs[i][0]);
    const Scalar y = down(moons.inputs[i][1]);
    if (moons.targets[i] > 0) {
      out << "<circle cx=\"" << x << "\" cy=\"" << y << "\" r=\"4.5\" fill=\"#0072b2\"/>\n";
    } else {
      out << "<rect x=\"" << x - 4 << "\" y=\"" << y - 4
          << "\" width=\"8\" height=\"8\" fill=\"#b54a00\"/>\n";
    }
  }
  out << "<text x=\"20\" y=\"364\" fill=\"#222222\"><tspan fill=\"#0072b2\">\u25cf</tspan> target 1"
         "<tspan dx=\"20\" fill=\"#b54a00\">\u25a0</tspan> target -1"
         "<tspan dx=\"20\">line: the network says 0</tspan></text>\n</svg>\n";
  return out.str();
}

}  // namespace micrograd

#endif  // MICROGRAD_BOUNDARY_H_
