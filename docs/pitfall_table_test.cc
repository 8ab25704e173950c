// Compares lessons/pitfalls.md and lessons/mistakes.txt with the pitfalls that the lessons declare, and checks
// that each alternative solution really differs from ours.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

// The lines of a file that are rows of the table: `| NN_topic | ...`.
Lines rows_of(const fs::path& path) {
  Lines rows;
  for (const std::string& line : tools::split(tools::contents(path), "\n")) {
    if (std::regex_search(line, std::regex("^\\| \\d\\d_"))) rows.push_back(line);
  }
  return rows;
}

// The row of every pitfall that is declared, by lesson, in the order of their names.
Lines declared() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator("lessons")) {
    const fs::path& path = entry.path();
    if (path.extension() == ".txt" && path.parent_path().filename() == "pitfalls") {
      files.push_back(path);
    }
  }
  std::sort(files.begin(), files.end());
  Lines rows;
  for (const fs::path& path : files) {
    for (const std::string& row : rows_of(path)) rows.push_back(row);
  }
  return rows;
}

TEST(PitfallTable, HasARowForEachPitfallThatTheLessonsDeclare) {
  std::string rows;
  for (const std::string& row : declared()) rows += row + "\n";
  EXPECT_EQ(rows_of("lessons/pitfalls.md"), declared()) << "the rows should be\n" << rows;
}

// Each pitfall's own test checks the tests that its line names.
TEST(PitfallTable, HasALineInTheTableOfMistakesForEach) {
  Lines mistakes;
  for (const std::string& row : declared()) {
    const Lines cells = tools::split(row, " | ");
    mistakes.push_back(cells[0] + " | " + cells.at(1));
  }
  Lines lines;
  for (const std::string& line : rows_of("lessons/mistakes.txt")) {
    const Lines cells = tools::split(line, " | ");
    lines.push_back(cells[0] + " | " + cells.at(1));
  }
  EXPECT_EQ(lines, mistakes);
}

// How many rows each lesson has, from lesson 1 on.
std::vector<std::size_t> counts() {
  std::vector<std::size_t> found(15);
  for (const std::string& row : declared()) ++found.at(std::stoul(row.substr(2, 2)) - 1);
  return found;
}

void expect_in(const std::string& page, const std::string& words) {
  EXPECT_NE(tools::contents(page).find(words), std::string::npos)
      << page << " should say: " << words;
}

TEST(PitfallTable, IsCountedInThePages) {
  expect_in("README.md",
            "[" + std::to_string(declared().size()) + " mistakes](lessons/pitfalls.md)");
  expect_in("README.md", std::to_string(counts()[3]) + " wrong backward passes");
  const std::vector<std::size_t> all = counts();
  const auto [least, most] = std::minmax_element(all.begin() + 1, all.end());  // 1 has no hunt.
  expect_in("docs/hunt.md",
            std::to_string(*least) + " to " + std::to_string(*most) + " wrong solutions");
}

TEST(PitfallTable, HasSomeForEveryLesson) {
  const std::vector<std::size_t> all = counts();
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_GE(all[i], 4) << "lesson " << i + 1;
}

// A passage that is not found would leave our own solution to be tested once more.
TEST(RightSolutions, ChangePassagesThatStandInOursJustOnce) {
  int variants = 0;
  for (const auto& entry : fs::recursive_directory_iterator("lessons")) {
    if (entry.path().extension() != ".txt" || rows_of(entry.path()).size() > 0) continue;
    ++variants;
    const std::string solution = tools::contents("micrograd" / entry.path().stem());
    for (const std::string& passage : tools::split(tools::contents(entry.path()), "\n%%\n")) {
      EXPECT_EQ(tools::split(solution, passage).size() - 1, 1) << entry.path() << ":\n" << passage;
    }
  }
  EXPECT_GE(variants, 8);
}

}  // namespace
