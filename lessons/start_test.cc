// Runs the program in small checkouts of its own: `start_test START`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "lessons/small_checkout.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string start_path;  // NOLINT: set once, by main()

// What the stub of a lesson says that builds on that other one.
std::string stub(const std::string& topic, const std::string& before) {
  return "stub of " + topic + (before.empty() ? "\n" : "\n#include \"" + before + ".h\"\n");
}

const std::string kOne = stub("one", "");
const std::string kTwo = stub("two", "one");
const std::string kThree = stub("three", "two");

// A checkout with three lessons: one, two, three.
class Start : public lessons::SmallCheckout {
 protected:
  void SetUp() override {
    write("lessons/01_one/stub/one.h", kOne);
    write("lessons/02_two/stub/two.h", kTwo);
    write("lessons/03_three/stub/three.h", kThree);
    for (const std::string topic : {"one", "two", "three"}) {
      write("micrograd/" + topic + ".h", "solution of " + topic);
    }
    write("lessons/road.h", "not a lesson");
  }

  int start(const std::string& arguments, const std::string& environment = "",
            const std::string& first = "") {
    before_ = files();
    return run(start_path, arguments, environment, first);
  }

  std::set<std::string> before_;  // The files before start was called.
};

TEST_F(Start, PutsTheFirstStubInItsPlaceAndSaysWhatToDo) {
  EXPECT_EQ(start(""), 0);
  EXPECT_EQ(read("lessons/01_one/one.h"), kOne);
  EXPECT_EQ(read("lessons/02_two/two.h"), "(not there)");
  EXPECT_EQ(output_,
            "Lesson 1, one, is yours now.\n"
            "  read  lessons/01_one/README.md\n"
            "  edit  lessons/01_one/one.h\n"
            "  test  bazel test //lessons/01_one:test\n");
}

TEST_F(Start, ChangesNothingTheSecondTime) {
  start("");
  EXPECT_EQ(start(""), 0);
  EXPECT_EQ(read("lessons/02_two/two.h"), "(not there)");
  EXPECT_THAT(output_, HasSubstr("Lesson 1, one, is waiting for you"));
}

TEST_F(Start, GoesOnOnceTheLessonBeforeWasWorkedOn) {
  start("");
  write("lessons/01_one/one.h", "the reader's own");
  EXPECT_EQ(start(""), 0);
  EXPECT_EQ(read("lessons/01_one/one.h"), "the reader's own");
  EXPECT_EQ(read("lessons/02_two/two.h"), kTwo);
}

TEST_F(Start, AtALaterLessonPutsTheSolutionsOfThoseBefore) {
  write("lessons/01_one/one.h", "the reader's own");
  EXPECT_EQ(start("3"), 0);
  EXPECT_EQ(read("lessons/01_one/one.h"), "the reader's own") << "it never overwrites";
  EXPECT_EQ(read("lessons/02_two/two.h"), "solution of two");
  EXPECT_EQ(read("lessons/03_three/three.h"), kThree);
  EXPECT_THAT(output_,
              HasSubstr("lessons/02_two/two.h is a copy of the solution, micrograd/two.h"));
}

TEST_F(Start, SkipsWhatALessonDoesNotBuildOn) {
  write("lessons/04_four/stub/four.h", stub("four", "one"));
  write("lessons/05_five/stub/five.h", stub("five", "four"));
  EXPECT_EQ(start("4"), 0);
  EXPECT_EQ(read("lessons/01_one/one.h"), "solution of one");
  EXPECT_EQ(read("lessons/02_two/two.h"), "(not there)") << "four builds on one alone";
  EXPECT_EQ(read("lessons/03_three/three.h"), "(not there)") << "four builds on one alone";
  EXPECT_EQ(start(""), 0);
  EXPECT_THAT(output_, HasSubstr("Lesson 4, four, is waiting for you"));
  write("lessons/04_four/four.h", "the reader's own");
  EXPECT_EQ(start(""), 0);
  EXPECT_THAT(output_, HasSubstr("Lesson 5, five, is yours now")) << "it goes on from there";
  write("lessons/05_five/five.h", "the reader's own");
  EXPECT_EQ(start(""), 0);
  EXPECT_THAT(output_, HasSubstr("Lesson 2, two, is yours now")) << "what was skipped comes last";
}

TEST_F(Start, PutsWhatIsMissingFirst) {
  write("lessons/03_three/three.h", "the reader's own");
  EXPECT_EQ(start(""), 0);
  EXPECT_THAT(output_, HasSubstr("Lesson 1, one, is yours now")) << "three builds on it";
}

TEST_F(Start, AtALaterLessonNamesAStubThatWasLeftBehind) {
  start("");
  EXPECT_EQ(start("3"), 0);
  EXPECT_EQ(read("lessons/01_one/one.h"), kOne);
  EXPECT_THAT(output_, HasSubstr("lessons/01_one/one.h is still as it came, and stays so."));
}

TEST_F(Start, AtALessonThatIsStartedLeavesItAsItIs) {
  write("lessons/02_two/two.h", "the reader's own");
  EXPECT_EQ(start("2"), 0);
  EXPECT_EQ(read("lessons/02_two/two.h"), "the reader's own");
  EXPECT_EQ(read("lessons/01_one/one.h"), "(not there)");
  EXPECT_THAT(output_, HasSubstr("is there already, and stays as it is"));
}

TEST_F(Start, WithoutTheSolutionsNeedsWhatALessonBuildsOn) {
  fs::remove_all(checkout_ / "micrograd");
  write("lessons/02_two/two.h", "the reader's own");
  EXPECT_EQ(start("3"), 1);
  EXPECT_THAT(output_,
              HasSubstr("lesson 3, three, builds on lessons that you haven't written: one."));
  EXPECT_THAT(output_, HasSubstr("ask your teacher"));
  EXPECT_EQ(files(), before_) << "nothing was changed";
  write("lessons/01_one/one.h", "the reader's own");
  EXPECT_EQ(start("3"), 0) << "now all are written";
  EXPECT_EQ(read("lessons/03_three/three.h"), kThree);
}

TEST_F(Start, SaysSoWhenThereIsNoLessonLeft) {
  for (const char* header : {"01_one/one.h", "02_two/two.h", "03_three/three.h"}) {
    write("lessons/" + std::string(header), "the reader's own");
  }
  EXPECT_EQ(start(""), 0);
  EXPECT_THAT(output_, HasSubstr("All 3 lessons are started"));
}

TEST_F(Start, RefusesWhatIsNoLesson) {
  for (const char* argument : {"0", "4", "abc", "-1", "1x", "01", "''", "1 2"}) {
    EXPECT_EQ(start(argument), 2) << argument;
    EXPECT_THAT(output_, HasSubstr("give one number, 1 to 3")) << argument;
    EXPECT_EQ(read("lessons/01_one/one.h"), "(not there)") << argument;
  }
}

TEST_F(Start, LeavesNothingHalfDoneWhereItCannotWrite) {
  // A link that leads nowhere can't be written through, not even by root.
  fs::create_symlink("/nowhere/at/all", checkout_ / "lessons/02_two/two.h");
  EXPECT_EQ(start("3"), 1);
  EXPECT_THAT(output_, HasSubstr("can't write lessons/02_two/two.h"));
  EXPECT_THAT(output_, HasSubstr("Nothing was changed."));
  EXPECT_EQ(read("lessons/01_one/one.h"), "(not there)");
  EXPECT_EQ(read("lessons/03_three/three.h"), "(not there)");
}

TEST_F(Start, LeavesNoHalfFileWhereTheDiskIsFull) {
  write("lessons/03_three/stub/three.h", std::string(100'000, 'x'));
  EXPECT_EQ(start("3", "", "ulimit -f 40; "), 1);
  EXPECT_THAT(output_, HasSubstr("can't write lessons/03_three/three.h: "));
  EXPECT_THAT(output_, HasSubstr("Nothing was changed."));
  EXPECT_EQ(files(), before_) << "as if it had not been called";
}

TEST_F(Start, WritesOverWhatAnInterruptedOneLeft) {
  write("lessons/01_one/one.h.part", "half of a st");
  EXPECT_EQ(start(""), 0);
  EXPECT_EQ(read("lessons/01_one/one.h"), kOne);
  EXPECT_EQ(read("lessons/01_one/one.h.part"), "(not there)");
}

TEST_F(Start, OutsideBazelRunSaysHowToRunIt) {
  EXPECT_EQ(start("", "BUILD_WORKSPACE_DIRECTORY="), 2);
  EXPECT_THAT(output_, HasSubstr("bazel run //:start"));
}

TEST_F(Start, InACheckoutWithoutLessonsSaysSo) {
  fs::remove_all(checkout_ / "lessons");
  EXPECT_EQ(start(""), 1);
  EXPECT_THAT(output_, HasSubstr("there are no lessons in "));
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 2) return 2;
  start_path = argv[1];
  return RUN_ALL_TESTS();
}
