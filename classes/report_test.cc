// What //:grade makes of a test's report, its log and the table of mistakes; and the tables that it prints.
#include "classes/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "classes/outcome.h"
#include "lessons/road.h"
#include "tools/text.h"

namespace {

using classes::Outcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::vector<std::string> kTests{"A.One", "A.Two", "B.Three"};

std::string test_case(const std::string& suite, const std::string& name, const std::string& rest) {
  return "<testcase name=\"" + name +
         "\" file=\"x.cc\" status=\"run\" result=\"completed\" classname=\"" + suite + "\"" + rest;
}

std::vector<bool> which(const Outcome& outcome) {
  std::vector<bool> all;
  for (const classes::Test& test : outcome.tests) all.push_back(test.passed);
  return all;
}

TEST(TestsOf, ComeAsGoogleTestRunsThem) {
  EXPECT_THAT(classes::tests_of(
                  "TEST(A, One) {}\nTEST(B, Three) {}\n// TEST(A, No)\nTEST_F(A,\n  Two) {}\n"),
              ElementsAre("A.One", "A.Two", "B.Three"));
}

TEST(AnOutcome, IsGreenOnlyWhereTheReportSaysSo) {
  const Outcome outcome = classes::outcome(
      kTests,
      test_case("A", "One", " />") +
          test_case("A", "Two", "><failure message=\"x.cc:1&#x0A;1 &lt; 2\" type=\"\">"),
      "[  PASSED  ] 3 tests.\n3 of 3 tests pass.\n");
  EXPECT_THAT(which(outcome), ElementsAre(true, false, false));
  EXPECT_EQ(outcome.tests[1].says, "x.cc:1\n1 < 2");
  EXPECT_EQ(outcome.tests[2].says, "It did not run.");
  EXPECT_THAT(outcome.red, ElementsAre("A.Two"));
  EXPECT_EQ(outcome.trouble, "not all tests ran");
}

TEST(AnOutcome, IsRedWhereTheProgramEndsEarlyWhateverItPrints) {
  const Outcome outcome = classes::outcome(
      kTests, "<testcase name=\"submitted/1\" status=\"run\">",
      "[  PASSED  ] 3 tests.\n3 of 3 tests pass.\n\nEnded: it left with exit code 0\n");
  EXPECT_THAT(which(outcome), ElementsAre(false, false, false));
  EXPECT_THAT(outcome.trouble, HasSubstr("ended before its tests did: it left with exit code 0\n"));
}

TEST(AnOutcome, CountsWhatPassedBeforeACrash) {
  const Outcome outcome = classes::outcome(kTests, "",
                                           "x.cc:1: Failure\nA.One fails:\nthis\n\nA.Two "
                                           "crashes:\nthat\nThe tests after it did not run. These");
  EXPECT_THAT(which(outcome), ElementsAre(false, false, false));
  EXPECT_THAT(outcome.red, ElementsAre("A.One", "A.Two"));
  EXPECT_EQ(outcome.tests[0].says, "A.One fails:\nthis");
  EXPECT_EQ(outcome.tests[1].says, "A.Two crashes:\nthat");
  EXPECT_EQ(outcome.tests[2].says, "It did not run, for A.Two crashes.");
  EXPECT_THAT(which(classes::outcome(kTests, "", "\nB.Three does not end:\n")),
              ElementsAre(true, true, false));
}

TEST(Mistakes, AreThoseThatTurnTheSameTestsRed) {
  const std::string table =
      "| 01_a | a slip | A.One |\n| 01_a | a slip | A.One\n| 01_a | another | A.One A.Two\n| 02_b "
      "| not here | A.One\n";
  EXPECT_EQ(classes::mistakes(table, "01_a", {"A.One"}), "a slip");
  EXPECT_EQ(classes::mistakes(table, "01_a", {"A.One", "A.Two"}), "another");
  EXPECT_EQ(classes::mistakes(table, "01_a", {"A.Two"}), "");
  EXPECT_EQ(classes::mistakes(table, "01_a", {}), "");
  std::string same;
  for (const char* name : {"a", "b", "c", "d", "e"})
    same += std::string("| 01_a | ") + name + " | A.One\n";
  EXPECT_EQ(classes::mistakes(same, "01_a", {"A.One"}), "a; or: b; or: c; or one of 2 more");
}

TEST(Printable, IsWhatATerminalAndJsonCanShow) {
  EXPECT_EQ(classes::printable("\x1b[31mred\x07\tä€𝄞\n"), "?[31mred?\tä€𝄞\n");
  EXPECT_EQ(classes::printable("\xff\xc0\xaf\xe2\x82|\xed\xa0\x80\xc2\x9b"),
            "????"
            "?|????"
            "?");
}

const std::vector<lessons::Lesson> kLessons{{"lessons/01_a", "a", "", "", ""},
                                            {"lessons/02_b", "b", "", "", ""}};

std::vector<classes::Submission> two() {
  classes::Graded good{true, {{{"A.One", true, ""}, {"A.Two", true, ""}}, "", {}}, ""};
  classes::Graded bad{
      true, {{{"A.One", true, ""}, {"A.Two", false, "1 \"is\" 2\n"}}, "", {"A.Two"}}, "a slip"};
  return {{"ada", {}, {good, {}}}, {"=bob", {"a note"}, {bad, {}}}};
}

// A lesson with so many tests, of which so many pass.
classes::Graded some_of(std::size_t green, std::size_t all) {
  classes::Graded lesson{true, {}, ""};
  for (std::size_t i = 0; i < all; ++i) lesson.outcome.tests.push_back({"A.Test", i < green, ""});
  return lesson;
}

// docs/teaching.md shows this table.
TEST(Table, HasARowForEachAndSaysWhatIsWrong) {
  const std::vector<lessons::Lesson> lessons{{"", "value", "", "", ""},
                                             {"", "add_mul", "", "", ""},
                                             {"", "tanh", "", "", ""},
                                             {"", "backward", "", "", ""}};
  classes::Graded mistaken = some_of(11, 16);
  mistaken.outcome.red = {"Backward.AddsUpWhatArrivesFromSeveralSides", "..."};
  mistaken.looks_like = "`=` where `+=` is meant";
  classes::Graded missing = some_of(0, 16);
  missing.handed_in = false;
  classes::Graded stub = some_of(0, 9);
  stub.outcome.red = {"Tanh.GivesTheHyperbolicTangent", "..."};
  EXPECT_EQ("\n" + classes::table(
                       lessons, {{"ada", {}, {{}, {}, some_of(9, 9), some_of(16, 16)}},
                                 {"bob", {}, {{}, {}, some_of(9, 9), mistaken}},
                                 {"eve", {"tanh.h is still as it came"}, {{}, {}, stub, missing}}}),
            R"(
submission      3      4      sum
ada           9/9  16/16    25/25
bob           9/9  11/16    20/25
eve           0/9      -     0/25

bob
  4 backward: first red: Backward.AddsUpWhatArrivesFromSeveralSides
      looks like: `=` where `+=` is meant

eve
  3 tanh: first red: Tanh.GivesTheHyperbolicTangent
  tanh.h is still as it came
)");
}

TEST(Csv, HasARowForEachAndAColumnForEachTest) {
  EXPECT_EQ(classes::csv(kLessons, two()),
            "submission,points,of,notes,\"1 a\",\"1 a looks like\",\"A.One\",\"A.Two\"\n"
            "\"ada\",2,2,\"\",2,\"\",1,1\n"
            "\"'=bob\",1,2,\"a note \",1,\"a slip\",1,0\n");
}

TEST(Json, IsGradescopesForOneAndByNameForSeveral) {
  const std::vector<classes::Submission> all = two();
  const std::string one = classes::json(kLessons, {all[1]});
  EXPECT_THAT(one, HasSubstr("\"score\": 1,\n  \"output\": \"a note\\n\""));
  EXPECT_THAT(one, HasSubstr("{\"name\": \"A.Two\", \"number\": \"1.2\", \"score\": 0, "
                             "\"max_score\": 1, \"status\": \"failed\""));
  EXPECT_THAT(
      one, HasSubstr("\"output\": \"1 \\\"is\\\" 2\\n\\nIt looks like this mistake: a slip\\n\"}"));
  EXPECT_THAT(one, Not(HasSubstr("bob")));
  EXPECT_THAT(classes::json(kLessons, all), HasSubstr("\"ada\": {\n  \"score\": 2"));
  EXPECT_THAT(classes::json(kLessons, all), HasSubstr("\"=bob\": {\n  \"score\": 1"));
}

}  // namespace
