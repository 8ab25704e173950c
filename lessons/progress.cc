// bazel run //:progress    runs the reader's tests, and shows how each lesson stands and what is
// next
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "lessons/road.h"
#include "lessons/run.h"

namespace {

namespace fs = std::filesystem;

// The first test that a lesson's log says is red, or "" when the program ended before it could say.
std::string first_red_test(const std::string& log) {
  std::ifstream file(log);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::smatch match;
  return std::regex_search(text, match, std::regex(R"(Next: make (\S+) pass)")) ? match.str(1) : "";
}

struct State {
  bool done;
  std::string text;
};

// How a lesson stands, from what `bazel test` printed.
State state_of(const road::Lesson& lesson, bool started, const std::string& results) {
  if (!started) return {false, "not started"};
  const std::regex line("//" + lesson.package +
                        R"(:test +(?:\(cached\) )?([A-Z ]*[A-Z])(.*\n +(/.*))?)");
  std::smatch match;
  // Bazel lists only the first few of many tests that don't build.
  if (!std::regex_search(results, match, line)) return {false, "does not compile"};
  const std::string result = match.str(1);
  if (result == "PASSED") return {true, "done"};
  if (result == "FAILED TO BUILD") return {false, "does not compile"};
  if (result == "SKIPPED") return {false, "waits for an earlier lesson"};
  if (result == "TIMEOUT") return {false, "runs and runs: is there a loop without an end?"};
  const std::string test = first_red_test(match.str(3));
  return {false, test.empty() ? "crashes" : "failing: " + test};
}

void print_bar(std::size_t done, std::size_t all) {
  constexpr std::size_t kCells = 3;
  std::cout << "\n[" << std::string(kCells * done, '#') << std::string(kCells * (all - done), '-')
            << "] " << done << " of " << all << " lessons done\n";
}

}  // namespace

int main() {
  const auto checkout = road::workspace();
  if (!checkout) {
    std::cerr
        << "progress: run it as `bazel run //:progress`, which tells it where the lessons are.\n";
    return 2;
  }
  fs::current_path(*checkout);
  const std::string results = road::run(
                                  "bazel test --keep_going --build_tests_only "
                                  "--test_tag_filters=reader --test_output=summary "
                                  "--noshow_progress --color=no --curses=no //lessons/...")
                                  .output;
  if (results.find("//lessons/") == std::string::npos) {
    std::cerr << results << "progress: bazel test did not get as far as the tests; see above.\n";
    return 1;
  }

  std::size_t number = 0;
  std::size_t done = 0;
  std::string next;
  const std::vector<road::Lesson> lessons = road::lessons(*checkout);
  for (const road::Lesson& lesson : lessons) {
    const bool started = fs::exists(lesson.header);
    const State state = state_of(lesson, started, results);
    std::cout << std::setw(2) << ++number << "  " << std::left << std::setw(10) << lesson.topic
              << std::right << state.text << '\n';
    if (state.done) {
      ++done;
    } else if (next.empty()) {
      next = !started ? "bazel run //:start"
                      : "edit " + lesson.header.string() + ", then bazel test //" + lesson.package +
                            ":test";
    }
  }
  print_bar(done, lessons.size());
  std::cout << "Next: " << (next.empty() ? "bazel run //lessons/08_training:train" : next) << '\n';
  return 0;
}
