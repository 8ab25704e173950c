/// \file
/// The hints of a lesson's chapter.
#ifndef LESSONS_WATCH_HINTS_H_
#define LESSONS_WATCH_HINTS_H_

#include <cstddef>
#include <regex>
#include <string>
#include <vector>

#include "tools/text.h"

namespace lessons::watch {

/// One of a chapter's three hints.
struct Hint {
  std::string title;  ///< "A nudge".
  std::string text;   ///< A line for each step of the lesson: "1. When is a tape full? ...".
};

/// The hints of a chapter, given its README.md: what is folded away under its heading "Hints". Links are reduced to
/// their text.
inline std::vector<Hint> hints(const std::string& chapter) {
  const std::vector<std::string> parts = tools::split(chapter, "\n## Hints\n");
  if (parts.size() < 2) return {};
  std::vector<Hint> found;
  bool inside = false;
  for (const std::string& line : tools::split(tools::split(parts[1], "\n## ")[0], "\n")) {
    static const std::regex kTitle("<details><summary>(.*)</summary>");
    std::smatch match;
    if (std::regex_match(line, match, kTitle)) {
      found.push_back({match[1], ""});
      inside = true;
    } else if (line == "</details>") {
      inside = false;
    } else if (inside && !line.empty()) {
      std::string& text = found.back().text;
      const std::size_t begins = line.find_first_not_of(' ');
      if (!text.empty()) text += begins == 0 ? '\n' : ' ';
      text += line.substr(begins);
    }
  }
  static const std::regex kLink(R"(\[([^\]]*)\]\([^)]*\))");
  for (Hint& hint : found) hint.text = std::regex_replace(hint.text, kLink, "$1");
  return found;
}

}  // namespace lessons::watch

#endif  // LESSONS_WATCH_HINTS_H_
