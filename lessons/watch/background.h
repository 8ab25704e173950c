/// \file
/// Runs a program and goes on meanwhile.
#ifndef LESSONS_WATCH_BACKGROUND_H_
#define LESSONS_WATCH_BACKGROUND_H_

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <string>

namespace lessons::watch {

/// A shell command that runs in the background, in a process group of its own: Ctrl-C in the terminal does not reach it.
class Background {
 public:
  /// Starts it. If that can't be done, it has ended already.
  explicit Background(const std::string& command) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) return;
    read_from_ = ends[0];
    fcntl(read_from_, F_SETFL, O_NONBLOCK);
    fcntl(read_from_, F_SETFD, FD_CLOEXEC);
    process_ = fork();
    if (process_ == 0) {
      setpgid(0, 0);
      signal(SIGPIPE, SIG_DFL);
      const int nothing = open("/dev/null", O_RDONLY);
      dup2(nothing, 0);
      dup2(ends[1], 1);
      dup2(ends[1], 2);
      close(ends[1]);
      execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
      _exit(127);
    }
    if (process_ > 0) setpgid(process_, process_);  // Here too, for whoever comes first.
    close(ends[1]);
  }
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  /// Interrupts it if it still runs, and gives it some seconds to end.
  ~Background() {
    interrupt();
    for (int i = 0; i < 50 && !has_ended(); ++i) usleep(100'000);
    if (read_from_ >= 0) close(read_from_);
  }

  /// Whether it has ended. Takes in what it has printed.
  bool has_ended() {
    int status = 0;
    if (process_ > 0 && waitpid(process_, &status, WNOHANG) != 0) process_ = -1;
    std::array<char, 4096> buffer{};
    ssize_t size = 0;
    while ((size = read(read_from_, buffer.data(), buffer.size())) > 0) {
      output_.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return process_ <= 0;
  }

  /// What it has printed up to now, errors included.
  const std::string& output() const { return output_; }

  /// Asks it and what it has started to end, as Ctrl-C does, the first time that it is called. (Bazelisk leaves it to
  /// the terminal to tell Bazel.)
  void interrupt() {
    if (process_ > 0 && !interrupted_) kill(-process_, SIGINT);
    interrupted_ = true;
  }

  /// Whether it was asked to end.
  bool interrupted() const { return interrupted_; }

 private:
  int read_from_ = -1;
  pid_t process_ = -1;
  bool interrupted_ = false;
  std::string output_;
};

}  // namespace lessons::watch

#endif  // LESSONS_WATCH_BACKGROUND_H_
