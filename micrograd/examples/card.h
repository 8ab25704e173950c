/// \file
/// A picture in SVG, on a white card of its own, which is readable on light and dark pages.
#ifndef MICROGRAD_EXAMPLES_CARD_H_
#define MICROGRAD_EXAMPLES_CARD_H_

#include <sstream>
#include <string>

namespace micrograd::examples {

/// The picture, `width` times `height` pixels large. `body` is what to draw, in SVG.
inline std::string card(int width, int height, const std::string& title, const std::string& body) {
  std::ostringstream out;
  out << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" << width << "\" height=\"" << height
      << "\" viewBox=\"0 0 " << width << ' ' << height
      << "\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"14\">\n<title>" << title
      << "</title>\n<rect width=\"" << width << "\" height=\"" << height
      << "\" rx=\"6\" fill=\"#ffffff\"/>\n"
      << body << "</svg>\n";
  return out.str();
}

}  // namespace micrograd::examples

#endif  // MICROGRAD_EXAMPLES_CARD_H_
