// bazel run //:progress    runs the reader's tests, and shows how each lesson stands and what is
// next
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "lessons/road.h"
#include "tools/caller.h"
#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;

// Bazel's build events: JSON, one event a line.
using Events = std::vector<std::string>;

// The event of this kind about a test, or "".
std::string event(const Events& events, const std::string& kind, const std::string& test) {
  const std::string start = "{\"id\":{\"" + kind + "\":{\"label\":\"";
  for (const std::string& line : events) {
    if (line.rfind(start, 0) != 0) continue;
    const std::size_t label = line.find_first_not_of('@', start.size());
    if (line.compare(label, test.size() + 1, test + '"') == 0) return line;
  }
  return "";
}

// The text between two others, or "".
std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const std::vector<std::string> parts = tools::split(text, before);
  return parts.size() > 1 ? tools::split(parts[1], after)[0] : "";
}

struct State {
  bool done;
  std::string text;
};

State state_of(const lessons::Lesson& lesson, bool started, const Events& events) {
  if (!started) return {false, "not started"};
  const std::string test = "//" + lesson.package + ":test";
  const std::string summary = event(events, "testSummary", test);
  const std::string status = between(summary, "\"overallStatus\":\"", "\"");
  if (status == "PASSED") return {true, "done"};
  if (status == "TIMEOUT") return {false, "runs and runs: is there a loop without an end?"};
  if (status == "FAILED") {
    const std::string log = between(summary, "\"failed\":[{\"uri\":\"file://", "\"");
    const std::string first = between(tools::contents(log), "Next: make ", " pass");
    return {false, first.empty() ? "crashes" : "failing: " + first};
  }
  const bool skipped =
      event(events, "targetCompleted", test).find("\"SKIPPED\"") != std::string::npos;
  return {false, skipped ? "waits for an earlier lesson" : "does not compile"};
}

// The number of a part's first lesson, and what the part is about.
constexpr std::array<std::pair<std::size_t, const char*>, 3> kParts{
    {{1, "Part one: micrograd on a tape"},
     {9, "Part two: from micrograd to a GPT"},
     {12, "Part three: from a tape to a compiler"}}};

void print_bar(std::size_t done, std::size_t all) {
  constexpr std::size_t kCells = 3;
  std::cout << "\n[" << std::string(kCells * done, '#') << std::string(kCells * (all - done), '-')
            << "] " << done << " of " << all << " lessons done\n";
}

}  // namespace

int main() {
  const auto checkout = tools::workspace();
  if (!checkout) {
    std::cerr
        << "progress: run it as `bazel run //:progress`, which tells it where the lessons are.\n";
    return 2;
  }
  fs::current_path(*checkout);
  const fs::path file =
      fs::temp_directory_path() / ("progress_" + std::to_string(getpid()) + ".json");
  const std::string said =
      tools::run(
          "bazel test --keep_going --build_tests_only --test_tag_filters=reader "
          "--test_output=summary --noshow_progress --color=no --curses=no "
          "--build_event_json_file='" +
          file.string() + "' //lessons/...")
          .output;
  const Events events = tools::split(tools::contents(file), "\n");
  fs::remove(file);
  if (std::ranges::none_of(events, [](const std::string& line) {
        return line.find("\"targetCompleted\"") != std::string::npos;
      })) {
    std::cerr << said << "progress: bazel test did not get as far as the tests; see above.\n";
    return 1;
  }

  std::size_t number = 0;
  std::size_t done = 0;
  const std::vector<lessons::Lesson> lessons = lessons::all(*checkout);
  std::vector<std::string> next;  // What to do for each lesson; nothing if it is done.
  for (const lessons::Lesson& lesson : lessons) {
    const bool started = fs::exists(lesson.header);
    const State state = state_of(lesson, started, events);
    ++number;
    for (const auto& [first, title] : kParts) {
      if (number == first) std::cout << (first > 1 ? "\n" : "") << title << '\n';
    }
    std::cout << std::setw(2) << number << "  " << std::left << std::setw(10) << lesson.topic
              << std::right << state.text << '\n';
    done += state.done ? 1 : 0;
    next.push_back(state.done ? ""
                   : started  ? "edit " + lesson.header.string() + ", then bazel test //" +
                                   lesson.package + ":test"
                             : "bazel run //:start");
  }
  print_bar(done, lessons.size());
  for (const std::size_t i : lessons::order(*checkout, lessons)) {
    if (next[i].empty()) continue;
    std::cout << "Next: " << next[i] << '\n';
    return 0;
  }
  std::cout << "Next: bazel run //lessons/15_source:train\n";
  return 0;
}
