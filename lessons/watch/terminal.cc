#include "lessons/watch/terminal.h"

#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <utility>

namespace lessons::watch {
namespace {

// What a signal handler needs has no other place.
volatile sig_atomic_t ending = 0;    // NOLINT: the signal that asks to end
volatile sig_atomic_t stopping = 0;  // NOLINT: Ctrl-Z was typed
bool drawing = false;                // NOLINT: the terminal is ours
termios settings{};                  // NOLINT: the terminal's settings before

void note_end(int signal) { ending = signal; }
void note_stop(int /*signal*/) { stopping = 1; }

// Called from signal handlers too. What can't be written has nobody to read it.
void write_all(const char* text, std::size_t size) {
  while (size > 0) {
    const ssize_t written = write(STDOUT_FILENO, text, size);
    if (written < 0 && errno != EINTR) return;
    if (written < 0) continue;
    text += written;
    size -= static_cast<std::size_t>(written);
  }
}

// The other screen, which most terminals have; no cursor; lines that are too long are cut.
void begin() {
  termios ours = settings;
  ours.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  ours.c_cc[VMIN] = 0;
  ours.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &ours);
  constexpr char kBegin[] = "\033[?1049h\033[?25l\033[?7l";
  write_all(kBegin, sizeof(kBegin) - 1);
  drawing = true;
}

void end() {
  if (!drawing) return;
  drawing = false;
  constexpr char kEnd[] = "\033[0m\033[?7h\033[?25h\033[?1049l";
  write_all(kEnd, sizeof(kEnd) - 1);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &settings);
}

void end_and_crash(int signal) {
  end();
  ::signal(signal, SIG_DFL);
  raise(signal);
}

void on(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;  // And no SA_RESTART: poll() returns.
  sigaction(signal, &action, nullptr);
}

const char* code(Style style) {
  switch (style) {
    case Style::kPlain: return "";
    case Style::kBold: return "\033[1m";
    case Style::kRed: return "\033[1;31m";
    case Style::kGreen: return "\033[1;32m";
    case Style::kYellow: return "\033[33m";
    case Style::kDim: return "\033[2m";
  }
  return "";
}

std::string variable(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? "" : text;
}

}  // namespace

void catch_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) on(signal, note_end);
  on(SIGPIPE, SIG_IGN);
}

int ending_signal() { return ending; }

bool has_terminal() {
  const std::string kind = variable("TERM");
  return isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0 && !kind.empty() && kind != "dumb";
}

bool wait_for_something(int milliseconds) {
  std::array<pollfd, 2> ends{{{STDOUT_FILENO, 0, 0}, {drawing ? STDIN_FILENO : -1, POLLIN, 0}}};
  if (poll(ends.data(), ends.size(), milliseconds) < 0) return true;
  return (ends[0].revents & (POLLERR | POLLHUP)) == 0 && (ends[1].revents & POLLHUP) == 0;
}

Terminal::Terminal() : colours_(variable("NO_COLOR").empty()) {
  tcgetattr(STDIN_FILENO, &settings);
  for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) on(signal, end_and_crash);
  on(SIGTSTP, note_stop);
  on(SIGWINCH, [](int) {});  // So that poll() returns, and the size is asked for again.
  begin();
}

Terminal::~Terminal() { end(); }

char Terminal::key() {
  char key = 0;
  return read(STDIN_FILENO, &key, 1) == 1 ? key : '\0';
}

void Terminal::show(const View& view) {
  if (stopping != 0) {
    stopping = 0;
    end();
    ::signal(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);  // Comes back here after `fg`.
    on(SIGTSTP, note_stop);
    begin();
    shown_.clear();
  }
  winsize size{};
  ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  const std::size_t rows = size.ws_row > 0 ? size.ws_row : 24;
  const std::size_t columns = size.ws_col > 0 ? size.ws_col : 80;
  std::string changes;
  if (rows != rows_ || columns != columns_ || shown_.empty()) {
    changes = "\033[2J";
    shown_.assign(rows, "");
  }
  rows_ = rows;
  columns_ = columns;
  const std::vector<Line> lines = draw(view, rows, columns);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string look = colours_ ? code(lines[i].style) : "";
    std::string text = look + lines[i].text + (look.empty() ? "" : "\033[0m");
    if (text == shown_[i]) continue;
    changes += "\033[" + std::to_string(i + 1) + ";1H\033[2K" + text;
    shown_[i] = std::move(text);
  }
  write_all(changes.data(), changes.size());
}

}  // namespace lessons::watch
