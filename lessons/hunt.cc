// bazel run //:hunt -- N    puts a file for tests of lesson N where the reader edits it
// bazel run //:hunt         the same for the latest lesson that is started
//
// Never overwrites a file, and leaves nothing half done.
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

#include "lessons/copy_whole.h"
#include "lessons/road.h"
#include "tools/caller.h"

namespace {

namespace fs = std::filesystem;

// Where the tests of a lesson begin; the first one has none.
fs::path starter(const lessons::Lesson& lesson) { return lesson.stub.parent_path() / "hunt.cc"; }

int hunt(const fs::path& checkout, const lessons::Lesson& lesson, std::size_t number) {
  const fs::path file = fs::path(lesson.package) / "hunt.cc";
  if (fs::exists(checkout / file)) {
    std::cout << file.string() << " is there already, and stays as it is.\n";
  } else {
    const std::error_code error = lessons::copy_whole(checkout / starter(lesson), checkout / file);
    if (error) {
      std::cerr << "hunt: can't write " << file.string() << ": " << error.message()
                << ". Nothing was changed.\n";
      return 1;
    }
    std::cout << "The hunt of lesson " << number << ", " << lesson.topic << ", is yours now.\n";
  }
  std::cout << "  read  docs/hunt.md\n"
            << "  edit  " << file.string() << '\n'
            << "  test  bazel test //" << lesson.package << ":hunt\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // A file that may not grow is an error to report, not the end.
  const auto checkout = tools::workspace();
  if (!checkout) {
    std::cerr
        << "hunt: run it as `bazel run //:hunt -- 4`, which tells it where the lessons are.\n";
    return 2;
  }
  const std::vector<lessons::Lesson> lessons = lessons::all(*checkout);
  std::string choice;
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    if (!fs::exists(*checkout / starter(lessons[i]))) continue;
    const std::string number = std::to_string(i + 1);
    choice += (choice.empty() ? "" : " ") + number;
    if (argc == 2 && argv[1] == number) return hunt(*checkout, lessons[i], i + 1);
  }
  for (std::size_t i = lessons.size(); argc == 1 && i-- > 0;) {
    if (!fs::exists(*checkout / lessons[i].header) || !fs::exists(*checkout / starter(lessons[i])))
      continue;
    return hunt(*checkout, lessons[i], i + 1);
  }
  if (choice.empty()) {
    std::cerr << "hunt: there are no hunts in " << (*checkout / "lessons").string() << ".\n";
    return 1;
  }
  std::cerr
      << "hunt: say which lesson to hunt in, as in `bazel run //:hunt -- 4`. These have a hunt: "
      << choice << ".\n";
  return 2;
}
