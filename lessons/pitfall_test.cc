// Checks that a lesson's test catches one mistake: `pitfall_test GTEST SPEC SOLUTION`, where GTEST
// is the test built on the wrong solution. SPEC has, with lines `%%` between: the test case that
// must fail, words that it must say, whether it "fails" or "crashes", a line of the table of
// pitfalls, and the passages of SOLUTION that were changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

#include "lessons/red_tests.h"
#include "tools/run.h"
#include "tools/text.h"

namespace {

using tools::contents;
using tools::split;

std::vector<std::string> arguments;  // NOLINT: set once, by main()

TEST(Pitfall, IsCaughtByTheTestThatIsMeantForIt) {
  ASSERT_EQ(arguments.size(), 4);
  const std::vector<std::string> spec = split(contents(arguments[2]), "\n%%\n");
  ASSERT_GT(spec.size(), 4) << arguments[2];
  const std::string solution = contents(arguments[3]);
  for (std::size_t i = 4; i < spec.size(); ++i) {
    EXPECT_EQ(split(solution, spec[i]).size() - 1, 1)
        << "this must stand in " << arguments[3] << " just once:\n"
        << spec[i];
  }

  const auto [code, output] = tools::run("ulimit -t 30; ./" + arguments[1] + " HEADER LABEL --all");
  EXPECT_EQ(code, 1) << "a wrong solution fails its test, and neither passes nor hangs:\n"
                     << output;
  const std::string line = lessons::mistake_line(spec[3], lessons::red_tests(output));
  std::cout << line << '\n';  // To take over.
  EXPECT_THAT(split(contents("lessons/mistakes.txt"), "\n"), testing::Contains(line))
      << "The line of this mistake in lessons/mistakes.txt should be\n"
      << line;
  if (spec[2] == "crashes") {
    EXPECT_THAT(output, testing::ContainsRegex(spec[0] + " (crashes|does not end):\n")) << output;
    EXPECT_THAT(output, testing::HasSubstr(spec[1])) << "this should stand in the report of it";
    return;
  }
  const std::vector<std::string> failures = split(output, "\n" + spec[0] + " fails:\n");
  ASSERT_GT(failures.size(), 1) << spec[0] << " should fail:\n" << output;
  bool said = false;
  for (std::size_t i = 1; i < failures.size(); ++i) {
    said = said || split(failures[i], ": Failure\n")[0].find(spec[1]) != std::string::npos;
  }
  EXPECT_TRUE(said) << spec[0] << " should say \"" << spec[1] << "\":\n" << output;
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  arguments.assign(argv, argv + argc);
  return RUN_ALL_TESTS();
}
