/// \file
/// Which tests of a lesson did not pass, as its own output says.
#ifndef LESSONS_RED_TESTS_H_
#define LESSONS_RED_TESTS_H_

#include <string>
#include <vector>

#include "tools/text.h"

namespace lessons {

/// How a lesson's output, with `--all`, begins what it says about a test that did not pass.
struct Red {
  std::string test;  ///< "Value.BelongsToItsOwnTape".
  std::string how;   ///< "fails", "crashes" or "does not end"; no test runs after the last two.
};

/// The tests that did not pass, each once, in the order in which they ran.
inline std::vector<Red> red_tests(const std::string& output) {
  std::vector<Red> found;
  for (const std::string& line : tools::split(output, "\n")) {
    for (const std::string how : {"fails", "crashes", "does not end"}) {
      const std::string end = " " + how + ":";
      if (!line.ends_with(end)) continue;
      const std::string test = line.substr(0, line.size() - end.size());
      if (test.find('.') == std::string::npos || test.find(' ') != std::string::npos) continue;
      if (found.empty() || found.back().test != test) found.push_back({test, how});
      found.back().how = how;
    }
  }
  return found;
}

/// A mistake of lessons/pitfalls.md with the tests that it turns red, as lessons/mistakes.txt has it.
/// `row` is its row of the table there: "| lesson | mistake | ...".
inline std::string mistake_line(const std::string& row, const std::vector<Red>& red) {
  const std::vector<std::string> cells = tools::split(row, " | ");
  std::string line = cells[0] + " | " + cells.at(1) + " |";
  for (const Red& test : red) line += " " + test.test;
  return line;
}

}  // namespace lessons

#endif  // LESSONS_RED_TESTS_H_
