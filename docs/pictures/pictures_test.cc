// Compares the pictures that the pages show with what is drawn today, and with what they claim.
#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using Words = std::vector<std::string>;

const fs::path kFolder = "docs/pictures";

// The names of the pictures in a folder: "diamond.svg".
Words pictures(const fs::path& folder) {
  Words names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".svg") names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string picture(const std::string& name) { return tools::contents(kFolder / name); }

Words words_of(const std::string& text) {
  std::istringstream words(text);
  return {std::istream_iterator<std::string>(words), {}};
}

// What a reader sees written in a picture.
Words labels_of(const std::string& svg) {
  std::string all;
  for (const std::string& part : tools::split(svg, "<text")) {
    if (part.find("</text>") == std::string::npos) continue;
    const std::string inside = part.substr(part.find('>') + 1);
    all +=
        std::regex_replace(inside.substr(0, inside.find("</text>")), std::regex("<[^>]*>"), " ") +
        " ";
  }
  return words_of(all);
}

// The numbers that a plot was drawn from, which stand in a comment at its end: line by line.
std::vector<Words> data_of(const std::string& svg) {
  const std::vector<std::string> parts = tools::split(svg, "</svg>\n");
  std::vector<Words> lines;
  for (const std::string& line : tools::split(parts.back(), "\n")) {
    const Words words = words_of(line);
    if (!words.empty() && words[0] != "<!--" && words[0] != "-->") lines.push_back(words);
  }
  return lines;
}

bool is_drawn_by_others(const std::string& svg) {
  return svg.find("by graphviz") != std::string::npos || svg.find("GNUPLOT") != std::string::npos;
}

// What two drawings of one picture have in common: all of it where one of our programs draws it, and the
// words where Graphviz or gnuplot does, whose versions put things in other places.
Words essence_of(const std::string& svg) {
  if (is_drawn_by_others(svg)) return labels_of(svg);
  return words_of(std::regex_replace(svg, std::regex("[^A-Za-z0-9.+-]|(?=[A-Z])"), " "));
}

// Whether each word of one list is the word of the other, or the same number up to a part of itself. If not,
// says where they part.
testing::AssertionResult same(const Words& shown, const Words& today, double part) {
  const auto alike = [&](const std::string& a, const std::string& b) {
    char* end_of_a = nullptr;
    char* end_of_b = nullptr;
    const double x = std::strtod(a.c_str(), &end_of_a);
    const double y = std::strtod(b.c_str(), &end_of_b);
    return a == b ||
           (*end_of_a == '\0' && *end_of_b == '\0' && std::abs(x - y) <= part * std::abs(x));
  };
  const auto [one, other] =
      std::mismatch(shown.begin(), shown.end(), today.begin(), today.end(), alike);
  if (one == shown.end() && other == today.end()) return testing::AssertionSuccess();
  const auto some = [](const Words& words, Words::const_iterator at) {
    std::string text;
    for (int i = 0; i < 8 && at != words.end(); ++i) text += *at++ + ' ';
    return text;
  };
  return testing::AssertionFailure()
         << "shown: ..." << some(shown, one) << "\n  today: ..." << some(today, other);
}

TEST(Pictures, AreAsTheyAreDrawnToday) {
  const char* const advice = "\nIs the change meant? BUILD.bazel says how to take it over.";
  const Words drawn = pictures(kFolder / "drawn");
  EXPECT_EQ(pictures(kFolder), drawn) << "those of the pages, and those of BUILD.bazel";
  for (const std::string& name : drawn) {
    const std::string svg = tools::contents(kFolder / "drawn" / name);
    EXPECT_GT(essence_of(svg).size(), 5) << name << " has nothing to compare";
    // Positions have five digits.
    EXPECT_TRUE(same(essence_of(picture(name)), essence_of(svg), 1e-4)) << name << advice;
    const auto shown = data_of(picture(name));
    const auto today = data_of(svg);
    ASSERT_EQ(shown.size(), today.size()) << name << ": lines of numbers" << advice;
    for (std::size_t i = 0; i < today.size(); ++i) {
      // Of rounding errors, not even the first digit is the same with every compiler.
      EXPECT_TRUE(same(shown[i], today[i], name == "finite_difference.svg" ? 10 : 1e-4))
          << name << advice;
    }
  }
}

TEST(Pictures, LoadNothingAndNameNoFolderOfThisMachine) {
  for (const std::string& name : pictures(kFolder)) {
    const std::string svg = picture(name);
    EXPECT_GT(labels_of(svg).size(), 2) << name;
    for (const char* unwanted :
         {"<image", "<script", "@import", "url(", "/home/", "/tmp/", "/usr/"}) {
      EXPECT_EQ(svg.find(unwanted), std::string::npos) << name << " has " << unwanted;
    }
    const std::vector<std::string> links = tools::split(svg, "href=");
    for (std::size_t i = 1; i < links.size(); ++i) {
      EXPECT_EQ(links[i][1], '#') << name << " links to " << links[i].substr(0, 40);
    }
  }
}

// On a dark page the words would be black on black.
TEST(Pictures, StandOnACardOfTheirOwn) {
  for (const std::string& name : pictures(kFolder)) {
    EXPECT_THAT(picture(name),
                testing::ContainsRegex("fill=.(#ffffff|white|rgb\\( ?255, ?255, ?255\\))"))
        << name;
  }
}

TEST(TapePictures, HaveGradientsAfterTheBackwardPassOnly) {
  const std::string forward = picture("tape_forward.svg");
  EXPECT_EQ(tools::split(forward, ">grad 0<").size(), 11u)
      << "ten nodes, each with a gradient of 0";
  EXPECT_EQ(tools::split(forward, ">grad ").size(), 11u);
  const std::string backward = picture("tape_backward.svg");
  for (const char* gradient : {">grad 1<", ">grad 0.5<", "1.5<"}) {
    EXPECT_THAT(backward, HasSubstr(gradient));
  }
}

TEST(TapePictures, ShowHelloForwardAndBack) {
  const std::string svg = picture("tape_hello.svg");
  for (const char* words :
       {">0.4621<", ">grad -2.359<", ">grad 1.573<", ">\u00d7 -3<", ">-2.359<"}) {
    EXPECT_THAT(svg, HasSubstr(words));
  }
}

TEST(MoonsPictures, AreOfTheStepsThatTheReadmeNames) {
  EXPECT_THAT(picture("moons_before.svg"), HasSubstr(">step   0, loss"));
  EXPECT_THAT(picture("moons_during.svg"), HasSubstr(">step  10, loss"));
  EXPECT_THAT(picture("moons_after.svg"), HasSubstr(">step 100, loss"));
}

TEST(Diamond, IsWrongWhereAShareArrivesLate) {
  const std::string svg = picture("diamond.svg");
  for (const char* words :
       {">grad 1.5<", ">grad 1.5, but it handed on 1<", ">grad 1, but 1.5 is right<"}) {
    EXPECT_EQ(tools::split(svg, words).size() - 1, words == std::string(">grad 1.5<") ? 2 : 1)
        << words;
  }
}

TEST(LearningRates, AreTooSmallRightAndTooLarge) {
  const auto lines = data_of(picture("learning_rates.svg"));
  ASSERT_EQ(lines.size(), 20u) << "one for each step";
  ASSERT_EQ(lines[19].size(), 4u) << "the step, and three losses";
  EXPECT_GT(std::stod(lines[19][1]), 1) << "too small: still far away";
  EXPECT_LT(std::stod(lines[19][2]), 0.02) << "right";
  EXPECT_NEAR(std::stod(lines[19][3]), 8, 0.001) << "too large: stuck at 8";
}

TEST(FiniteDifference, HasItsLeastErrorNearTheStepsThatAreMarked) {
  double best_in_float = 1;
  double best_in_double = 1;
  for (const auto& line : data_of(picture("finite_difference.svg"))) {
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

tools::Outcome bars_of(const std::string& json) {
  const fs::path file = fs::path(testing::TempDir()) / "results.json";
  std::ofstream(file) << json;
  return tools::run((kFolder / "benchmarks_data").string() + " '" + file.string() + "'");
}

TEST(Benchmarks, AreRatiosByEngineAndWorkload) {
  const tools::Outcome outcome = bars_of(R"([
    {"engine": "plain", "workload": "four_samples", "ns_per_node": null, "ratio_to_handwritten": 1},
    {"engine": "heap_graph", "workload": "four_samples", "ratio_to_handwritten": 2.5e2},
    {"ratio_to_handwritten": 1.0, "workload": "moons", "engine": "plain"},
    {"engine": "forward", "workload": "moons", "ratio_to_handwritten": 0.5},
    {"engine": "plain", "workload": "gpt", "ratio_to_handwritten": 1},
    {"engine":"heap_graph","workload":"moons","ratio_to_handwritten":480.25}])");
  EXPECT_EQ(outcome.output, "\"plain\" 1 1.0 ? 1\n\"heap graph\" 2.5e2 480.25 ? ?\n");
  EXPECT_EQ(outcome.code, 0);
}

TEST(Benchmarks, AreNotDrawnWithoutResults) { EXPECT_EQ(bars_of("").code, 1); }

}  // namespace
