// Runs the report on programs of its own, small scripts: `hunt_report_test HUNT_REPORT`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

std::string report_path;  // NOLINT: set once, by main()

// What the tests print where they accept a solution, and how a test case refuses one.
const char* const kAccepts = "echo '2 of 2 tests pass.'";
std::string refuses(const std::string& test) {
  return "echo 'lessons/02_two/hunt.cc:7: Failure'; echo '" + test +
         " fails:'; echo 'Which is: 3'; echo; echo '1 of 2 tests pass.'; exit 1";
}

// Solutions of one lesson, and what the tests do with each.
class HuntReport : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    std::ofstream(folder_ / "two_test.cc") << "TEST(Two, IsPlain) {}\nTEST(Two, IsSubtle) {}\n";
  }
  void TearDown() override { fs::remove_all(folder_); }

  // A script takes the place of a program.
  void add(const std::string& name, const std::string& script, const std::string& more = "") {
    const std::string list =
        "  --gtest_list_tests) echo 'Hunt.'; echo '  Weak'; echo '  Strong'; exit;; esac\n";
    std::ofstream(folder_ / name) << "#!/bin/sh\ncase \"$3\" in\n" << list << script << '\n';
    fs::permissions(folder_ / name, fs::perms::owner_all);
    list_ += name + "\tbazel-bin/" + name + ".h" + more + '\n';
  }
  void right(const std::string& name, const std::string& script) { add(name, script); }
  void wrong(const std::string& name, const std::string& script,
             const std::string& test = "Two.IsPlain", const std::string& seen = "") {
    add(name, script, "\t" + name + " is wrong\t" + test + '\t' + seen);
  }

  // Runs the report; what it prints goes to output_, its exit code is the result.
  int report() {
    std::ofstream(folder_ / "list.txt") << "tests\tlessons/02_two/hunt.cc\n" << list_;
    const std::string program = fs::absolute(report_path).string();
    const tools::Outcome outcome =
        tools::run("cd '" + folder_.string() + "' && '" + program + "' list.txt two_test.cc");
    output_ = outcome.output;
    return outcome.code;
  }

  fs::path folder_ = fs::path(testing::TempDir()) / "solutions";
  std::string list_;
  std::string output_;
};

TEST_F(HuntReport, PassesWhereAllThatIsWrongAndNothingThatIsRightIsCaught) {
  right("library", kAccepts);
  wrong("one", refuses("Hunt.Strong"));
  EXPECT_EQ(report(), 0);
  EXPECT_EQ(output_,
            "1 of 1 wrong solutions caught, 1 of 1 right ones accepted.\n"
            "How many each test caught:\n"
            "   0  Hunt.Weak\n"
            "   1  Hunt.Strong\n");
}

TEST_F(HuntReport, NamesWhatGotAwayTheMostTellingFirst) {
  right("library", kAccepts);
  wrong("one", refuses("Hunt.Weak"));
  wrong("two", kAccepts, "Two.IsSubtle");
  wrong("three", kAccepts, "Two.IsPlain");
  wrong("four", kAccepts, "Two.IsSubtle", "[somewhere, issue 2](https://example.com)");
  EXPECT_EQ(report(), 1);
  EXPECT_THAT(output_, HasSubstr("1 of 4 wrong solutions caught, 1 of 1 right ones accepted.\n"));
  EXPECT_THAT(output_, HasSubstr("These got away, the most telling first:\n"
                                 "  four is wrong (seen in somewhere, issue 2)\n"
                                 "  three is wrong\n"
                                 "  two is wrong\n"));
}

TEST_F(HuntReport, SaysWhichAssertionRefusedARightSolution) {
  right("library", kAccepts);
  right("other", refuses("Hunt.Strong") + "; echo 'hunt.cc:9: Failure'");
  wrong("one", refuses("Hunt.Strong"));
  EXPECT_EQ(report(), 1);
  EXPECT_THAT(output_, HasSubstr("  bazel-bin/other.h: refused by Hunt.Strong\n"));
  EXPECT_THAT(output_,
              HasSubstr("lessons/02_two/hunt.cc:7: Failure\nHunt.Strong fails:\nWhich is: 3\n"));
  EXPECT_THAT(output_, Not(HasSubstr("tests pass"))) << "the rest is of no use here";
  EXPECT_THAT(output_, HasSubstr("1 of 1 wrong solutions caught, 1 of 2 right ones accepted.\n"));
}

TEST_F(HuntReport, CountsACrashAsCaught) {
  right("library", kAccepts);
  wrong("one", "echo 'Hunt.Weak crashes:'; kill -SEGV $$");
  EXPECT_EQ(report(), 0);
  EXPECT_THAT(output_, HasSubstr("   1  Hunt.Weak\n"));
}

TEST_F(HuntReport, SaysHowATestLeftThatRefusesWithoutAWord) {
  right("library", kAccepts);
  right("other", "exit 3");
  wrong("one", "exit 3");
  EXPECT_EQ(report(), 1);
  EXPECT_THAT(output_, HasSubstr("  bazel-bin/other.h: refused by (exit code 3)\n"));
  EXPECT_THAT(output_, HasSubstr("1 of 1 wrong solutions caught, 1 of 2 right ones accepted.\n"));
}

TEST_F(HuntReport, StopsWhatDoesNotEnd) {
  right("library", kAccepts);
  right("slow", "while :; do :; done");
  wrong("one", "while :; do :; done");
  EXPECT_EQ(report(), 1);
  EXPECT_THAT(output_, HasSubstr("1 of 1 wrong solutions caught, 1 of 2 right ones accepted.\n"));
  EXPECT_THAT(output_, HasSubstr("bazel-bin/slow.h: refused by (stopped after 2 seconds)\n"));
}

TEST_F(HuntReport, CountsWhatDoesNotCompileAsCaught) {
  right("library", kAccepts);
  wrong("one", "");
  std::ofstream(folder_ / "one")
      << "does not compile:\nhunt.cc:3: error: static assertion failed\n";
  EXPECT_EQ(report(), 0);
  EXPECT_THAT(output_, HasSubstr("   1  (the compiler)\n"));
}

TEST_F(HuntReport, ShowsWhatTheCompilerSaysOfARightSolution) {
  right("library", kAccepts);
  right("other", "");
  std::ofstream(folder_ / "other") << "does not compile:\nhunt.cc:3: error: no conversion\n";
  wrong("one", refuses("Hunt.Weak"));
  EXPECT_EQ(report(), 1);
  EXPECT_THAT(output_, HasSubstr("bazel-bin/other.h: refused by (the compiler)\n"));
  EXPECT_THAT(output_, HasSubstr("does not compile:\nhunt.cc:3: error: no conversion\n"));
}

TEST_F(HuntReport, WithoutATestSaysSo) {
  right("library", kAccepts);
  wrong("one", "echo '0 of 0 tests pass.'");
  std::ofstream(folder_ / "library") << "#!/bin/sh\n";
  EXPECT_EQ(report(), 1);
  EXPECT_THAT(output_, HasSubstr("There is no test in lessons/02_two/hunt.cc yet"));
  EXPECT_THAT(output_, HasSubstr("0 of 1 wrong solutions caught"));
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 2) return 2;
  report_path = argv[1];
  return RUN_ALL_TESTS();
}
