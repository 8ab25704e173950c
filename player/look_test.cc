#include "player/look.h"

#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "micrograd/micrograd.h"
#include "tools/text.h"

namespace {

using micrograd::Tape;
using player::Look;
using testing::HasSubstr;
using testing::Not;

// What done() returns for these arguments, after one look at a tape of so many nodes.
int code(std::vector<std::string> arguments, std::size_t nodes = 2) {
  arguments.insert(arguments.begin(), "look");
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  Look look(static_cast<int>(pointers.size()), pointers.data());
  Tape tape(1000);
  for (std::size_t i = 0; i < nodes; ++i) tape.value(0.5);
  look.at(tape, "a \"tape\"", {"x\\1"});
  return look.done();
}

TEST(Look, WritesTheMomentsAsJson) {
  const std::string file = testing::TempDir() + "moments.json";
  EXPECT_EQ(code({"--json", file}), 0);
  EXPECT_EQ(tools::contents(file),
            "{\"moments\": [\n"
            "{\"says\": \"a \\\"tape\\\"\", \"names\": [\"x\\\\1\"], \"order\": [],\n"
            " \"nodes\":\n"
            "[{\"op\": \"\", \"data\": 0.5, \"grad\": 0, \"parents\": []},\n"
            " {\"op\": \"\", \"data\": 0.5, \"grad\": 0, \"parents\": []}]}]}\n");
}

TEST(Look, WritesAPageThatNeedsNothingElse) {
  const std::string file = testing::TempDir() + "tape.html";
  EXPECT_EQ(code({"--html", file}), 0);
  const std::string page = tools::contents(file);
  EXPECT_THAT(page, HasSubstr("class Player {"));
  EXPECT_THAT(page, HasSubstr("RUNS.yours = {\"moments\""));
  EXPECT_THAT(page, Not(HasSubstr(" src="))) << "a script of its own";
  EXPECT_THAT(page, Not(HasSubstr("<link"))) << "a stylesheet of its own";
}

TEST(Look, OnlyPrintsWithoutAnOption) { EXPECT_EQ(code({}), 0); }

TEST(Look, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(code({"--hmtl", "tape.html"}), 2);
  EXPECT_EQ(code({"--html"}), 2);
  EXPECT_EQ(code({"--html", "tape.html", "again"}), 2);
}

TEST(Look, SaysThatItCannotWrite) { EXPECT_EQ(code({"--html", "/nowhere/tape.html"}), 1); }

TEST(Look, WritesNothingForATapeThatIsTooLong) {
  const std::string file = testing::TempDir() + "long.html";
  EXPECT_EQ(code({"--html", file}, Look::kMostNodes), 0);
  const std::string before = tools::contents(file);
  EXPECT_EQ(code({"--html", file}, Look::kMostNodes + 1), 1);
  EXPECT_EQ(tools::contents(file), before);
}

}  // namespace
