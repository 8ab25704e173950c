// bazel run //:progress    runs the reader's tests, and shows how each lesson stands and what is
// next
#include <unistd.h>

#include <cstddef>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "lessons/results.h"
#include "lessons/road.h"
#include "tools/caller.h"
#include "tools/run.h"
#include "tools/text.h"

int main() {
  namespace fs = std::filesystem;
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
      tools::run(lessons::test_command("--noshow_progress //lessons/...", file)).output;
  const lessons::Events events = tools::split(tools::contents(file), "\n");
  fs::remove(file);
  if (!lessons::reached_the_tests(events)) {
    std::cerr << said << "progress: bazel test did not get as far as the tests; see above.\n";
    return 1;
  }

  const std::vector<lessons::Lesson> lessons = lessons::all(*checkout);
  std::vector<lessons::State> states;
  for (const lessons::Lesson& lesson : lessons) {
    states.push_back(lessons::state_of(lesson, fs::exists(lesson.header), events));
  }
  for (const std::string& line : lessons::table(lessons, states)) std::cout << line << '\n';
  std::cout << '\n' << lessons::bar(lessons::count_done(states), lessons.size(), 3) << '\n';
  for (const std::size_t i : lessons::order(*checkout, lessons)) {
    if (states[i].done) continue;
    const lessons::Lesson& lesson = lessons[i];
    std::cout << "Next: "
              << (fs::exists(lesson.header) ? "edit " + lesson.header.string() +
                                                  ", then bazel test //" + lesson.package + ":test"
                                            : "bazel run //:start")
              << '\n';
    return 0;
  }
  std::cout << "Next: bazel run //lessons/15_source:train\n";
  return 0;
}
