/// \file
/// The lines of the solutions that a handout may not have, and whether a text has one.
#ifndef CLASSES_SOLUTION_LINES_H_
#define CLASSES_SOLUTION_LINES_H_

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "tools/text.h"

namespace classes {

/// A text as it is compared: each stretch of spaces and line ends is one space.
inline std::string plain(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!space) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

/// A solution's lines, in plain() form: those that give something away, and how many don't, although they say
/// something, because they stand in what the class is given.
struct SolutionLines {
  std::string path;                 ///< Of the solution, in the checkout.
  std::vector<std::string> secret;  ///< None of them may be in a handout.
  std::size_t given =
      0;  ///< Lines of the solution that stand in `given` code, but not in the stub.
};

/// Sorts a solution's lines. A line gives nothing away if it is an `#include` or another directive, if it has no
/// letter or digit, if it is in the stub, or if it is somewhere in `given`: the code that a class is given, plain().
inline SolutionLines solution_lines(const std::string& path, const std::string& solution,
                                    const std::string& stub, const std::string& given) {
  SolutionLines lines{path, {}, 0};
  const std::string begun = plain(stub);
  for (const std::string& line : tools::split(solution, "\n")) {
    const std::string text = plain(line);
    const bool says_something = std::ranges::any_of(
        text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
    if (!says_something || text[0] == '#' || begun.find(text) != std::string::npos) continue;
    if (given.find(text) != std::string::npos) {
      ++lines.given;
    } else {
      lines.secret.push_back(text);
    }
  }
  return lines;
}

/// The first of these lines that a text has, or "".
inline std::string secret_in(const std::string& text, const std::vector<SolutionLines>& solutions) {
  const std::string compared = plain(text);
  for (const SolutionLines& solution : solutions) {
    for (const std::string& line : solution.secret) {
      if (compared.find(line) != std::string::npos) return line;
    }
  }
  return "";
}

}  // namespace classes

#endif  // CLASSES_SOLUTION_LINES_H_
