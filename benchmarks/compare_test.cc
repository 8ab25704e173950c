// Runs compare as a user would, with a reader whose engine is wrong. argv[1] is the program.
#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "tools/run.h"
#include "tools/text.h"

namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

std::string compare;

// A row has exactly these keys, in this order; their values are numbers.
TEST(Compare, WritesARowForEveryEngineAndWorkload) {
  const std::string path = testing::TempDir() + "rows.json";
  const auto [code, output] = tools::run(compare + " --rounds 1 --json " + path);
  ASSERT_EQ(code, 0) << output;
  EXPECT_THAT(output, ContainsRegex(" times handwritten +times forward +handwritten_simd\n"));
  for (const char* right : {"micrograd", "heap_graph", "handwritten_simd", "forward"}) {
    EXPECT_THAT(output, Not(HasSubstr(right + std::string(" computes something else"))));
  }
  for (const char* workload : {"four_samples", "moons", "digits"}) {
    EXPECT_THAT(output,
                HasSubstr(std::string("reader computes something else: its loss on ") + workload))
        << "the reader's engine goes uphill: has ours been run in its place?";
  }

  const std::string text = tools::contents(path);
  const std::string number = R"((-?[0-9][0-9.e+-]*|null))";
  const std::string row =
      R"re(\{"engine": "(\w+)", "workload": "(four_samples|moons|digits|gpt)", "ns_per_step": )re" +
      number + R"(, "ns_per_node": )" + number + R"(, "bytes_per_node": )" + number +
      R"(, "ratio_to_handwritten": )" + number + R"(, "ratio_to_forward": )" + number +
      R"(, "ratio_to_handwritten_simd": )" + number + R"(, "ratio_to_heap_graph": )" + number +
      R"(, "loss_after_20?_steps": )" + number + R"(\})";
  EXPECT_TRUE(
      std::regex_match(text, std::regex(R"(\[\n  )" + row + "(,\\n  " + row + ")*\\n\\]\\n")))
      << "not a list of rows:\n"
      << text;

  std::set<std::string> seen;
  const std::regex each(row);
  for (std::sregex_iterator match(text.begin(), text.end(), each), end; match != end; ++match) {
    seen.insert(match->str(1) + " " + match->str(2));
    EXPECT_GT(std::stod(match->str(3)), 0) << "ns_per_step of " << match->str();
    EXPECT_EQ(match->str(8) == "null", match->str(2) == "gpt") << "nobody wrote it for SIMD";
    const bool has_heap_graph = match->str(9) != "null";
    EXPECT_EQ(has_heap_graph, match->str(2) != "digits") << "a step would take seconds";
    if (match->str(1) == "handwritten") {
      EXPECT_EQ(match->str(6), "1") << match->str();
      EXPECT_GT(std::stod(match->str(7)), 1) << "its forward pass is a part: " << match->str();
      EXPECT_TRUE(!has_heap_graph || std::stod(match->str(9)) < 1)
          << "it is the faster of the two: " << match->str();
    }
    if (match->str(1) == "forward") {
      EXPECT_EQ(match->str(7), "1") << match->str();
    }
    if (match->str(1) == "handwritten_simd") {
      EXPECT_EQ(match->str(8), "1") << match->str();
      EXPECT_TRUE(!has_heap_graph || std::stod(match->str(9)) < 1)
          << "it is the faster of the two: " << match->str();
    }
    if (match->str(1) == "heap_graph") {
      EXPECT_GT(std::stod(match->str(6)), 1) << "it is the slower of the two: " << match->str();
      EXPECT_EQ(match->str(9), "1") << match->str();
    }
    // null where the C library can't tell.
    if (match->str(1) == "micrograd" && match->str(5) != "null") {
      EXPECT_NEAR(std::stod(match->str(5)), 48, 0.1) << "bytes_per_node of " << match->str();
    }
  }
  EXPECT_THAT(seen,
              IsSupersetOf({"handwritten four_samples", "handwritten moons",
                            "handwritten_simd four_samples", "handwritten_simd moons",
                            "micrograd four_samples", "micrograd moons", "heap_graph four_samples",
                            "heap_graph moons", "handwritten digits", "handwritten_simd digits",
                            "micrograd digits", "handwritten gpt", "forward gpt", "micrograd gpt",
                            "heap_graph gpt"}));
}

TEST(Compare, SaysWhatItDoesNotUnderstand) {
  for (const std::string arguments :
       {"--jsn x", "--json", "--rounds", "--rounds 0", "--rounds x", "--rounds 1x", "--rounds 1.5",
        "--rounds ' 1'", "--rounds -1", "--rounds 1001", "--rounds 99999999999"}) {
    const auto [code, output] = tools::run(compare + " " + arguments);
    EXPECT_EQ(code, 2) << arguments;
    EXPECT_EQ(
        output,
        "compare: give --rounds N with a number from 1 to 1000, --json FILE, both or neither.\n")
        << arguments;
  }
}

TEST(Compare, SaysAtOnceWhichFileItCannotWrite) {
  const auto [code, output] = tools::run(compare + " --json /nowhere/rows.json");
  EXPECT_EQ(code, 1);
  EXPECT_THAT(output, HasSubstr("can't write /nowhere/rows.json: No such file or directory"));
  EXPECT_THAT(output, Not(HasSubstr("training in turn")));
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  compare = argv[1];
  return RUN_ALL_TESTS();
}
