// Runs the program in small checkouts of its own: `hunt_test HUNT`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "lessons/small_checkout.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string hunt_path;  // NOLINT: set once, by main()

// A checkout with three lessons: one, which has no hunt, two and three.
class Hunt : public lessons::SmallCheckout {
 protected:
  void SetUp() override {
    write("lessons/01_one/stub/one.h", "stub of one");
    write("lessons/02_two/stub/two.h", "stub of two");
    write("lessons/02_two/stub/hunt.cc", "tests of two");
    write("lessons/03_three/stub/three.h", "stub of three");
    write("lessons/03_three/stub/hunt.cc", "tests of three");
  }

  int hunt(const std::string& arguments, const std::string& first = "") {
    return run(hunt_path, arguments, "", first);
  }
};

TEST_F(Hunt, PutsTheTestsInTheirPlaceAndSaysWhatToDo) {
  EXPECT_EQ(hunt("2"), 0);
  EXPECT_EQ(read("lessons/02_two/hunt.cc"), "tests of two");
  EXPECT_EQ(read("lessons/02_two/two.h"), "(not there)") << "tests need no header of the reader's";
  EXPECT_EQ(output_,
            "The hunt of lesson 2, two, is yours now.\n"
            "  read  docs/hunt.md\n"
            "  edit  lessons/02_two/hunt.cc\n"
            "  test  bazel test //lessons/02_two:hunt\n");
}

TEST_F(Hunt, NeverOverwrites) {
  write("lessons/02_two/hunt.cc", "the reader's own");
  EXPECT_EQ(hunt("2"), 0);
  EXPECT_EQ(read("lessons/02_two/hunt.cc"), "the reader's own");
  EXPECT_THAT(output_, HasSubstr("lessons/02_two/hunt.cc is there already, and stays as it is."));
  EXPECT_THAT(output_, HasSubstr("bazel test //lessons/02_two:hunt"));
}

TEST_F(Hunt, WithoutANumberTakesTheLatestLessonThatIsStarted) {
  write("lessons/01_one/one.h", "the reader's own");
  write("lessons/02_two/two.h", "the reader's own");
  EXPECT_EQ(hunt(""), 0);
  EXPECT_EQ(read("lessons/02_two/hunt.cc"), "tests of two");
  EXPECT_EQ(read("lessons/03_three/hunt.cc"), "(not there)");
}

TEST_F(Hunt, AsksWhichLessonWhereItCannotTell) {
  write("lessons/01_one/one.h", "the reader's own");
  for (const char* argument : {"", "0", "1", "4", "abc", "-2", "02", "''", "2 3"}) {
    EXPECT_EQ(hunt(argument), 2) << argument;
    EXPECT_THAT(output_, HasSubstr("say which lesson")) << argument;
    EXPECT_THAT(output_, HasSubstr("have a hunt: 2 3.")) << argument;
    EXPECT_EQ(read("lessons/02_two/hunt.cc"), "(not there)");
  }
}

TEST_F(Hunt, LeavesNothingHalfDoneWhereItCannotWrite) {
  // A link that leads nowhere can't be written through, not even by root.
  fs::create_symlink("/nowhere/at/all", checkout_ / "lessons/02_two/hunt.cc");
  EXPECT_EQ(hunt("2"), 1);
  EXPECT_THAT(output_, HasSubstr("can't write lessons/02_two/hunt.cc: "));
  EXPECT_THAT(output_, HasSubstr("Nothing was changed."));
}

TEST_F(Hunt, LeavesNoHalfFileWhereTheDiskIsFull) {
  write("lessons/03_three/stub/hunt.cc", std::string(100'000, 'x'));
  EXPECT_EQ(hunt("3", "ulimit -f 40; "), 1);
  EXPECT_EQ(read("lessons/03_three/hunt.cc"), "(not there)");
  EXPECT_EQ(read("lessons/03_three/hunt.cc.part"), "(not there)");
}

TEST_F(Hunt, OutsideBazelRunSaysHowToRunIt) {
  EXPECT_EQ(run(hunt_path, "", "BUILD_WORKSPACE_DIRECTORY="), 2);
  EXPECT_THAT(output_, HasSubstr("bazel run //:hunt"));
}

TEST_F(Hunt, InACheckoutWithoutLessonsSaysSo) {
  fs::remove_all(checkout_ / "lessons");
  EXPECT_EQ(hunt(""), 1);
  EXPECT_THAT(output_, HasSubstr("there are no hunts in "));
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 2) return 2;
  hunt_path = argv[1];
  return RUN_ALL_TESTS();
}
