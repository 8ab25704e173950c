// bazel run //:watch    shows the lesson at hand, and runs its test whenever its header is saved
//
// In a terminal, one screen with keys; otherwise plain lines, a block for each result.
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "lessons/road.h"
#include "lessons/watch/screen.h"
#include "lessons/watch/terminal.h"
#include "lessons/watch/watcher.h"
#include "tools/caller.h"

namespace {

// Screen and keys, until one of them or a signal ends it.
void show_screen(lessons::watch::Watcher& watcher) {
  lessons::watch::Terminal terminal;
  while (lessons::watch::ending_signal() == 0) {
    watcher.go_on();
    terminal.show(watcher.view());
    if (!lessons::watch::wait_for_something(100)) return;
    for (char key = 0; (key = terminal.key()) != 0;) {
      if (key == 'q') return;
      watcher.press(key);
    }
  }
}

// A block of lines for each result, until a signal ends it or nobody reads them any more.
void print_lines(lessons::watch::Watcher& watcher) {
  std::string said;
  while (lessons::watch::ending_signal() == 0 && std::cout) {
    if (watcher.go_on()) {
      const lessons::watch::View view = watcher.view();
      std::cout << view.title << '\n' << view.status.text << '\n';
      if (!view.body.empty()) std::cout << view.body << '\n';
      std::cout << std::endl;
    }
    const std::string remark = watcher.remark();
    if (remark != said && !remark.empty()) std::cout << remark << std::endl;
    said = remark;
    if (!lessons::watch::wait_for_something(100)) return;
  }
}

}  // namespace

int main() {
  namespace fs = std::filesystem;
  const auto checkout = tools::workspace();
  if (!checkout) {
    std::cerr << "watch: run it as `bazel run //:watch`, which tells it where the lessons are.\n";
    return 2;
  }
  const fs::path start = fs::absolute("lessons/start");  // Where `bazel run` puts what this needs.
  std::vector<lessons::Lesson> lessons = lessons::all(*checkout);
  if (lessons.empty()) {
    std::cerr << "watch: there are no lessons in " << (*checkout / "lessons").string() << ".\n";
    return 1;
  }
  fs::current_path(*checkout);
  lessons::watch::catch_signals();
  lessons::watch::Watcher watcher(std::move(lessons), start);
  lessons::watch::has_terminal() ? show_screen(watcher) : print_lines(watcher);
  return lessons::watch::ending_signal() == 0 ? 0 : 128 + lessons::watch::ending_signal();
}
