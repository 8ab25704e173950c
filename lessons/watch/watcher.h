/// \file
/// What `bazel run //:watch` knows and decides: which lesson is at hand, what is to be tested, and what there is to show.
#ifndef LESSONS_WATCH_WATCHER_H_
#define LESSONS_WATCH_WATCHER_H_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "lessons/results.h"
#include "lessons/road.h"
#include "lessons/watch/hints.h"
#include "lessons/watch/saves.h"
#include "lessons/watch/screen.h"
#include "lessons/watch/test_run.h"

namespace lessons::watch {

/// Watches over the reader's headers. The working directory is the checkout.
class Watcher {
 public:
  /// `start` is the program behind //:start.
  Watcher(std::vector<Lesson> lessons, std::filesystem::path start);

  /// To be called ten times a second. Returns whether there is a new result.
  bool go_on();

  /// Does what a key asks for.
  void press(char key);

  /// What there is to show.
  View view() const;

  /// What is worth a line of its own while a run goes on, or "".
  std::string remark() const { return run_ && run_->is_unusual() ? run_->doing() : ""; }

 private:
  bool is_started(std::size_t i) const {
    std::error_code unknown;
    return std::filesystem::exists(lessons_[i].header, unknown);
  }
  bool waits(std::size_t i) const { return states_[i].text == kWaits; }
  // Whether the lesson at hand is being tested, or will be in a moment.
  bool is_tested_now() const { return test_one_ || (run_ && run_->lesson()); }
  // The next lesson, as for //:start; nothing if all are done.
  std::optional<std::size_t> first_to_do() const;

  // The lesson that was saved is at hand; of several, the first, for the others may build on it.
  void look_for_saves();
  // Makes this lesson the one at hand, to be tested at once.
  void take_up(std::size_t i);
  // The results of the run that has ended. Returns whether there is something new to show.
  bool take_in();
  void take_in_one(std::size_t i, const Events& events);
  void show_hint();
  void start_next();

  std::string title(std::size_t i) const;
  Line status() const;
  std::string body() const;

  static constexpr const char* kNotTested = "not tested yet";
  static constexpr const char* kNoTests = "Bazel did not get as far as the tests";

  std::filesystem::path start_;
  std::vector<Lesson> lessons_;
  Saves saves_;
  std::vector<State> states_;
  std::optional<std::size_t> at_hand_;
  std::optional<TestRun> run_;
  bool test_one_ = false;   // The lesson at hand is to be tested,
  bool test_all_ = true;    // and then all.
  bool all_known_ = false;  // How all lessons stand, or stood
  bool stale_ = false;      // before something was saved.
  std::string failure_;     // The first failure of the lesson at hand,
  std::string score_;       // and how many of its tests pass.
  std::string trouble_;     // What Bazel said, if it did not get as far as the tests.
  std::size_t hint_ = 0;    // 1 to 3, or 0 for none.
  Hint shown_hint_;
  bool list_ = false;
  std::string note_;
};

}  // namespace lessons::watch

#endif  // LESSONS_WATCH_WATCHER_H_
