/// \file
/// How a reader's lessons stand: the command that runs their tests, and what Bazel's build events say afterwards.
#ifndef LESSONS_RESULTS_H_
#define LESSONS_RESULTS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <string>
#include <utility>
#include <vector>

#include "lessons/road.h"
#include "tools/text.h"

namespace lessons {

/// Bazel's build events: JSON, one event a line.
using Events = std::vector<std::string>;

/// The shell command that runs the reader's tests among these targets, which further options may precede, and writes
/// its events to that file. The path has no ' in it.
inline std::string test_command(const std::string& targets, const std::filesystem::path& events) {
  return "bazel test --keep_going --build_tests_only --test_tag_filters=reader "
         "--test_output=summary --color=no --curses=no "
         "--build_event_json_file='" +
         events.string() + "' " + targets;
}

/// Whether Bazel got as far as the tests, whatever came of them.
inline bool reached_the_tests(const Events& events) {
  return std::ranges::any_of(events, [](const std::string& line) {
    return line.find("\"targetCompleted\"") != std::string::npos;
  });
}

/// The event of this kind about a lesson's test, or "".
inline std::string event(const Events& events, const std::string& kind, const Lesson& lesson) {
  const std::string test = "//" + lesson.package + ":test";
  const std::string start = "{\"id\":{\"" + kind + "\":{\"label\":\"";
  for (const std::string& line : events) {
    if (line.rfind(start, 0) != 0) continue;
    const std::size_t label = line.find_first_not_of('@', start.size());
    if (line.compare(label, test.size() + 1, test + '"') == 0) return line;
  }
  return "";
}

/// A file's text; of a long one, the first megabyte and the last.
inline std::string ends_of(const std::filesystem::path& path) {
  constexpr std::streamoff kMost = 1 << 20;
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file ? std::streamoff(file.tellg()) : 0;
  if (size <= 2 * kMost) return tools::contents(path);
  std::string first(kMost, '\0');
  std::string last(kMost, '\0');
  file.seekg(0).read(first.data(), kMost);
  file.seekg(size - kMost).read(last.data(), kMost);
  return first + "\n...\n" + last;
}

/// What the lesson's test printed, if it failed; Bazel's own lines stand above it.
inline std::string log_of_failed(const Lesson& lesson, const Events& events) {
  const std::string summary = event(events, "testSummary", lesson);
  return ends_of(tools::between(summary, "\"failed\":[{\"uri\":\"file://", "\""));
}

/// What is said of a lesson whose header is not there.
inline constexpr const char* kNotStarted = "not started";

/// What is said of a test that was stopped.
inline constexpr const char* kRunsAndRuns = "runs and runs: is there a loop without an end?";

/// What is said of a lesson whose test could not be built.
inline constexpr const char* kDoesNotCompile = "does not compile";

/// What is said of a lesson that builds on one whose header is not there.
inline constexpr const char* kWaits = "waits for an earlier lesson";

/// How one lesson stands.
struct State {
  bool done;         ///< Its test passes.
  std::string text;  ///< The same, and else what is missing, in a few words.
};

/// How a lesson stands after a run of its test.
inline State state_of(const Lesson& lesson, bool started, const Events& events) {
  if (!started) return {false, kNotStarted};
  const std::string summary = event(events, "testSummary", lesson);
  const std::string status = tools::between(summary, "\"overallStatus\":\"", "\"");
  if (status == "PASSED") return {true, "done"};
  if (status == "TIMEOUT") return {false, kRunsAndRuns};
  if (status == "FAILED") {
    const std::string first = tools::between(log_of_failed(lesson, events), "Next: make ", " pass");
    return {false, first.empty() ? "crashes" : "failing: " + first};
  }
  const bool skipped =
      event(events, "targetCompleted", lesson).find("\"SKIPPED\"") != std::string::npos;
  return {false, skipped ? kWaits : kDoesNotCompile};
}

/// The number of a part's first lesson, and what the part is about.
inline constexpr std::array<std::pair<std::size_t, const char*>, 3> kParts{
    {{1, "Part one: micrograd on a tape"},
     {9, "Part two: from micrograd to a GPT"},
     {12, "Part three: from a tape to a compiler"}}};

/// All lessons and how they stand, under the titles of their parts: the table's lines.
inline std::vector<std::string> table(const std::vector<Lesson>& lessons,
                                      const std::vector<State>& states) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    for (const auto& [first, title] : kParts) {
      if (i + 1 != first) continue;
      if (first > 1) lines.emplace_back();
      lines.emplace_back(title);
    }
    const std::string number = std::to_string(i + 1);
    const std::string topic = lessons[i].topic;
    lines.push_back((number.size() < 2 ? " " : "") + number + "  " + topic +
                    std::string(topic.size() < 10 ? 10 - topic.size() : 0, ' ') + states[i].text);
  }
  return lines;
}

/// How many lessons are done.
inline std::size_t count_done(const std::vector<State>& states) {
  return static_cast<std::size_t>(std::ranges::count_if(states, &State::done));
}

/// The whole road as a bar, with so many cells for each lesson.
inline std::string bar(std::size_t done, std::size_t all, std::size_t cells) {
  return '[' + std::string(cells * done, '#') + std::string(cells * (all - done), '-') + "] " +
         std::to_string(done) + " of " + std::to_string(all) + " lessons done";
}

}  // namespace lessons

#endif  // LESSONS_RESULTS_H_
