// Sees that a lesson's stub is fit to start from: run as `stub_test GTEST STUB`, where GTEST is the
// lesson's test built on STUB, it holds the tests that fail against those that the stub's TODOs
// name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "lessons/run.h"

namespace {

std::string gtest_path;  // NOLINT: set once, by main()
std::string stub_path;   // NOLINT: set once, by main()

// Everything that a pattern's first group matches in a text.
std::multiset<std::string> all_matches(const std::string& text, const char* pattern) {
  const std::regex regex(pattern, std::regex::multiline);
  std::multiset<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    found.insert((*match)[1]);
  }
  return found;
}

TEST(Stub, FailsTheTestsThatItsTodosNameAndDoesNotCrash) {
  std::ifstream file(stub_path);
  const std::string stub{std::istreambuf_iterator<char>(file), {}};
  const std::size_t todos = all_matches(stub, R"((TODO\(you\)))").size();
  const auto named = all_matches(stub, R"(Test: (\w+\.\w+))");
  EXPECT_THAT(todos, testing::AllOf(testing::Ge(1), testing::Le(4)))
      << "TODO(you) in " << stub_path;
  EXPECT_EQ(named.size(), todos) << "each TODO(you) has a line `Test: Suite.Name`";

  const auto [code, output] = road::run("./" + gtest_path + " HEADER LABEL");
  ASSERT_EQ(code, 1) << "a stub's test fails, and neither passes nor crashes:\n" << output;
  EXPECT_THAT(output, testing::HasSubstr("Next: make ")) << "it ran to its end";
  const auto failing = all_matches(output, R"(^  (\w+\.\w+)$)");
  EXPECT_THAT(failing, testing::IsSupersetOf(named)) << "from " << stub_path;
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 3) return 2;
  gtest_path = argv[1];
  stub_path = argv[2];
  return RUN_ALL_TESTS();
}
