// What `bazel run //:watch` reads: logs, events, hints, saves. (.ci/watch.sh drives the program itself, in a terminal.)
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lessons/results.h"
#include "lessons/road.h"
#include "lessons/watch/hints.h"
#include "lessons/watch/said.h"
#include "lessons/watch/saves.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using lessons::watch::Doing;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string kRule(79, '-');

// As Bazel keeps it: two lines and a rule of its own, and then the test's.
std::string log_of(const std::string& printed) {
  return "exec ${PAGER:-/usr/bin/less} \"$0\" || exit 1\nExecuting tests from "
         "//lessons/04_backward:test\n" +
         kRule + '\n' + printed;
}

const std::string kFailure =
    "lessons/04_backward/backward_test.cc:84: Failure\n"
    "Backward.GivesTheRootAGradientOfOne fails:\n"
    "Expected equality of these values:\n"
    "  root.grad()\n"
    "    Which is: 0\n"
    "  1\n"
    "d(root)/d(root): the walk starts from this seed";
const std::string kEnd =
    "\n\n14 of 16 tests pass. These don't pass:\n  Backward.GivesTheRootAGradientOfOne\n  "
    "Backward.B\n\n"
    "Next: make Backward.GivesTheRootAGradientOfOne pass. Edit lessons/04_backward/backward.h, "
    "then run\n"
    "  bazel test //lessons/04_backward:test\nWith --test_arg=--all it shows every failed check.\n";

TEST(FirstFailure, IsWhatTheTestPrintedOfIt) {
  EXPECT_EQ(lessons::watch::first_failure(log_of(kFailure + kEnd)), kFailure);
}

TEST(FirstFailure, HasTheLastLinesOfTheReaderAboveIt) {
  EXPECT_EQ(lessons::watch::first_failure(log_of("1\n2\n3\n4\n5\n6\n" + kFailure + kEnd)),
            "2\n3\n4\n5\n6\n" + kFailure);
}

TEST(FirstFailure, IsACrash) {
  const std::string crash =
      "test: tape.h:12: Assertion `i < size_' failed.\n"
      "Tape.Throws crashes:\n"
      "It was ended by SIGABRT. An assertion failed\nLikely causes:\n  - a place past the end";
  EXPECT_EQ(lessons::watch::first_failure(
                log_of(crash + "\n\nThe tests after it did not run.\n\nNext: ...\n")),
            crash);
}

TEST(FirstFailure, OfATestThatJustEndedIsAllThatItPrinted) {
  EXPECT_EQ(lessons::watch::first_failure(log_of("here\n")), "here");
  EXPECT_EQ(lessons::watch::first_failure(log_of("")), "");
  EXPECT_EQ(lessons::watch::first_failure(""), "");
}

TEST(Score, SaysHowManyTestsPass) {
  EXPECT_EQ(lessons::watch::score(log_of(kFailure + kEnd)), "14 of 16 tests pass");
  EXPECT_EQ(lessons::watch::score(log_of("crash")), "");
}

const std::string kBazel =
    "Loading: \nINFO: Found 1 test target...\n[6 / 13] Compiling a.cc; 1s linux-sandbox\n"
    "ERROR: /c/lessons/02_add_mul/BUILD.bazel:5:7: Compiling lessons/02_add_mul/add_mul_test.cc "
    "failed: (Exit "
    "1): gcc failed: error executing command /usr/bin/gcc\n\n"
    "Use --sandbox_debug to see verbose messages from the sandbox\n"
    "In file included from lessons/02_add_mul/add_mul_test.cc:13:\n";
const std::string kError =
    "lessons/02_add_mul/add_mul.h: In function 'micrograd::Value micrograd::operator+(Value, "
    "Value)':\n"
    "lessons/02_add_mul/add_mul.h:21:3: error: 'retrun' was not declared in this scope\n"
    "   21 |   retrun a.tape();\n"
    "      |   ^~~~~~";

TEST(FirstError, IsTheCompilersFirstAlone) {
  EXPECT_EQ(lessons::watch::first_error(kBazel + kError +
                                        "\nlessons/02_add_mul/add_mul.h:21:58: error: expected\n"
                                        "compilation terminated due to -fmax-errors=3.\n"),
            kError);
  EXPECT_EQ(lessons::watch::first_error(kBazel + kError +
                                        "\nTarget //lessons/02_add_mul:test failed to build\n"),
            kError);
}

TEST(FirstError, IsBazelsWhereTheCompilerHasNone) {
  EXPECT_THAT(lessons::watch::first_error(
                  "Loading: \nERROR: /c/BUILD.bazel:3:1: syntax error\nINFO: Elapsed\n"),
              StartsWith("ERROR: /c/BUILD.bazel:3:1: syntax error"));
  EXPECT_EQ(lessons::watch::first_error("sh: 1: exec: bazel: not found\n"),
            "sh: 1: exec: bazel: not found");
}

TEST(Doing, IsWaitingUntilBazelBegins) {
  const std::string waits = "Another command (pid=7) is running. Waiting for it to complete\n";
  EXPECT_EQ(lessons::watch::doing(""), Doing::kBuilding);
  EXPECT_EQ(lessons::watch::doing(waits), Doing::kWaiting);
  EXPECT_EQ(lessons::watch::doing(waits + "Loading: \n"), Doing::kBuilding);
  EXPECT_EQ(lessons::watch::doing("Loading: \n[15 / 16] Testing //lessons/04_backward:test; 0s"),
            Doing::kTesting);
}

// The events of a run in which lesson 1 passed, 2 failed, 3 ran on and on, 4 was skipped, and 5 did not compile.
lessons::Events events(const fs::path& log) {
  const auto summary = [](const std::string& test, const std::string& rest) {
    return R"({"id":{"testSummary":{"label":"//lessons/)" + test +
           R"(:test","configuration":{}}},)" + rest;
  };
  return {
      summary("01_one", R"("testSummary":{"overallStatus":"PASSED"}})"),
      summary("02_two", R"("testSummary":{"overallStatus":"FAILED","failed":[{"uri":"file://)" +
                            log.string() + R"("}]}})"),
      summary("03_three", R"("testSummary":{"overallStatus":"TIMEOUT"}})"),
      R"({"id":{"targetCompleted":{"label":"@@//lessons/04_four:test"}},"aborted":{"reason":"SKIPPED"}})"};
}

lessons::Lesson lesson(const std::string& name) {
  return {"lessons/" + name, name.substr(3), "", "", ""};
}

TEST(States, AreThoseOfTheEvents) {
  const fs::path log = fs::path(testing::TempDir()) / "test.log";
  std::ofstream(log) << log_of(kFailure + kEnd);
  const auto text = [&](const std::string& name) {
    return lessons::state_of(lesson(name), true, events(log)).text;
  };
  EXPECT_EQ(text("01_one"), "done");
  EXPECT_EQ(text("02_two"), "failing: Backward.GivesTheRootAGradientOfOne");
  EXPECT_EQ(text("03_three"), lessons::kRunsAndRuns);
  EXPECT_EQ(text("04_four"), "waits for an earlier lesson");
  EXPECT_EQ(text("05_five"), "does not compile");
  EXPECT_EQ(lessons::state_of(lesson("01_one"), false, {}).text, "not started");
  std::ofstream(log) << log_of("");
  EXPECT_EQ(text("02_two"), "crashes");
  EXPECT_TRUE(lessons::reached_the_tests(events(log)));
  EXPECT_FALSE(lessons::reached_the_tests({"{\"id\":{\"started\":{}}"}));
}

TEST(Logs, AreCutInTheMiddleWhereTheyAreHuge) {
  const fs::path log = fs::path(testing::TempDir()) / "huge.log";
  std::ofstream(log) << "begin" << std::string(5'000'000, 'x') << "end";
  const std::string text = lessons::ends_of(log);
  EXPECT_LT(text.size(), 2'200'000U);
  EXPECT_THAT(text.substr(0, 9), "beginxxxx");
  EXPECT_THAT(text.substr(text.size() - 6), "xxxend");
}

// Of every chapter that there is.
TEST(Hints, AreThreeInEveryChapterEachWithAStepForEachStep) {
  const std::vector<lessons::Lesson> all = lessons::all(fs::current_path());
  ASSERT_EQ(all.size(), 15U);
  for (const lessons::Lesson& lesson : all) {
    const auto hints = lessons::watch::hints(tools::contents(lesson.package + "/README.md"));
    ASSERT_EQ(hints.size(), 3U) << lesson.package;
    EXPECT_EQ(hints[0].title, "A nudge") << lesson.package;
    EXPECT_EQ(hints[1].title, "More") << lesson.package;
    EXPECT_EQ(hints[2].title, "Nearly all") << lesson.package;
    for (const lessons::watch::Hint& hint : hints) {
      const auto steps = tools::split(hint.text, "\n");
      EXPECT_EQ(steps.size(), tools::split(hints[0].text, "\n").size())
          << lesson.package << ", " << hint.title;
      for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_THAT(steps[i], StartsWith(std::to_string(i + 1) + ". ")) << lesson.package;
      }
      EXPECT_THAT(hint.text, Not(HasSubstr("]("))) << lesson.package << ": a link";
    }
  }
}

TEST(Hints, AreNoneWithoutTheirHeading) {
  EXPECT_TRUE(lessons::watch::hints("# A page\n").empty());
}

// Two lessons, the first one started.
class Saves : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    write("one.h", "first");
    saves_.emplace(std::vector<fs::path>{folder_ / "one.h", folder_ / "two.h"});
  }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }
  // What polling so many times finds.
  std::set<std::size_t> poll(int times) {
    std::set<std::size_t> found;
    for (int i = 0; i < times; ++i) found.merge(saves_->poll());
    return found;
  }
  fs::path folder_ = fs::path(testing::TempDir()) / "saves";
  std::optional<lessons::watch::Saves> saves_;
};

TEST_F(Saves, AreNoneAtFirst) {
  saves_->poll();
  EXPECT_THAT(poll(20), ElementsAre());
}

TEST_F(Saves, AreSeenOnceEach) {
  saves_->poll();
  write("one.h", "longer than before");
  EXPECT_THAT(poll(3), ElementsAre(0));
  EXPECT_THAT(poll(20), ElementsAre());
  write("two.h", "started elsewhere");
  EXPECT_THAT(poll(3), ElementsAre(1));
}

TEST_F(Saves, AreSeenWhenAnEditorPutsANewFileInItsPlace) {
  saves_->poll();
  write("one.h.new", "again");
  fs::rename(folder_ / "one.h.new", folder_ / "one.h");
  EXPECT_THAT(poll(3), ElementsAre(0));
}

TEST_F(Saves, AreOneWhereAFileVanishesForAMoment) {
  saves_->poll();
  fs::remove(folder_ / "one.h");
  EXPECT_THAT(poll(4), ElementsAre());
  write("one.h", "back");
  EXPECT_THAT(poll(3), ElementsAre(0));
  EXPECT_THAT(poll(20), ElementsAre());
}

TEST_F(Saves, AreSeenWhenAFileStaysAway) {
  saves_->poll();
  fs::remove(folder_ / "one.h");
  EXPECT_THAT(poll(lessons::watch::Saves::kPatience + 2), ElementsAre(0));
  EXPECT_THAT(poll(20), ElementsAre());
}

}  // namespace
