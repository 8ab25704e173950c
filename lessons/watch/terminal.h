/// \file
/// The terminal as a screen with keys, put back as it was however the program ends.
#ifndef LESSONS_WATCH_TERMINAL_H_
#define LESSONS_WATCH_TERMINAL_H_

#include <cstddef>
#include <string>
#include <vector>

#include "lessons/watch/screen.h"

namespace lessons::watch {

/// Catches the signals that ask a program to end, for ending_signal(), and lets a closed pipe be an error.
void catch_signals();

/// The signal that asked the program to end, or 0.
int ending_signal();

/// Whether a program can draw and read keys: both ends are a terminal, and not a "dumb" one.
bool has_terminal();

/// Waits for at most this long: for a key, a signal, or somebody to close the pipe that is written to. Returns false
/// where nobody reads any more what is printed.
bool wait_for_something(int milliseconds);

/// A screen in place of what stood in the terminal, until this is destroyed. While there is one, no other may be made.
/// The terminal is put back even if the program crashes, and while Ctrl-Z stops it.
class Terminal {
 public:
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// The next key that was typed, or 0.
  char key();

  /// Shows these lines; what has not changed is not written again.
  void show(const View& view);

 private:
  bool colours_;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<std::string> shown_;
};

}  // namespace lessons::watch

#endif  // LESSONS_WATCH_TERMINAL_H_
