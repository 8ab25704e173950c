// Checks that a lesson can be taken step by step: `steps_test STUB CHAPTER GTEST...`, where the k-th GTEST is
// the lesson's test built on the stub with TODOs 1 to k done. It passes the tests that these TODOs name, and
// fails the next TODO's; and the test that it sends a reader to is green after that one. The chapter names
// the tests in the same order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <regex>
#include <string>
#include <vector>

#include "tools/run.h"
#include "tools/text.h"

namespace {

using tools::contents;

std::vector<std::string> arguments;  // NOLINT: set once, by main()

// The test that each TODO of the stub names, by number.
std::vector<std::string> named() {
  std::vector<std::string> tests;
  for (int todo = 1;; ++todo) {
    const std::vector<std::string> parts =
        tools::split(contents(arguments[1]), "TODO(you) " + std::to_string(todo) + ":");
    if (parts.size() < 2) return tests;
    tests.push_back(tools::split(tools::split(parts[1], "// Test: ").at(1), "\n")[0]);
  }
}

bool is_red(const std::string& test, const std::string& output) {
  return output.find("\n" + test + " fails:\n") != std::string::npos ||
         output.find("\n" + test + " crashes:\n") != std::string::npos;
}

TEST(Steps, TurnTheTestsGreenOneAfterTheOther) {
  const std::vector<std::string> tests = named();
  ASSERT_EQ(arguments.size(), 3 + tests.size() - 1) << "a program for each TODO but the last";
  std::string next = tests[0];  // The one that the reader was sent to.
  for (std::size_t done = 1; done < tests.size(); ++done) {
    const std::string program = "./" + arguments[2 + done] + " HEADER LABEL";
    const std::string output = tools::run(program + " --all").output;
    for (std::size_t i = 0; i <= done; ++i) {
      EXPECT_EQ(is_red(tests[i], output), i == done)
          << tests[i] << ", with TODOs 1 to " << done << " done:\n"
          << output;
    }
    EXPECT_FALSE(is_red(next, output))
        << next << " came next in the step before, but takes more than TODO " << done;
    next = tools::split(tools::run(program).output, "\nNext: make ").at(1);
    next.resize(next.find(" pass."));
  }
}

TEST(Steps, AreNamedByTheChapterInTheirOrder) {
  const std::string steps = tools::split(contents(arguments[2]), "\n## Build\n").at(1);
  std::size_t last = 0;
  for (const std::string& test : named()) {
    const std::size_t here = steps.find('`' + test + '`');
    ASSERT_NE(here, std::string::npos) << arguments[2] << " doesn't name " << test;
    EXPECT_GT(here, last) << test << " should be named after the one before";
    last = here;
  }
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  arguments.assign(argv, argv + argc);
  return RUN_ALL_TESTS();
}
