// The parts of the program, and the program in a small checkout of its own: `handout_test HANDOUT`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "classes/build_file.h"
#include "classes/page.h"
#include "classes/solution_lines.h"
#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

std::string handout_path;  // NOLINT: set once, by main()

// A BUILD file without the statements that name "gone".
std::string without_gone(const std::string& file) {
  return classes::without(file, [](const std::string& string) { return string == "gone"; });
}

TEST(BuildFile, LosesAStatementThatNamesWhatIsLeftOut) {
  EXPECT_EQ(without_gone("load(\"x\", \"a\")\nload(\"x\", \"gone\")\n\na(name = \"b\")\n"),
            "load(\"x\", \"a\")\n\na(name = \"b\")\n");
}

TEST(BuildFile, LosesItWithItsComment) {
  EXPECT_EQ(without_gone("# The file.\n\n# Why.\na(\"gone\")\n\n# How.\nb()\n"),
            "# The file.\n\n\n# How.\nb()\n");
}

TEST(BuildFile, LosesOnlyTheEntryOfADictionary) {
  EXPECT_EQ(without_gone("a(\n    {\n        \"x\": \"gone\",\n        \"gone\": \"y\",\n        "
                         "\"z\": \"z\",\n    },\n)\n"),
            "a(\n    {\n        \"z\": \"z\",\n    },\n)\n");
}

TEST(BuildFile, KeepsStatementsWholeWhateverStandsInTheirStrings) {
  const std::string text =
      "b(\"\"\"\n)\na = [\n# \\\"\"\" x\n\"\"\", ')', \"# (\", 'a\\'(')  # ( \" '\n";
  EXPECT_THAT(classes::statements("a(\n    1,\n)\n" + text + "c()\n"),
              ElementsAre("a(\n    1,\n)\n", text, "c()\n"));
}

TEST(BuildFile, LosesAValueThatNobodyUsesAnyMore) {
  EXPECT_EQ(
      without_gone("_A = \"\"\"secret\n\"\"\"\n_B = _A + \"x\"\n_C = 1\nf(\"gone\", _B)\ng(_C)\n"),
      "_C = 1\ng(_C)\n");
}

// A page in which links to "gone" and "solution.h" lead nowhere, and "secret" gives something away.
std::string class_page(const std::string& page) {
  return classes::class_page(
      page, {[](const std::string& link) { return link != "gone" && link != "solution.h"; },
             [](const std::string& link) { return link == "solution.h"; },
             [](const std::string& text) { return text.find("secret") != std::string::npos; }});
}

TEST(Page, KeepsWhatGivesNothingAway) {
  const std::string page =
      "# One\n\nSee [two](two.md).\n\n```cpp\na;\n\n[](int gone) {};\n```\n\n- x\n- y\n";
  EXPECT_EQ(class_page(page), page);
}

TEST(Page, LosesTheThirdHint) {
  EXPECT_EQ(
      class_page("<details><summary>More</summary>\n\n1. b\n\n</details>\n\n"
                 "<details><summary>Nearly all</summary>\n\n1. c\n\n2. d\n\n</details>\n\nEnd\n"),
      "<details><summary>More</summary>\n\n1. b\n\n</details>\n\n<details><summary>Nearly "
      "all</summary>\n\n" +
          classes::kNoHint + "\n\n</details>\n\nEnd\n");
}

TEST(Page, LosesWhatIsMarkedAndCommentsForOurTests) {
  EXPECT_EQ(class_page("A\n\n<!-- not in a handout -->\nB\n\n<!-- live: c -->\n\n<!-- output of d "
                       "-->\n```console\ne\n```\n"),
            "A\n\n```console\ne\n```\n");
}

TEST(Page, LosesASectionWhoseHeadingIsMarked) {
  const std::string mark = "<!-- not in a handout -->\n";
  EXPECT_EQ(class_page("# A\n\n" + mark + "## B\n\nb\n\n### C\n\nc\n\n```sh\n# d\n```\n\n## E\n\n" +
                       mark + "e\n\nf\n\n" + mark + "## G\n\n" + mark + "## H\n\n# I\n"),
            "# A\n\n## E\n\nf\n\n# I\n");
}

TEST(Page, LosesAParagraphThatLinksToASolution) {
  EXPECT_EQ(
      class_page("A\n\nThe solution is [here](solution.h).\n\n| [B](b) | [C](solution.h) |\n"),
      "A\n\n| [B](b) | C |\n");
}

TEST(Page, KeepsOfALinkThatLeadsNowhereItsText) {
  EXPECT_EQ(class_page("See [that\npage](gone), and [this](here).\n"),
            "See that\npage, and [this](here).\n");
}

TEST(Page, SaysWhereCodeIsLeftOut) {
  EXPECT_EQ(class_page("A\n\n```cpp\nsecret\n```\n\nB\n"), "A\n\n" + classes::kNoCode + "\n\nB\n");
}

TEST(SolutionLines, AreThoseThatGiveSomethingAway) {
  const auto lines = classes::solution_lines(
      "a.h", "#include <x>\nint a() {\n    return  b *\tc;\n  go_on();\n}\n", "int a() {\n}\n",
      "x = 1; go_on();");
  EXPECT_THAT(lines.secret, ElementsAre("return b * c;"));
  EXPECT_EQ(lines.given, 1);
}

TEST(SolutionLines, AreFoundHoweverTheyAreWrapped) {
  const classes::SolutionLines lines{"a.h", {"return b * c;"}, 0};
  EXPECT_EQ(classes::secret_in("Write `return b\n   * c;`.", {lines}), "return b * c;");
  EXPECT_EQ(classes::secret_in("Write `return b / c;`.", {lines}), "");
}

const char* const kSolution = "int one() {\n  return first();\n  + second();\n  + third();\n}\n";

// A checkout with one lesson.
class Handout : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(top_);
    write("setup", "#!/bin/sh\n");
    fs::permissions(checkout_ / "setup", fs::perms::owner_exec, fs::perm_options::add);
    write("README.md", "ours");
    write("classes/handout.md", "For [a class](lessons/README.md).\n");
    write("BUILD.bazel", "a()\n\nb(\"//classes:handout\")\n");
    write("lessons/README.md", "| [one](01_one/README.md) | [`one.h`](../micrograd/one.h) |\n");
    write("lessons/solutions.bzl", "SOLUTIONS = True\n");
    write("lessons/pitfalls.bzl", "return first();");
    write("lessons/start.cc", "start");
    write("lessons/start_test.cc", "test of start");
    write("lessons/01_one/BUILD.bazel",
          "lesson(name = \"01_one\")\n\npitfalls(name = \"pitfalls\", \"return first();\")\n");
    write("lessons/01_one/README.md",
          "# One\n\nThe solution is [`one.h`](../../micrograd/one.h).\n");
    write("lessons/01_one/stub/one.h", "int one() {\n}\n");
    write("lessons/01_one/one_test.cc", "TEST");
    write("micrograd/one.h", kSolution);
    write("micrograd/graph.h", "graph");
    write("micrograd/BUILD.bazel", "a(\"graph.h\")\n\nb(\"one.h\")\n");
    ASSERT_EQ(tools::run("cd '" + checkout_.string() + "' && git init -q && git add .").code, 0);
    write("user.bazelrc", "the teacher's");
    write("lessons/01_one/one.h", "the teacher's");
    write("lessons/01_one/notes.md", "the teacher's");
  }
  void TearDown() override { fs::remove_all(top_); }

  void write(const fs::path& path, const std::string& text) {
    fs::create_directories((checkout_ / path).parent_path());
    std::ofstream(checkout_ / path) << text;
  }

  // Runs the program, called in top_. What it prints goes to output_, its exit code is the result.
  int handout(const std::string& arguments, const std::string& first = "") {
    const tools::Outcome outcome = tools::run(
        first + "BUILD_WORKSPACE_DIRECTORY='" + checkout_.string() + "' BUILD_WORKING_DIRECTORY='" +
        top_.string() + "' ./" + handout_path + " " + arguments);
    output_ = outcome.output;
    return outcome.code;
  }

  // The paths of all files in a folder.
  static std::set<std::string> files(const fs::path& folder) {
    std::set<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_directory()) all.insert(entry.path().lexically_relative(folder).string());
    }
    return all;
  }

  // Nothing is beside the checkout.
  void expect_nothing_made() {
    EXPECT_THAT(output_, HasSubstr("No handout was made."));
    EXPECT_EQ(std::distance(fs::directory_iterator(top_), fs::directory_iterator()), 1);
  }

  fs::path top_ = fs::path(testing::TempDir()) / "a class";
  fs::path checkout_ = top_ / "checkout";
  fs::path made_ = top_ / "the class";
  std::string output_;
};

TEST_F(Handout, HasTheCourseAndNothingElse) {
  ASSERT_EQ(handout("'the class'"), 0) << output_;
  EXPECT_THAT(files(made_), ElementsAre("BUILD.bazel", "README.md", "lessons/01_one/BUILD.bazel",
                                        "lessons/01_one/README.md", "lessons/01_one/one_test.cc",
                                        "lessons/01_one/stub/one.h", "lessons/README.md",
                                        "lessons/solutions.bzl", "lessons/start.cc",
                                        "micrograd/BUILD.bazel", "micrograd/graph.h", "setup"));
  EXPECT_EQ(tools::contents(made_ / "README.md"), "For [a class](lessons/README.md).\n");
  EXPECT_EQ(tools::contents(made_ / "BUILD.bazel"), "a()\n");
  EXPECT_EQ(tools::contents(made_ / "lessons/README.md"),
            "| [one](01_one/README.md) | `one.h` |\n");
  EXPECT_EQ(tools::contents(made_ / "lessons/solutions.bzl"), "SOLUTIONS = False\n");
  EXPECT_EQ(tools::contents(made_ / "lessons/01_one/BUILD.bazel"), "lesson(name = \"01_one\")\n");
  EXPECT_EQ(tools::contents(made_ / "lessons/01_one/README.md"), "# One\n");
  EXPECT_EQ(tools::contents(made_ / "micrograd/BUILD.bazel"), "a(\"graph.h\")\n");
  EXPECT_EQ(fs::status(made_ / "setup").permissions(),
            fs::status(checkout_ / "setup").permissions());
  EXPECT_THAT(output_, HasSubstr("12 files"));
}

TEST_F(Handout, GoesIntoAnEmptyFolder) {
  fs::create_directories(made_);
  EXPECT_EQ(handout("'the class/'"), 0) << output_;
  EXPECT_TRUE(fs::exists(made_ / "setup"));
}

TEST_F(Handout, IsMadeOfAFolderThatIsNoClone) {
  fs::remove_all(checkout_ / ".git");
  EXPECT_EQ(handout("'the class'", "GIT_CEILING_DIRECTORIES='" + top_.string() + "' "), 0)
      << output_;
  EXPECT_THAT(files(made_), Not(testing::Contains("lessons/01_one/one.h")));
  EXPECT_THAT(files(made_), Not(testing::Contains("user.bazelrc")));
}

TEST_F(Handout, OverwritesNothing) {
  fs::create_directories(made_);
  std::ofstream(made_ / "mine") << "mine";
  EXPECT_EQ(handout("'the class'"), 1);
  EXPECT_THAT(output_, HasSubstr("the class is there already"));
  EXPECT_THAT(files(made_), ElementsAre("mine"));
  EXPECT_EQ(handout("'the class/mine'"), 1);
  EXPECT_EQ(handout("new"), 0);
  fs::rename(top_ / "new", top_ / "newer.part");
  EXPECT_EQ(handout("newer"), 1);
  EXPECT_THAT(output_, HasSubstr("newer.part is there already"));
  EXPECT_TRUE(fs::exists(top_ / "newer.part/setup"));
}

TEST_F(Handout, IsNeverInsideTheCheckout) {
  for (const char* folder :
       {"checkout", "checkout/class", "checkout/lessons/../class", "'the class/../checkout/x'"}) {
    EXPECT_EQ(handout(folder), 1) << folder;
    EXPECT_THAT(output_, HasSubstr("inside the checkout")) << folder;
    EXPECT_FALSE(fs::exists(checkout_ / "class")) << folder;
  }
  EXPECT_EQ(handout("checkout2"), 0) << "a name that begins alike";
  EXPECT_EQ(handout("."), 1);
  EXPECT_THAT(output_, HasSubstr("is there already")) << "around the checkout";
}

TEST_F(Handout, IsNotMadeWithALineOfASolution) {
  write("setup", "#!/bin/sh\n# return   first();\n");
  EXPECT_EQ(handout("'the class'"), 1);
  EXPECT_THAT(
      output_,
      HasSubstr("setup has a line of a solution, and a class would get it: return first();"));
  expect_nothing_made();
}

TEST_F(Handout, IsNotMadeWithASolutionUnderAnotherName) {
  write("lessons/01_one/look.cc", kSolution);
  tools::run("cd '" + checkout_.string() + "' && git add .");
  EXPECT_EQ(handout("'the class'"), 1);
  EXPECT_THAT(output_, HasSubstr("more than a quarter of micrograd/one.h"));
  expect_nothing_made();
}

TEST_F(Handout, IsNotMadeWithoutTheSolutions) {
  fs::remove(checkout_ / "micrograd/one.h");
  EXPECT_EQ(handout("'the class'"), 1);
  EXPECT_THAT(output_, HasSubstr("micrograd/one.h is not there"));
  expect_nothing_made();
}

TEST_F(Handout, IsWholeOrNotThere) {
  write("lessons/README.md", std::string(100'000, 'x'));
  EXPECT_EQ(handout("'the class'", "ulimit -f 40; "), 1);
  EXPECT_THAT(output_, HasSubstr("can't write all of"));
  expect_nothing_made();
}

TEST_F(Handout, NeedsOneFolder) {
  for (const char* arguments : {"", "''", "a b", "--help"}) {
    EXPECT_EQ(handout(arguments), 2) << arguments;
    EXPECT_THAT(output_, HasSubstr("bazel run //:handout -- DIR")) << arguments;
  }
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 2) return 2;
  handout_path = argv[1];
  return RUN_ALL_TESTS();
}
