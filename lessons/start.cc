// bazel run //:start         puts the next lesson's stub where the reader edits it
// bazel run //:start -- N    starts at lesson N, with the library's headers for those that it builds on
//
// Never overwrites a file, and leaves nothing half done. In a handout for a class, which has no library, a lesson can
// only start when those that it builds on are written.
#include <algorithm>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "lessons/copy_whole.h"
#include "lessons/road.h"
#include "tools/caller.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using tools::contents;

// Whether a lesson was started, and nothing written yet.
bool is_untouched(const fs::path& checkout, const lessons::Lesson& lesson) {
  return contents(checkout / lesson.header) == contents(checkout / lesson.stub);
}

// Copies each first to its second. If one can't be copied, removes those before it, says which and
// why, and returns false.
bool copy_all(const fs::path& checkout, const std::vector<std::pair<fs::path, fs::path>>& files) {
  for (auto file = files.begin(); file != files.end(); ++file) {
    const auto& [from, to] = *file;
    std::error_code error = lessons::copy_whole(checkout / from, checkout / to);
    if (!error) continue;
    std::cerr << "start: can't write " << to.string() << ": " << error.message();
    while (file != files.begin()) fs::remove(checkout / (--file)->second, error);
    std::cerr << ". Nothing was changed.\n";
    return false;
  }
  return true;
}

void say_what_to_do(const lessons::Lesson& lesson) {
  std::cout << "  read  " << lesson.package << "/README.md\n"
            << "  edit  " << lesson.header.string() << '\n'
            << "  test  bazel test //" << lesson.package << ":test\n";
}

int start(const fs::path& checkout, const std::vector<lessons::Lesson>& lessons,
          std::size_t number) {
  const lessons::Lesson& lesson = lessons[number - 1];
  if (fs::exists(checkout / lesson.header)) {
    std::cout << lesson.header.string() << " is there already, and stays as it is.\n";
    say_what_to_do(lesson);
    return 0;
  }
  std::vector<std::pair<fs::path, fs::path>> files;
  for (const std::size_t i : lessons::before(checkout, lessons, number - 1)) {
    if (!fs::exists(checkout / lessons[i].header)) {
      files.emplace_back(lessons[i].solution, lessons[i].header);
    } else if (is_untouched(checkout, lessons[i])) {
      std::cout << lessons[i].header.string() << " is still as it came, and stays so.\n";
    }
  }
  const auto is_missing = [&](const auto& file) { return !fs::exists(checkout / file.first); };
  if (std::ranges::any_of(files, is_missing)) {
    std::cerr << "start: lesson " << number << ", " << lesson.topic
              << ", builds on lessons that you haven't written";
    for (const auto& file : files)
      std::cerr << (&file == &files[0] ? ": " : ", ") << file.second.stem().string();
    std::cerr
        << ".\nThis copy of the course has no solutions to put in their places, so ask your "
           "teacher for them.\n"
           "`bazel run //:start` begins the first lesson that is missing. Nothing was changed.\n";
    return 1;
  }
  files.emplace_back(lesson.stub, lesson.header);
  if (!copy_all(checkout, files)) return 1;
  for (std::size_t i = 0; i + 1 < files.size(); ++i) {
    std::cout << files[i].second.string() << " is a copy of the solution, "
              << files[i].first.string() << ".\n";
  }
  std::cout << "Lesson " << number << ", " << lesson.topic << ", is yours now.\n";
  say_what_to_do(lesson);
  return 0;
}

int start_next(const fs::path& checkout, const std::vector<lessons::Lesson>& lessons) {
  for (const std::size_t i : lessons::order(checkout, lessons)) {
    const lessons::Lesson& lesson = lessons[i];
    if (!fs::exists(checkout / lesson.header)) return start(checkout, lessons, i + 1);
    if (is_untouched(checkout, lesson)) {
      std::cout << "Lesson " << i + 1 << ", " << lesson.topic
                << ", is waiting for you: its header is still as it came.\n";
      say_what_to_do(lesson);
      return 0;
    }
  }
  std::cout << "All " << lessons.size()
            << " lessons are started. bazel run //:progress shows how they stand.\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // A file that may not grow is an error to report, not the end.
  const auto checkout = tools::workspace();
  if (!checkout) {
    std::cerr << "start: run it as `bazel run //:start`, which tells it where the lessons are.\n";
    return 2;
  }
  const std::vector<lessons::Lesson> lessons = lessons::all(*checkout);
  if (lessons.empty()) {
    std::cerr << "start: there are no lessons in " << (*checkout / "lessons").string() << ".\n";
    return 1;
  }
  if (argc == 1) return start_next(*checkout, lessons);
  for (std::size_t number = 1; argc == 2 && number <= lessons.size(); ++number) {
    if (argv[1] == std::to_string(number)) return start(*checkout, lessons, number);
  }
  std::cerr << "start: there is no lesson \"" << argv[1] << "\"; give one number, 1 to "
            << lessons.size() << ", or none for the next lesson.\n";
  return 2;
}
