/// \file
/// A run of the reader's tests, in the background.
#ifndef LESSONS_WATCH_TEST_RUN_H_
#define LESSONS_WATCH_TEST_RUN_H_

#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "lessons/results.h"
#include "lessons/road.h"
#include "lessons/watch/background.h"
#include "lessons/watch/said.h"
#include "tools/text.h"

namespace lessons::watch {

/// One call of `bazel test`, of all lessons or of one.
class TestRun {
 public:
  /// Seconds after which a lesson's test is asked about loops, and stopped. The longest test of a correct solution takes
  /// about five; a test itself gives up after ten of computing, and says more about it.
  static constexpr int kSecondsToWonder = 6;
  static constexpr int kSecondsToStop = 30;

  /// Starts it: for the lesson of this number, or for all. The working directory is the checkout.
  TestRun(const std::vector<Lesson>& lessons, std::optional<std::size_t> lesson)
      : lesson_(lesson),
        events_(std::filesystem::temp_directory_path() /
                ("watch_" + std::to_string(getpid()) + ".json")),
        process_("exec " + test_command("--show_progress " + targets(lessons, lesson), events_)) {}
  ~TestRun() {
    std::error_code ignored;
    std::filesystem::remove(events_, ignored);
  }
  TestRun(const TestRun&) = delete;
  TestRun& operator=(const TestRun&) = delete;

  /// The number of the lesson, or nothing for all.
  std::optional<std::size_t> lesson() const { return lesson_; }

  /// Whether it has ended. Stops a lesson's test that runs too long.
  bool has_ended() {
    if (process_.has_ended()) return true;
    const Doing now = lessons::watch::doing(process_.output());
    if (now != doing_ && (lesson_ || doing_ == Doing::kWaiting)) since_ = Clock::now();
    doing_ = now;
    if (wonders() && seconds() >= kSecondsToStop && !process_.interrupted()) {
      stopped_ = true;
      process_.interrupt();
    }
    return false;
  }

  /// Asks it to end; its results no longer count.
  void cancel() {
    cancelled_ = true;
    process_.interrupt();
  }

  bool cancelled() const { return cancelled_; }  ///< Whether cancel() was called.
  bool stopped() const { return stopped_; }      ///< Whether it ran too long.

  /// Whether one lesson's test takes so long that it may never end.
  bool wonders() const {
    return lesson_ && doing_ == Doing::kTesting && seconds() >= kSecondsToWonder;
  }

  /// Whether something other than the usual is being done.
  bool is_unusual() const { return !cancelled_ && (doing_ == Doing::kWaiting || wonders()); }

  /// What is being done, in a few words.
  std::string doing() const {
    if (cancelled_) return "stopping the run before";
    if (doing_ == Doing::kWaiting) return "another Bazel command is running here: waiting for it";
    if (wonders()) return "testing (is there a loop without an end?)";
    if (!lesson_) return "testing all lessons that are started";
    return doing_ == Doing::kTesting ? "testing" : "building";
  }

  /// For how many seconds.
  int seconds() const {
    return static_cast<int>(
        std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - since_).count());
  }

  /// Bazel's events; whole once it has ended.
  Events events() const { return tools::split(tools::contents(events_), "\n"); }

  /// What Bazel has printed.
  const std::string& output() const { return process_.output(); }

 private:
  static std::string targets(const std::vector<Lesson>& lessons,
                             std::optional<std::size_t> lesson) {
    return lesson ? "//" + lessons[*lesson].package + ":all" : "//lessons/...";
  }

  using Clock = std::chrono::steady_clock;

  std::optional<std::size_t> lesson_;
  std::filesystem::path events_;
  Background process_;
  Doing doing_ = Doing::kBuilding;
  Clock::time_point since_ = Clock::now();
  bool cancelled_ = false;
  bool stopped_ = false;
};

}  // namespace lessons::watch

#endif  // LESSONS_WATCH_TEST_RUN_H_
