// Holds the pictures against what they claim: in their labels, and in the text around them.
#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "lessons/run.h"
#include "lessons/text.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

const fs::path kFolder = "docs/pictures";

std::string output_of(const std::string& program) {
  const road::Outcome outcome = road::run((kFolder / program).string());
  EXPECT_EQ(outcome.code, 0) << outcome.output;
  return outcome.output;
}

// The words of each line that has any.
std::vector<std::vector<std::string>> words_of(const std::string& text) {
  std::vector<std::vector<std::string>> lines;
  for (const std::string& line : road::split(text, "\n")) {
    std::istringstream words(line);
    std::vector<std::string> all{std::istream_iterator<std::string>(words), {}};
    if (!all.empty()) lines.push_back(all);
  }
  return lines;
}

TEST(Pictures, LoadNothingAndNameNoFolderOfThisMachine) {
  int pictures = 0;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() != ".svg") continue;
    ++pictures;
    const std::string text = road::contents(entry.path());
    EXPECT_THAT(road::split(text, "<text").size(), testing::Gt(2u)) << entry.path();
    for (const char* unwanted :
         {"<image", "<script", "@import", "url(", "/home/", "/tmp/", "/usr/"}) {
      EXPECT_EQ(text.find(unwanted), std::string::npos) << entry.path() << " has " << unwanted;
    }
    const std::vector<std::string> links = road::split(text, "href=");
    for (std::size_t i = 1; i < links.size(); ++i) {
      EXPECT_EQ(links[i][1], '#') << entry.path() << " links to " << links[i].substr(0, 40);
    }
  }
  EXPECT_EQ(pictures, 9);
}

TEST(TapePictures, HaveGradientsAfterTheBackwardPassOnly) {
  const std::string forward = road::contents(kFolder / "tape_forward.svg");
  EXPECT_EQ(road::split(forward, ">grad 0<").size(), 11u) << "ten nodes, each with a gradient of 0";
  EXPECT_EQ(road::split(forward, ">grad ").size(), 11u);
  const std::string backward = road::contents(kFolder / "tape_backward.svg");
  for (const char* gradient : {">grad 1<", ">grad 0.5<", "1.5<"}) {
    EXPECT_THAT(backward, HasSubstr(gradient));
  }
}

TEST(MoonsPictures, AreOfTheStepsThatTheReadmeNames) {
  EXPECT_THAT(road::contents(kFolder / "moons_before.svg"), HasSubstr(">step   0, loss"));
  EXPECT_THAT(road::contents(kFolder / "moons_during.svg"), HasSubstr(">step  10, loss"));
  EXPECT_THAT(road::contents(kFolder / "moons_after.svg"), HasSubstr(">step 100, loss"));
}

TEST(Diamond, IsWrongWhereAShareArrivesLate) {
  const std::vector<std::string> halves = road::split(output_of("diamond_dot"), "subgraph");
  ASSERT_EQ(halves.size(), 3u);
  EXPECT_THAT(halves[1], HasSubstr("turn 4 | x | grad 1.5}"));
  EXPECT_THAT(halves[1], Not(HasSubstr("but")));
  EXPECT_THAT(halves[2], HasSubstr("turn 2 | y = x * x | grad 1.5, but it handed on 1}"));
  EXPECT_THAT(halves[2], HasSubstr("turn 3 | x | grad 1, but 1.5 is right}"));
  EXPECT_THAT(halves[2], HasSubstr("turn 4 | s = y * y | grad 1}"));
}

TEST(LearningRates, AreTooSmallRightAndTooLarge) {
  const auto lines = words_of(output_of("learning_rates_data"));
  ASSERT_EQ(lines.size(), 20u) << "one for each step";
  ASSERT_EQ(lines[19].size(), 4u) << "the step, and three losses";
  EXPECT_GT(std::stod(lines[19][1]), 1) << "too small: still far away";
  EXPECT_LT(std::stod(lines[19][2]), 0.02) << "right";
  EXPECT_NEAR(std::stod(lines[19][3]), 8, 0.001) << "too large: stuck at 8";
}

TEST(FiniteDifference, HasItsLeastErrorNearTheStepsThatAreMarked) {
  double best_in_float = 1;
  double best_in_double = 1;
  for (const auto& line : words_of(output_of("finite_difference_data"))) {
    ASSERT_EQ(line.size(), 3u);
    if (line[0] == "float") {
      EXPECT_LT(std::stod(line[2]), 3 * best_in_float) << "of the steps that were tried";
    } else if (line[0] == "double") {
      EXPECT_LT(std::stod(line[2]), 3 * best_in_double) << "of the steps that were tried";
    } else {
      if (line[1] != "?") best_in_float = std::min(best_in_float, std::stod(line[1]));
      best_in_double = std::min(best_in_double, std::stod(line[2]));
    }
  }
  EXPECT_LT(best_in_float, 1e-4);
  EXPECT_LT(best_in_double, 1e-10);
}

road::Outcome bars_of(const std::string& json) {
  const fs::path file = fs::path(testing::TempDir()) / "results.json";
  std::ofstream(file) << json;
  return road::run((kFolder / "benchmarks_data").string() + " '" + file.string() + "'");
}

TEST(Benchmarks, AreRatiosByEngineAndWorkload) {
  const road::Outcome outcome = bars_of(R"([
    {"engine": "plain", "workload": "seed", "ns_per_node": null, "ratio_to_handwritten": 1},
    {"engine": "heap_graph", "workload": "seed", "ratio_to_handwritten": 2.5e2},
    {"ratio_to_handwritten": 1.0, "workload": "moons", "engine": "plain"},
    {"engine":"heap_graph","workload":"moons","ratio_to_handwritten":480.25}])");
  EXPECT_EQ(outcome.output, "\"plain\" 1 1.0\n\"heap graph\" 2.5e2 480.25\n");
  EXPECT_EQ(outcome.code, 0);
}

TEST(Benchmarks, AreNotDrawnWithARatioMissing) {
  const road::Outcome outcome =
      bars_of(R"([{"engine": "plain", "workload": "seed", "ratio_to_handwritten": 1}])");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.output, "benchmarks: \"plain\" needs a ratio for seed and one for moons\n");
  EXPECT_EQ(bars_of("").code, 1);
}

}  // namespace
