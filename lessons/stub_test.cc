// Checks that a lesson's stub is fit to start from: `stub_test GTEST STUB SOLUTION`, where GTEST is
// the lesson's test built on STUB. The tests that its
// TODOs name are among those that fail, and it promises what the solution promises.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "tools/run.h"
#include "tools/text.h"

namespace {

using tools::contents;

// Set once, by main().
std::string gtest_path;     // NOLINT
std::string stub_path;      // NOLINT
std::string solution_path;  // NOLINT

// Everything that a pattern's first group matches in a text, in order.
std::vector<std::string> all_matches(const std::string& text, const char* pattern) {
  const std::regex regex(pattern, std::regex::multiline);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    found.push_back((*match)[1]);
  }
  return found;
}

TEST(Stub, FailsTheTestsThatItsTodosNameAndDoesNotCrash) {
  const std::string stub = contents(stub_path);
  const std::size_t todos = all_matches(stub, R"((TODO\(you\) \d+:))").size();
  const auto named = all_matches(stub, R"(// Test: (\w+\.\w+)$)");
  EXPECT_THAT(todos, testing::AllOf(testing::Ge(1), testing::Le(8)))
      << "TODO(you) in " << stub_path;
  EXPECT_EQ(named.size(), todos) << "each TODO(you) has a line `// Test: Suite.Name`";

  const auto [code, output] = tools::run("./" + gtest_path + " HEADER LABEL");
  ASSERT_EQ(code, 1) << "a stub's test fails, and neither passes nor crashes:\n" << output;
  EXPECT_THAT(output, testing::HasSubstr("Next: make ")) << "it ran to its end";
  EXPECT_THAT(all_matches(output, R"(^  (\w+\.\w+)$)"), testing::IsSupersetOf(named));
}

TEST(Stub, HasTheSolutionsDocComments) {
  const char* comment = R"(^ *(///.*)$)";
  EXPECT_EQ(all_matches(contents(stub_path), comment),
            all_matches(contents(solution_path), comment));
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 4) return 2;
  gtest_path = argv[1];
  stub_path = argv[2];
  solution_path = argv[3];
  return RUN_ALL_TESTS();
}
