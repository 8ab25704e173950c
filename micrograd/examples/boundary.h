/// \file
/// Draws a decision boundary: where in the plane a network's answer changes from one kind of point to the
/// other. In a terminal, or as an SVG picture.
///
///     const auto predict = [&](double x, double y) { return ...; };  // above 0: target 1
///     std::cout << text(predict, inputs, targets, false);
///     std::ofstream("boundary.svg") << svg(predict, inputs, targets, "after training");
#ifndef MICROGRAD_EXAMPLES_BOUNDARY_H_
#define MICROGRAD_EXAMPLES_BOUNDARY_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <sstream>
#include <string>
#include <utility>

namespace micrograd::examples {

/// The part of the plane that is drawn. Moons always lie in it, and other points must.
struct View {
  static constexpr double kLeft = -1.5;   ///< The smallest x.
  static constexpr double kTop = 1.5;     ///< The largest y.
  static constexpr double kWidth = 4;     ///< The largest x, less the smallest.
  static constexpr double kHeight = 2.5;  ///< The largest y, less the smallest.
};

/// 20 lines of 64 characters, and one that says what they mean. The points are o where their target
/// is 1, and x where it is -1. Dots fill the region where `predict(x, y)` is above 0; with `colour`,
/// both regions have a background of their own instead (ANSI escape sequences, 256 colours).
template <typename Predict, typename Scalar, std::size_t Samples>
std::string text(const Predict& predict, const std::array<std::array<Scalar, 2>, Samples>& inputs,
                 const std::array<Scalar, Samples>& targets, bool colour) {
  constexpr std::size_t kColumns = 64;
  constexpr std::size_t kRows = 20;
  constexpr double kCellWidth = View::kWidth / kColumns;
  constexpr double kCellHeight = View::kHeight / kRows;  // Twice the width, as in most terminals.
  constexpr const char* kBlue = "\033[1;38;5;16;48;5;153m";  // Bold black on it.
  constexpr const char* kOrange = "\033[1;38;5;16;48;5;223m";
  std::array<std::string, kRows> points;
  points.fill(std::string(kColumns, ' '));
  for (std::size_t i = 0; i < Samples; ++i) {
    const auto [x, y] = inputs[i];
    const auto column = static_cast<std::size_t>((x - View::kLeft) / kCellWidth);
    const auto row = static_cast<std::size_t>((View::kTop - y) / kCellHeight);
    points.at(row).at(column) = targets[i] > 0 ? 'o' : 'x';
  }
  std::ostringstream out;
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t column = 0; column < kColumns; ++column) {
      const bool above = predict(View::kLeft + (static_cast<double>(column) + 0.5) * kCellWidth,
                                 View::kTop - (static_cast<double>(row) + 0.5) * kCellHeight) > 0;
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
      << ": where the answer is more than 0\n";
  return out.str();
}

/// An SVG picture on a white card, readable on light and dark pages: both regions, the line between
/// them, and the points. The line is interpolated within cells of 1/16 by 1/16. `title` stands
/// above; it must need no escaping in XML.
template <typename Predict, typename Scalar, std::size_t Samples>
std::string svg(const Predict& predict, const std::array<std::array<Scalar, 2>, Samples>& inputs,
                const std::array<Scalar, Samples>& targets, const std::string& title) {
  constexpr std::size_t kColumns = 64;
  constexpr std::size_t kRows = 40;
  constexpr double kCell = 120 * View::kWidth / kColumns;  // In pixels, as all that follows.
  const auto across = [](double x) { return 20 + (x - View::kLeft) * 120; };
  const auto down = [](double y) { return 40 + (View::kTop - y) * 120; };
  struct Corner {
    double x, y, prediction;
  };
  const auto corner = [&](std::size_t column, std::size_t row) {
    const double x = View::kLeft + View::kWidth * static_cast<double>(column) / kColumns;
    const double y = View::kTop - View::kHeight * static_cast<double>(row) / kRows;
    return Corner{across(x), down(y), predict(x, y)};
  };

  std::ostringstream region;  // The part of each cell that is above 0: its corners in order,
  std::ostringstream line;    // and the points where the prediction changes sign between two.
  for (std::ostringstream* path : {&region, &line}) path->precision(5);
  for (std::size_t row = 0; row < kRows; ++row) {
    std::size_t whole = 0;  // Cells up to here that are above 0 at every corner: drawn as one.
    const auto draw_whole = [&](const Corner& end, double below) {
      if (whole == 0) return;
      const double start = end.x - static_cast<double>(std::exchange(whole, 0)) * kCell;
      region << 'M' << start << ' ' << end.y << 'H' << end.x << 'V' << below << 'H' << start;
    };
    for (std::size_t column = 0; column < kColumns; ++column) {
      const std::array<Corner, 4> corners{corner(column, row), corner(column + 1, row),
                                          corner(column + 1, row + 1), corner(column, row + 1)};
      if (std::ranges::all_of(corners, [](const Corner& c) { return c.prediction > 0; })) {
        ++whole;
        continue;
      }
      draw_whole(corners[0], corners[3].y);
      char in_region = 'M';  // Move to the first, draw a line to the next.
      char in_line = 'M';
      for (std::size_t k = 0; k < corners.size(); ++k) {
        const Corner& a = corners[k];
        const Corner& b = corners[(k + 1) % corners.size()];
        if (a.prediction > 0) {
          region << std::exchange(in_region, 'L') << a.x << ' ' << a.y;
        }
        if ((a.prediction > 0) != (b.prediction > 0)) {
          const double part = a.prediction / (a.prediction - b.prediction);
          const double x = a.x + part * (b.x - a.x);
          const double y = a.y + part * (b.y - a.y);
          region << std::exchange(in_region, 'L') << x << ' ' << y;
          line << std::exchange(in_line, in_line == 'M' ? 'L' : 'M') << x << ' ' << y;
        }
      }
    }
    draw_whole(corner(kColumns, row), corner(kColumns, row + 1).y);
  }

  std::ostringstream out;
  out << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"440\" height=\"322\" "
         "viewBox=\"0 0 520 380\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"15\">\n"
      << "<title>Points and decision boundary: " << title << "</title>\n"
      << "<rect width=\"520\" height=\"380\" rx=\"6\" fill=\"#ffffff\"/>\n"
      << "<text x=\"20\" y=\"26\" fill=\"#222222\">" << title << "</text>\n"
      << "<rect x=\"20\" y=\"40\" width=\"480\" height=\"300\" fill=\"#fbe3cf\"/>\n"
      << "<path fill=\"#cfe6f5\" d=\"" << region.str() << "\"/>\n"
      << "<path fill=\"none\" stroke=\"#222222\" stroke-width=\"2\" stroke-linecap=\"round\" d=\""
      << line.str() << "\"/>\n";
  for (std::size_t i = 0; i < Samples; ++i) {
    const double x = across(inputs[i][0]);
    const double y = down(inputs[i][1]);
    if (targets[i] > 0) {
      out << "<circle cx=\"" << x << "\" cy=\"" << y << "\" r=\"4.5\" fill=\"#0072b2\"/>\n";
    } else {
      out << "<rect x=\"" << x - 4 << "\" y=\"" << y - 4
          << "\" width=\"8\" height=\"8\" fill=\"#b54a00\"/>\n";
    }
  }
  out << "<text x=\"20\" y=\"364\" fill=\"#222222\"><tspan fill=\"#0072b2\">\u25cf</tspan> target 1"
         "<tspan dx=\"20\" fill=\"#b54a00\">\u25a0</tspan> target -1"
         "<tspan dx=\"20\">line: the answer is 0</tspan></text>\n</svg>\n";
  return out.str();
}

}  // namespace micrograd::examples

#endif  // MICROGRAD_EXAMPLES_BOUNDARY_H_
