// The screen of `bazel run //:watch`, drawn from made-up states.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "lessons/results.h"
#include "lessons/road.h"
#include "lessons/watch/screen.h"

namespace {

using lessons::State;
using lessons::watch::View;
using testing::ElementsAre;

const std::string kFailure =
    "lessons/04_backward/backward_test.cc:84: Failure\n"
    "Backward.GivesTheRootAGradientOfOne fails:\n"
    "Expected equality of these values:\n"
    "  root.grad()\n"
    "    Which is: 0\n"
    "  1\n"
    "d(root)/d(root): the walk starts from this seed";

TEST(Wrap, BreaksBetweenWordsAndKeepsTheIndent) {
  EXPECT_THAT(lessons::watch::wrap("1. When is a tape full?", 12),
              ElementsAre("1. When is a", "   tape", "   full?"));
  EXPECT_THAT(lessons::watch::wrap("  - one two", 7), ElementsAre("  - one", "  two"));
  EXPECT_THAT(lessons::watch::wrap("abcdefgh\n\nij", 5), ElementsAre("abcde", "fgh", "", "ij"));
  EXPECT_THAT(lessons::watch::wrap("", 5), ElementsAre());
  EXPECT_THAT(lessons::watch::wrap("\xC3\xA4\xC3\xB6\xC3\xBC", 2),
              ElementsAre("\xC3\xA4\xC3\xB6", "\xC3\xBC"));
}

TEST(Printable, LeavesNothingThatMovesTheCursor) {
  EXPECT_EQ(lessons::watch::printable("\033[31mred\033[0m\r\n\a\tx\x7F\xC3\xA4"),
            "red\n  x\xC3\xA4");
  EXPECT_EQ(lessons::watch::printable("\033["), "");
}

View red() {
  View view;
  view.title = "Lesson 4 of 15, backward";
  view.done = 3;
  view.all = 15;
  view.status = {"failing: Backward.GivesTheRootAGradientOfOne", lessons::watch::Style::kRed};
  view.body = kFailure;
  view.note = "a note";
  view.keys = "h hint   n next lesson   l list   q quit";
  return view;
}

std::vector<std::string> texts(const View& view, std::size_t rows, std::size_t columns) {
  std::vector<std::string> all;
  for (const lessons::watch::Line& line : lessons::watch::draw(view, rows, columns))
    all.push_back(line.text);
  return all;
}

TEST(Screen, ShowsTheRoadTheFailureAndTheKeys) {
  const auto screen = texts(red(), 24, 80);
  EXPECT_EQ(screen[0], "Lesson 4 of 15, backward");
  EXPECT_EQ(screen[1], "[#########------------------------------------] 3 of 15 lessons done");
  EXPECT_EQ(screen[2], "failing: Backward.GivesTheRootAGradientOfOne");
  EXPECT_EQ(screen[4], "lessons/04_backward/backward_test.cc:84: Failure");
  EXPECT_EQ(screen[10], "d(root)/d(root): the walk starts from this seed");
  EXPECT_EQ(screen[22], "a note");
  EXPECT_EQ(screen[23], "h hint   n next lesson   l list   q quit");
}

TEST(Screen, ShowsAHintBelowTheFailure) {
  View view = red();
  view.hint = {"Hint 1 of 3: a nudge",
               "1. Two statements: one for all gradients, one for the root's."};
  EXPECT_THAT(texts(view, 24, 80), testing::IsSupersetOf({"Hint 1 of 3: a nudge"}));
  const auto small = texts(view, 12, 60);
  EXPECT_EQ(small[4], "lessons/04_backward/backward_test.cc:84: Failure");
  EXPECT_EQ(small[6], "... 5 more lines") << "the hint is what was asked for";
  EXPECT_EQ(small[8], "Hint 1 of 3: a nudge");
  EXPECT_EQ(small[11], "h hint   n next lesson   l list   q quit");
}

TEST(Screen, HasTheSizeOfTheTerminalWhateverThatIs) {
  View view = red();
  view.body += '\n' + std::string(300, 'x') + "\n" + std::string(100, '\n') + "end";
  view.hint = {"Hint 1 of 3: a nudge", "1. " + std::string(500, 'y') + "\n2. b"};
  for (const bool list : {false, true}) {
    if (list) view.table.assign(21, std::string(90, 'z'));
    for (const std::size_t rows : {0U, 1U, 2U, 3U, 5U, 8U, 20U, 60U, 200U}) {
      for (const std::size_t columns : {1U, 2U, 10U, 60U, 300U}) {
        const auto screen = texts(view, rows, columns);
        EXPECT_EQ(screen.size(), rows);
        for (const std::string& line : screen) EXPECT_LE(line.size(), columns);
        if (rows > 0) {
          EXPECT_EQ(screen.back(), view.keys.substr(0, columns));
        }
      }
    }
  }
}

TEST(Screen, ListsAllLessonsEvenOnASmallTerminal) {
  View view = red();
  const std::vector<lessons::Lesson> all = lessons::all(std::filesystem::current_path());
  view.table = lessons::table(all, std::vector<State>(all.size(), {false, "not started"}));
  EXPECT_THAT(texts(view, 40, 80),
              testing::IsSupersetOf({"Part one: micrograd on a tape", " 1  value     not started",
                                     "15  source    not started"}));
  const auto small = texts(view, 21, 60);
  EXPECT_EQ(small[4], " 1  value     not started");
  EXPECT_EQ(small[18], "15  source    not started");
}

}  // namespace
