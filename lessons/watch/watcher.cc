#include "lessons/watch/watcher.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lessons/watch/said.h"
#include "tools/run.h"
#include "tools/text.h"

namespace lessons::watch {
namespace {

std::vector<std::filesystem::path> headers_of(const std::vector<Lesson>& lessons) {
  std::vector<std::filesystem::path> all;
  for (const Lesson& lesson : lessons) all.push_back(lesson.header);
  return all;
}

}  // namespace

Watcher::Watcher(std::vector<Lesson> lessons, std::filesystem::path start)
    : start_(std::move(start)), lessons_(std::move(lessons)), saves_(headers_of(lessons_)) {
  for (std::size_t i = 0; i < lessons_.size(); ++i) {
    states_.push_back({false, is_started(i) ? kNotTested : kNotStarted});
  }
}

bool Watcher::go_on() {
  look_for_saves();
  const bool ended = run_ && run_->has_ended();
  const bool result = ended && take_in();
  if (ended) run_.reset();
  if (!run_ && test_one_ && at_hand_) {
    run_.emplace(lessons_, at_hand_);
    test_one_ = false;
  } else if (!run_ && test_all_) {
    run_.emplace(lessons_, std::nullopt);
    test_all_ = false;
  }
  return result;
}

void Watcher::press(char key) {
  note_.clear();
  const bool was_list = list_;
  list_ = false;
  if (key == 'l' && !was_list) {
    list_ = true;
    test_all_ = test_all_ || (stale_ && (!run_ || run_->lesson()));
  } else if (key == 'h') {
    show_hint();
  } else if (key == 'n') {
    start_next();
  }
}

View Watcher::view() const {
  View view;
  view.title = at_hand_ ? title(*at_hand_) : "Your lessons";
  view.done = count_done(states_);
  view.all = all_known_ ? lessons_.size() : 0;
  view.status = status();
  view.body = body();
  if (hint_ > 0) view.hint = shown_hint_;
  if (list_) view.table = table(lessons_, states_);
  view.note = note_;
  view.keys = "h hint   n next lesson   l list   q quit";
  return view;
}

std::optional<std::size_t> Watcher::first_to_do() const {
  for (const std::size_t i : order(".", lessons_)) {
    if (!states_[i].done) return i;
  }
  return std::nullopt;
}

void Watcher::take_up(std::size_t i) {
  if (run_) run_->cancel();
  if (at_hand_ != i) {
    hint_ = 0;
    failure_.clear();
    score_.clear();
  }
  at_hand_ = i;
  test_one_ = is_started(i);
  if (test_one_ && states_[i].text == kNotStarted) states_[i].text = kNotTested;
}

void Watcher::look_for_saves() {
  const std::set<std::size_t> saved = saves_.poll();
  if (saved.empty()) return;
  stale_ = true;
  note_.clear();
  for (const std::size_t i : saved) {
    if (is_started(i)) continue;
    states_[i] = {false, kNotStarted};
    test_all_ = true;
  }
  take_up(*saved.begin());
  test_all_ = test_all_ || saved.size() > 1;
}

bool Watcher::take_in() {
  if (run_->cancelled()) return false;
  const Events events = run_->events();
  if (!reached_the_tests(events) && !run_->stopped()) {
    trouble_ = first_error(printable(run_->output()));
    return true;
  }
  trouble_.clear();
  if (run_->lesson()) {
    take_in_one(*run_->lesson(), events);
    return true;
  }
  for (std::size_t i = 0; i < lessons_.size(); ++i) {
    states_[i] = state_of(lessons_[i], is_started(i), events);
  }
  all_known_ = true;
  stale_ = false;
  if (at_hand_ && is_started(*at_hand_)) return false;  // It has had a run of its own.
  at_hand_ = first_to_do().value_or(order(".", lessons_).back());
  test_one_ = is_started(*at_hand_) && !states_[*at_hand_].done;
  return !test_one_;
}

void Watcher::take_in_one(std::size_t i, const Events& events) {
  states_[i] = state_of(lessons_[i], is_started(i), events);
  if (run_->stopped()) states_[i] = {false, kRunsAndRuns};
  if (states_[i].done) hint_ = 0;
  test_all_ = test_all_ || !all_known_;
  const std::string log = printable(log_of_failed(lessons_[i], events));
  score_ = score(log);
  if (!log.empty()) {
    failure_ = first_failure(log);
  } else if (run_->stopped()) {
    failure_ = "Its test was stopped after " + std::to_string(TestRun::kSecondsToStop) +
               " seconds.\nLikely causes:\n  - a loop whose end never comes\n"
               "  - a wait for something that never happens, such as input";
  } else if (states_[i].text == kDoesNotCompile) {
    failure_ = first_error(printable(run_->output()));
  } else {
    failure_.clear();
  }
}

void Watcher::show_hint() {
  if (!at_hand_) return;
  const std::vector<Hint> all = hints(tools::contents(lessons_[*at_hand_].package + "/README.md"));
  hint_ = hint_ < all.size() ? hint_ + 1 : 0;
  if (hint_ == 0) return;
  shown_hint_ = all[hint_ - 1];
  shown_hint_.title = "Hint " + std::to_string(hint_) + " of " + std::to_string(all.size()) + ": " +
                      shown_hint_.title;
}

void Watcher::start_next() {
  if (!all_known_) {
    test_all_ = test_all_ || !run_;
    note_ = "Wait for the tests of all lessons: they show which one is next.";
    return;
  }
  if (is_started(*at_hand_) && !waits(*at_hand_) && (is_tested_now() || !states_[*at_hand_].done)) {
    note_ = is_tested_now() ? "Wait for this lesson's test."
                            : "First make the tests of this lesson pass.";
    return;
  }
  const std::optional<std::size_t> next = first_to_do();
  if (!next) return;
  if (!is_started(*next)) {
    const tools::Outcome outcome =
        tools::run('\'' + start_.string() + "' " + std::to_string(*next + 1));
    note_ = tools::split(outcome.output, "\n")[0];
    if (outcome.code != 0) return;
    note_ = "Lesson " + std::to_string(*next + 1) + " is yours now: read " +
            lessons_[*next].package + "/README.md";
    saves_.catch_up();
  }
  take_up(*next);
}

std::string Watcher::title(std::size_t i) const {
  return "Lesson " + std::to_string(i + 1) + " of " + std::to_string(lessons_.size()) + ": " +
         lessons_[i].header.string();
}

Line Watcher::status() const {
  const std::string busy =
      run_ ? run_->doing() + ", " + std::to_string(run_->seconds()) + " s" : "";
  if (!at_hand_ || (run_ && (run_->lesson() || run_->is_unusual()))) {
    return {trouble_.empty() || run_ ? busy : kNoTests, Style::kYellow};
  }
  if (!trouble_.empty()) return {kNoTests, Style::kRed};
  const State& state = states_[*at_hand_];
  const std::string text = score_.empty() ? state.text : "failing: " + score_;
  return {text + (run_ ? " (" + busy + ')' : ""), state.done              ? Style::kGreen
                                                  : is_started(*at_hand_) ? Style::kRed
                                                                          : Style::kYellow};
}

std::string Watcher::body() const {
  if (!trouble_.empty()) return trouble_;
  if (!at_hand_) return "";
  if (!is_started(*at_hand_)) return "Its header is not there yet. n puts the stub in its place.";
  if (waits(*at_hand_)) {
    return "It builds on a lesson whose header is not there. n goes to the first one to do.";
  }
  if (!states_[*at_hand_].done || is_tested_now()) return failure_;
  if (!all_known_) return "All its tests pass.";
  const std::optional<std::size_t> next = first_to_do();
  if (!next) return "All lessons are done. Try bazel run //lessons/15_source:train";
  return "All its tests pass. n goes on to lesson " + std::to_string(*next + 1) + ", " +
         lessons_[*next].topic + '.';
}

}  // namespace lessons::watch
