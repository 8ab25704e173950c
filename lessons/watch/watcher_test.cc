// What `bazel run //:watch` does, in a small checkout, with a stand-in for Bazel: a lesson's test passes if its header
// says "right".
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "lessons/road.h"
#include "lessons/watch/watcher.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

// Notes what it is called for, runs for as long as there is a file `slow`, and writes its events.
constexpr const char* kBazel = R"(#!/bin/sh
for argument; do
  case $argument in --build_event_json_file=*) events=${argument#*=} ;; esac
done
echo "$argument" >>calls
trap 'exit 8' INT
while [ -e slow ]; do sleep 0.05; done
[ ! -e broken ] || { echo "ERROR: no such package"; exit 1; }
for lesson in 01_one 02_two 03_three; do
  header=lessons/$lesson/${lesson#*_}.h
  if [ ! -e $header ]; then
    printf '{"id":{"targetCompleted":{"label":"//lessons/%s:test"}},"aborted":{"reason":"SKIPPED"}}\n' $lesson
  elif grep -q right $header; then
    printf '{"id":{"targetCompleted":{"label":"//lessons/%s:test"}}}\n' $lesson
    printf '{"id":{"testSummary":{"label":"//lessons/%s:test"}},"overallStatus":"PASSED"}\n' $lesson
  else
    printf '{"id":{"targetCompleted":{"label":"//lessons/%s:test"}}}\n' $lesson
    printf '{"id":{"testSummary":{"label":"//lessons/%s:test"}},"overallStatus":"FAILED",' $lesson
    printf '"failed":[{"uri":"file://%s/log"}]}\n' "$PWD"
  fi
done >"$events"
)";

constexpr const char* kStart = R"(#!/bin/sh
case $1 in 1) lesson=01_one ;; 2) lesson=02_two ;; 3) lesson=03_three ;; esac
echo stub >$BUILD_WORKSPACE_DIRECTORY/lessons/$lesson/${lesson#*_}.h
echo "Lesson $1 is yours now."
)";

constexpr const char* kLog =
    "one_test.cc:7: Failure\nOne.IsRight fails:\nwhat came\n\n1 of 2 tests pass.\n\n"
    "Next: make One.IsRight pass.";

class Watcher : public testing::Test {
 protected:
  void SetUp() override {
    before_ = fs::current_path();
    fs::remove_all(checkout_);
    for (const std::string lesson : {"01_one", "02_two", "03_three"}) {
      fs::create_directories(checkout_ / "lessons" / lesson / "stub");
    }
    fs::current_path(checkout_);
    write(
        "lessons/01_one/README.md",
        "# One\n\n## Hints\n\n<details><summary>A nudge</summary>\n\n1. Do\n   it.\n\n</details>\n"
        "<details><summary>More</summary>\n\n1. So.\n\n</details>\n");
    write("lessons/02_two/stub/two.h", "stub\n#include \"one.h\"\n");
    write("log", kLog);
    program("bin/bazel", kBazel);
    program("start", kStart);
    path_ = std::getenv("PATH");
    setenv("PATH", (checkout_.string() + "/bin:" + path_).c_str(), 1);
    setenv("BUILD_WORKSPACE_DIRECTORY", checkout_.c_str(), 1);
  }
  void TearDown() override {
    watcher_.reset();
    setenv("PATH", path_.c_str(), 1);
    fs::current_path(before_);
    fs::remove_all(checkout_);
  }

  static void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }
  static void program(const fs::path& path, const std::string& text) {
    if (path.has_parent_path()) fs::create_directories(path.parent_path());
    write(path, text);
    fs::permissions(path, fs::perms::owner_all);
  }

  void begin() {
    watcher_ = std::make_unique<lessons::watch::Watcher>(lessons::all("."), checkout_ / "start");
  }
  // Lets some time go by.
  void wait(int polls = 30) {
    for (int i = 0; i < polls; ++i) {
      watcher_->go_on();
      usleep(20'000);
    }
  }
  // Lets time go by until the status begins so.
  void wait_for(const std::string& status) {
    for (int i = 0; i < 500 && !watcher_->view().status.text.starts_with(status); ++i) wait(1);
    wait(10);
    EXPECT_THAT(watcher_->view().status.text, StartsWith(status));
  }
  // What Bazel was called for since the last time.
  std::string calls() {
    std::string all = tools::contents("calls");
    fs::remove("calls");
    return all;
  }

  fs::path checkout_ = fs::path(testing::TempDir()) / "watched";
  fs::path before_;
  std::string path_;
  std::unique_ptr<lessons::watch::Watcher> watcher_;
};

TEST_F(Watcher, BeginsWithTheFirstLessonThatIsNotDone) {
  write("lessons/01_one/one.h", "right");
  write("lessons/02_two/two.h", "wrong");
  begin();
  EXPECT_EQ(watcher_->view().title, "Your lessons");
  wait_for("failing: 1 of 2 tests pass");
  EXPECT_EQ(watcher_->view().title, "Lesson 2 of 3: lessons/02_two/two.h");
  EXPECT_EQ(watcher_->view().body, "one_test.cc:7: Failure\nOne.IsRight fails:\nwhat came");
  EXPECT_EQ(watcher_->view().done, 1U);
  EXPECT_EQ(calls(), "//lessons/...\n//lessons/02_two:all\n");
}

TEST_F(Watcher, TestsWhatIsSavedAndNothingElse) {
  write("lessons/01_one/one.h", "wrong");
  begin();
  wait_for("failing");
  calls();
  write("lessons/01_one/one.h", "right now");
  wait_for("done");
  EXPECT_EQ(calls(), "//lessons/01_one:all\n");
  EXPECT_EQ(watcher_->view().body, "All its tests pass. n goes on to lesson 2, two.");
}

TEST_F(Watcher, StartsTheNextLessonOnlyWhenThisOneIsGreen) {
  write("lessons/01_one/one.h", "wrong");
  begin();
  watcher_->press('n');
  EXPECT_THAT(watcher_->view().note, HasSubstr("Wait for the tests of all lessons"));
  wait_for("failing");
  watcher_->press('n');
  EXPECT_EQ(watcher_->view().note, "First make the tests of this lesson pass.");
  EXPECT_FALSE(fs::exists("lessons/02_two/two.h"));
  write("lessons/01_one/one.h", "right now");
  wait_for("done");
  calls();
  watcher_->press('n');
  EXPECT_EQ(tools::contents("lessons/02_two/two.h"), "stub\n");
  EXPECT_EQ(watcher_->view().note, "Lesson 2 is yours now: read lessons/02_two/README.md");
  wait_for("failing");
  EXPECT_EQ(watcher_->view().title, "Lesson 2 of 3: lessons/02_two/two.h");
  EXPECT_EQ(calls(), "//lessons/02_two:all\n") << "once, though its header is new";
}

TEST_F(Watcher, StopsARunWhenSomethingIsSaved) {
  write("lessons/01_one/one.h", "wrong");
  begin();
  wait_for("failing");
  calls();
  write("slow", "");
  write("lessons/01_one/one.h", "wrong again");
  wait_for("building");
  watcher_->press('n');
  EXPECT_EQ(watcher_->view().note, "Wait for this lesson's test.");
  write("lessons/01_one/one.h", "right at last");
  wait(60);
  EXPECT_EQ(calls(), "//lessons/01_one:all\n//lessons/01_one:all\n")
      << "the second run begins while the first would still go on";
  fs::remove("slow");
  wait_for("done");
  EXPECT_EQ(calls(), "");
}

TEST_F(Watcher, FinishesTheFirstRunAfterASave) {
  write("lessons/01_one/one.h", "right");
  write("lessons/02_two/two.h", "wrong");
  write("slow", "");
  begin();
  wait();
  write("lessons/02_two/two.h", "right too");
  wait();
  fs::remove("slow");
  wait_for("done");
  wait_for("done");
  EXPECT_EQ(calls(), "//lessons/...\n//lessons/02_two:all\n//lessons/...\n");
  EXPECT_EQ(watcher_->view().body, "All its tests pass. n goes on to lesson 3, three.");
}

TEST_F(Watcher, GoesBackToALessonThatIsSaved) {
  write("lessons/01_one/one.h", "right");
  write("lessons/02_two/two.h", "wrong");
  begin();
  wait_for("failing");
  write("lessons/01_one/one.h", "wrong now");
  wait(40);
  wait_for("failing");
  EXPECT_EQ(watcher_->view().title, "Lesson 1 of 3: lessons/01_one/one.h");
}

TEST_F(Watcher, LooksAgainWhenAHeaderIsGone) {
  write("lessons/01_one/one.h", "right");
  write("lessons/02_two/two.h", "wrong");
  begin();
  wait_for("failing");
  fs::remove("lessons/01_one/one.h");
  wait(40);
  wait_for("not started");
  EXPECT_EQ(watcher_->view().title, "Lesson 1 of 3: lessons/01_one/one.h");
  watcher_->press('n');
  wait_for("failing");
}

TEST_F(Watcher, ShowsOneHintAfterTheOther) {
  begin();
  wait_for("not started");
  for (const char* title :
       {"Hint 1 of 2: A nudge", "Hint 2 of 2: More", "", "Hint 1 of 2: A nudge"}) {
    watcher_->press('h');
    EXPECT_EQ(watcher_->view().hint.title, title);
  }
  EXPECT_EQ(watcher_->view().hint.text, "1. Do it.");
}

TEST_F(Watcher, ListsAllLessonsAndTestsThemAgainAfterASave) {
  write("lessons/01_one/one.h", "wrong");
  begin();
  wait_for("failing");
  calls();
  watcher_->press('l');
  EXPECT_THAT(watcher_->view().table, testing::Contains(" 2  two       not started"));
  wait();
  EXPECT_EQ(calls(), "") << "nothing was saved";
  watcher_->press('l');
  EXPECT_TRUE(watcher_->view().table.empty());
  write("lessons/01_one/one.h", "right now");
  wait_for("done");
  watcher_->press('l');
  wait_for("done");
  EXPECT_EQ(calls(), "//lessons/01_one:all\n//lessons/...\n");
}

TEST_F(Watcher, SaysWhatBazelSaysIfItStops) {
  write("lessons/01_one/one.h", "right");
  write("broken", "");
  begin();
  wait_for("Bazel did not get as far as the tests");
  EXPECT_EQ(watcher_->view().body, "ERROR: no such package");
  EXPECT_EQ(calls(), "//lessons/...\n") << "and does not try again and again";
  fs::remove("broken");
  write("lessons/01_one/one.h", "right again");
  wait_for("done");
  wait_for("done");
  EXPECT_EQ(watcher_->view().body, "All its tests pass. n goes on to lesson 2, two.");
}

}  // namespace
