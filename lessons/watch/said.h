/// \file
/// What a reader wants to know of all that Bazel and a test have said.
#ifndef LESSONS_WATCH_SAID_H_
#define LESSONS_WATCH_SAID_H_

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <regex>
#include <string>
#include <vector>

#include "tools/text.h"

namespace lessons::watch {

/// Lines `from` up to `to` of a text.
inline std::string lines_between(const std::vector<std::string>& lines, std::size_t from,
                                 std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += lines[i] + '\n';
  const std::size_t end = text.find_last_not_of(" \n");
  return end == std::string::npos ? "" : text.substr(0, end + 1);
}

/// Whether a text contains one of these.
inline bool says(const std::string& text, std::initializer_list<const char*> words) {
  return std::ranges::any_of(
      words, [&](const char* word) { return text.find(word) != std::string::npos; });
}

/// The first failure in a test's log, as the test printed it, with the last five lines that were printed before
/// it. Where there is none, for the program just ended, all that it printed.
inline std::string first_failure(const std::string& log) {
  std::vector<std::string> lines = tools::split(log, "\n");
  // Bazel's own lines end with one of dashes.
  const auto rule =
      std::find_if(lines.begin(), lines.begin() + std::min<std::ptrdiff_t>(4, std::ssize(lines)),
                   [](const std::string& line) {
                     return line.size() > 70 && line.find_first_not_of('-') == std::string::npos;
                   });
  if (std::distance(lines.begin(), rule) < 4 && rule != lines.end()) {
    lines.erase(lines.begin(), rule + 1);
  }
  static const std::regex kBegins(R"(.*:\d+: Failure|\S+\.\S+ (crashes|does not end):)");
  static const std::regex kEnds(R"((The tests after it did not run|\d+ of \d+ tests pass)\..*)");
  std::size_t from = 0;
  while (from < lines.size() && !std::regex_match(lines[from], kBegins)) ++from;
  std::size_t to = std::min(from, lines.size());
  while (to < lines.size() && !std::regex_match(lines[to], kEnds)) ++to;
  if (from == lines.size()) from = 0;
  constexpr std::size_t kBefore = 5;
  return lines_between(lines, from > kBefore ? from - kBefore : 0, to);
}

/// How many tests pass, "3 of 9 tests pass", by a test's log; "" if it did not get that far.
inline std::string score(const std::string& log) {
  const std::size_t end = log.rfind(" tests pass.");
  if (end == std::string::npos) return "";
  return log.substr(log.rfind('\n', end) + 1, end + 11 - log.rfind('\n', end) - 1);
}

/// The compiler's first error in what Bazel printed, with the function that it is in and the line that it shows.
/// Where there is none, for something else went wrong, Bazel's own first error and what follows.
inline std::string first_error(const std::string& output) {
  const std::vector<std::string> lines = tools::split(output, "\n");
  const auto find = [&](std::initializer_list<const char*> words) {
    return static_cast<std::size_t>(
        std::ranges::find_if(lines, [&](const std::string& line) { return says(line, words); }) -
        lines.begin());
  };
  std::size_t from = find({": error: ", ": fatal error: "});
  if (from == lines.size()) {
    from = find({"ERROR: ", "FATAL: "});
    return lines_between(lines, from == lines.size() ? 0 : from, lines.size());
  }
  std::size_t to = from + 1;
  while (from > 0 && says(lines[from - 1], {": In ", ": At ", "required from"})) --from;
  while (to < lines.size() && !lines[to].empty() && lines[to][0] != '[' &&
         !says(lines[to], {": error: ", ": warning: ", ": fatal error: ", ": In ",
                           "In file included", "compilation terminated", " generated.", "Target //",
                           "INFO: ", "ERROR: ", "Use --"})) {
    ++to;
  }
  return lines_between(lines, from, to);
}

/// What Bazel is doing.
enum class Doing { kWaiting, kBuilding, kTesting };

/// What Bazel is doing, by what it has printed up to now: waiting for another command, building, or testing.
inline Doing doing(const std::string& output) {
  const std::size_t waits = output.rfind("Another command");
  const std::size_t works = output.rfind("Loading:");
  if (waits != std::string::npos && (works == std::string::npos || works < waits)) {
    return Doing::kWaiting;
  }
  return says(output, {"Testing //"}) ? Doing::kTesting : Doing::kBuilding;
}

}  // namespace lessons::watch

#endif  // LESSONS_WATCH_SAID_H_
