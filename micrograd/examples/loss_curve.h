/// \file
/// Draws the loss of every step of a training as an SVG picture.
#ifndef MICROGRAD_EXAMPLES_LOSS_CURVE_H_
#define MICROGRAD_EXAMPLES_LOSS_CURVE_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include "micrograd/examples/card.h"

namespace micrograd::examples {

/// A dot for each step, and a line for the mean of the last hundred.
/// REQUIRES: there is at least one loss.
inline std::string loss_curve(const std::vector<double>& losses) {
  constexpr double kLeft = 56;
  constexpr double kTop = 40;
  constexpr double kWidth = 560;
  constexpr double kHeight = 280;
  const double top = std::ceil(*std::max_element(losses.begin(), losses.end()));
  const auto x = [&](std::size_t step) {
    return kLeft + kWidth * static_cast<double>(step + 1) / static_cast<double>(losses.size());
  };
  const auto y = [&](double loss) { return kTop + kHeight * (1 - loss / top); };
  std::ostringstream out;
  out << "<text x=\"336\" y=\"24\" text-anchor=\"middle\" fill=\"#222222\">The loss of each step, "
         "and the "
         "mean of the last hundred</text>\n"
         "<text x=\"336\" y=\"364\" text-anchor=\"middle\" fill=\"#222222\">step</text>\n";
  for (int line = 0; line <= static_cast<int>(top); ++line) {
    out << "<path stroke=\"#dddddd\" d=\"M" << kLeft << ' ' << y(line) << 'h' << kWidth
        << "\"/>\n<text x=\"" << kLeft - 8 << "\" y=\"" << y(line) + 5 << "\" text-anchor=\"end\">"
        << line << "</text>\n";
  }
  for (int part = 0; part <= 4; ++part) {
    const std::size_t step = losses.size() * static_cast<std::size_t>(part) / 4;
    out << "<text x=\"" << kLeft + kWidth * part / 4
        << "\" y=\"342\" text-anchor=\"middle\" fill=\"#222222\">" << step << "</text>\n";
  }
  // At most a thousand dots, and as many corners of the line.
  const std::size_t stride = (losses.size() + 999) / 1000;
  out.precision(5);
  for (std::size_t i = 0; i < losses.size(); i += stride) {
    out << "<circle r=\"1.5\" fill=\"#0072b2\" fill-opacity=\"0.35\" cx=\"" << x(i) << "\" cy=\""
        << y(losses[i]) << "\"/>\n";
  }
  out << "<path fill=\"none\" stroke=\"#b54a00\" stroke-width=\"2.5\" d=\"";
  double sum = 0;
  for (std::size_t i = 0; i < losses.size(); ++i) {
    sum += losses[i] - (i >= 100 ? losses[i - 100] : 0);
    if (i % stride != 0 || i < 9) continue;  // A mean of a few says little.
    out << (i < 9 + stride ? 'M' : 'L') << x(i) << ' '
        << y(sum / static_cast<double>(std::min<std::size_t>(i + 1, 100)));
  }
  out << "\"/>\n";
  return card(640, 380, "The loss of each step", out.str());
}

}  // namespace micrograd::examples

#endif  // MICROGRAD_EXAMPLES_LOSS_CURVE_H_
