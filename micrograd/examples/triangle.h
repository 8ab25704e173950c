/// \file
/// Draws attention's weights as SVG: a row for each position, with a cell for each position up to it.
#ifndef MICROGRAD_EXAMPLES_TRIANGLE_H_
#define MICROGRAD_EXAMPLES_TRIANGLE_H_

#include <cstddef>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

namespace micrograd::examples {

/// The triangle for a text of these letters, with its upper left corner at (left, top). The more a position
/// takes from another, the darker the cell; where `cell`, its size in pixels, is 40 or more, the weight
/// stands in it.
inline std::string triangle(const std::string& letters,
                            const std::vector<std::vector<double>>& weights, int left, int top,
                            int cell) {
  std::ostringstream out;
  const auto text = [&](std::size_t column, std::size_t row, const std::string& words,
                        const char* colour) {
    out << "<text x=\"" << left + cell * static_cast<int>(column) + cell / 2 << "\" y=\""
        << top + cell * static_cast<int>(row) + cell / 2 + 5 << "\" fill=\"" << colour
        << "\" text-anchor=\"middle\">" << words << "</text>\n";
  };
  for (std::size_t row = 0; row < weights.size(); ++row) {
    text(0, row + 1, std::string(1, letters[row]), "#222222");
    text(row + 1, 0, std::string(1, letters[row]), "#222222");
    for (std::size_t column = 0; column <= row; ++column) {
      const double weight = weights[row][column];
      out << "<rect x=\"" << left + cell * static_cast<int>(column + 1) + 1 << "\" y=\""
          << top + cell * static_cast<int>(row + 1) + 1 << "\" width=\"" << cell - 2
          << "\" height=\"" << cell - 2
          << "\" fill=\"#0072b2\" stroke=\"#0072b2\" stroke-opacity=\"0.4\" fill-opacity=\""
          << weight << "\"/>\n";
      if (cell < 40) continue;
      char shown[8];
      std::snprintf(shown, sizeof shown, "%.2f", weight);
      text(column + 1, row + 1, shown, weight > 0.55 ? "#ffffff" : "#222222");
    }
  }
  return out.str();
}

}  // namespace micrograd::examples

#endif  // MICROGRAD_EXAMPLES_TRIANGLE_H_
