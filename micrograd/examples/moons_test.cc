// Runs the demo, and compares what it prints and draws with what it promises: `moons_test MOONS`.
#include <fcntl.h>
#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "micrograd/examples/boundary.h"
#include "micrograd/examples/moons.h"
#include "micrograd/testing/handwritten.h"
#include "micrograd/testing/plain_network.h"
#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using micrograd::examples::Moons;
using micrograd::examples::svg;
using micrograd::examples::text;
using micrograd::testing::Handwritten;
using micrograd::testing::plain_start;
using micrograd::testing::plain_uniform;
using testing::HasSubstr;
using testing::Not;

std::string moons_path;  // NOLINT: set once, by main()

tools::Outcome run_moons(const std::string& arguments) {
  return tools::run("env -u BUILD_WORKING_DIRECTORY '" + moons_path + "' " + arguments);
}

std::size_t count(const std::string& text, const std::string& part) {
  return tools::split(text, part).size() - 1;
}

// What the demo prints of one step.
struct Progress {
  std::size_t step;
  double loss;
  int accuracy;
};

std::vector<Progress> progress_in(const std::string& output) {
  std::vector<Progress> all;
  for (const std::string& line : tools::split(output, "\n")) {
    Progress one{};
    if (std::sscanf(line.c_str(), "step %zu, loss %lf, training accuracy %d %%", &one.step,
                    &one.loss, &one.accuracy) == 3) {
      all.push_back(one);
    }
  }
  return all;
}

// The demo again, without a tape: its network written out by hand, for a hundred steps.
std::vector<Progress> by_hand() {
  std::mt19937_64 random(42);
  const Moons<double, 100> moons([&] { return plain_uniform(random); });
  Handwritten<2, 16, 16, 1> network(plain_start({2, 16, 16, 1}, random));
  std::vector<Progress> all;
  for (std::size_t step = 0; step <= 100; ++step) {
    Progress before{step, 0, 0};
    for (std::size_t i = 0; i < moons.targets.size(); ++i) {
      before.accuracy += network.forward(moons.inputs[i])[0] * moons.targets[i] > 0 ? 1 : 0;
    }
    before.loss = training_step(network, moons.inputs, moons.targets, 0.005);
    if (step % 10 == 0) all.push_back(before);
  }
  return all;
}

TEST(MoonsDemo, FollowsPlainArithmeticForAHundredSteps) {
  const std::vector<Progress> expected = by_hand();
  const std::vector<Progress> printed = progress_in(run_moons("").output);
  ASSERT_EQ(printed.size(), expected.size());
  for (std::size_t i = 0; i < printed.size(); ++i) {
    EXPECT_EQ(printed[i].step, expected[i].step);
    // Six decimals are printed, and rounding differs by far less than the last of them.
    EXPECT_NEAR(printed[i].loss, expected[i].loss, 1e-6) << "before step " << printed[i].step;
    EXPECT_EQ(printed[i].accuracy, expected[i].accuracy) << "before step " << printed[i].step;
  }
}

TEST(MoonsDemo, EndsWithEveryPointOnItsSide) {
  const tools::Outcome outcome = run_moons("");
  EXPECT_EQ(outcome.code, 0);
  const std::vector<Progress> printed = progress_in(outcome.output);
  ASSERT_FALSE(printed.empty()) << outcome.output;
  EXPECT_EQ(printed.back().accuracy, 100);
}

TEST(MoonsDemo, StopsWhereItIsToldTo) {
  const std::vector<Progress> printed = progress_in(run_moons("--steps 13").output);
  ASSERT_EQ(printed.size(), 3) << "steps 0, 10 and 13";
  EXPECT_EQ(printed.back().step, 13);
  EXPECT_EQ(progress_in(run_moons("--steps 0").output).size(), 1);
}

TEST(MoonsDemo, RefusesWhatItDoesNotKnowAndSaysWhatItDoes) {
  for (const char* arguments :
       {"10", "--help", "--steps", "--steps ten", "--steps 10x", "--steps -1", "--steps 1001",
        "--steps 99999999999", "--svg", "--svg ''", "--svg a.svg b.svg"}) {
    const tools::Outcome outcome = run_moons(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments;
    EXPECT_EQ(outcome.output,
              "moons: give --steps N with a number from 0 to 1000, --svg FILE, both or neither.\n")
        << arguments;
  }
}

TEST(MoonsDemo, WritesItsPictureWhereBazelRunWasTyped) {
  const fs::path folder = fs::path(testing::TempDir()) / "typed here";
  fs::remove_all(folder);
  fs::create_directories(folder);
  const tools::Outcome outcome = tools::run("BUILD_WORKING_DIRECTORY='" + folder.string() + "' '" +
                                            moons_path + "' --steps 0 --svg moons.svg");
  EXPECT_EQ(outcome.code, 0) << outcome.output;
  const std::string picture = tools::contents(folder / "moons.svg");
  EXPECT_EQ(count(picture, "step   0, loss  80.820572, training accuracy  72 %</text>"), 1)
      << "the title";
  EXPECT_EQ(count(picture, "</svg>\n"), 1) << "the end";
}

TEST(MoonsDemo, SaysWhichPictureItCannotWrite) {
  const tools::Outcome outcome = run_moons("--steps 0 --svg no/such/folder/moons.svg");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("moons: can't write no/such/folder/moons.svg"));
}

TEST(MoonsDemo, SendsNoEscapeSequencesIntoAPipe) {
  EXPECT_THAT(run_moons("--steps 0").output, Not(HasSubstr("\033")));
}

// What the demo prints when standard output is a terminal, or "" if there is no terminal to be had.
std::string on_terminal(const std::string& environment) {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) return "";
  const std::string name = ptsname(terminal);
  const int other_end = open(name.c_str(), O_RDWR | O_NOCTTY);  // So that it stays a terminal.
  tools::run("{ env " + environment + " '" + moons_path + "' --steps 0; echo the end; } >" + name +
             " 2>&1 & true");
  std::string output;
  std::array<char, 4096> buffer{};
  while (output.find("the end") == std::string::npos) {
    const ssize_t got = read(terminal, buffer.data(), buffer.size());
    if (got <= 0) break;
    output.append(buffer.data(), static_cast<std::size_t>(got));
  }
  close(other_end);
  close(terminal);
  return output;
}

TEST(MoonsDemo, UsesColourInATerminalThatHasIt) {
  const std::string output = on_terminal("-u NO_COLOR TERM=xterm-256color");
  if (output.empty()) GTEST_SKIP() << "there is no terminal to try it on";
  EXPECT_THAT(output, HasSubstr("\033[0m"));
  EXPECT_THAT(output, HasSubstr("blue: where the answer is more than 0"));
}

TEST(MoonsDemo, LeavesColourOutWhereItIsNotWanted) {
  for (const char* environment : {"NO_COLOR=1 TERM=xterm", "-u NO_COLOR TERM=dumb", "-u TERM"}) {
    const std::string output = on_terminal(environment);
    if (output.empty()) GTEST_SKIP() << "there is no terminal to try it on";
    EXPECT_THAT(output, HasSubstr("dots: where the answer is more than 0")) << environment;
    EXPECT_THAT(output, Not(HasSubstr("\033"))) << environment;
  }
}

// Two points, one of each kind, and a network that says x.
class Boundary : public testing::Test {
 protected:
  Boundary() {
    moons_.inputs = {{{-1, 1}, {2, -0.5}}};
    moons_.targets = {1, -1};
  }

  static double predict(double x, double) { return x; }

  Moons<double, 2> moons_{[] { return 0.0; }};
};

TEST_F(Boundary, StandsInTheTextBetweenDotsAndNone) {
  const std::vector<std::string> lines =
      tools::split(text(predict, moons_.inputs, moons_.targets, false), "\n");
  ASSERT_EQ(lines.size(), 22) << "20 lines, the one that explains them, and the end";
  const std::string left(24, ' ');  // x from -1.5 to 0, at 16 characters a unit.
  const std::string right(40, '.');
  EXPECT_EQ(lines[0], left + right);
  EXPECT_EQ(lines[4], std::string(8, ' ') + 'o' + std::string(15, ' ') + right) << "(-1, 1)";
  EXPECT_EQ(lines[16], left + std::string(32, '.') + 'x' + std::string(7, '.')) << "(2, -0.5)";
  EXPECT_EQ(lines[19], left + right);
}

TEST_F(Boundary, IsWhereTheBackgroundChangesColour) {
  const std::vector<std::string> lines =
      tools::split(text(predict, moons_.inputs, moons_.targets, true), "\n");
  EXPECT_EQ(count(lines[0], ";48;5;223m "), 24);
  EXPECT_EQ(count(lines[0], ";48;5;153m "), 40);
  EXPECT_EQ(count(lines[4], ";48;5;223mo"), 1);
  EXPECT_EQ(count(lines[16], ";48;5;153mx"), 1);
}

TEST_F(Boundary, IsALineInThePicture) {
  const auto say = [](double x, double) { return x - 1.0 / 32; };  // 0 at pixel 203.75.
  const std::string picture = svg(say, moons_.inputs, moons_.targets, "a title");
  EXPECT_EQ(count(picture, ">a title</text>"), 1);
  EXPECT_EQ(count(picture, "<circle cx=\"80\" cy=\"100\""), 1) << "(-1, 1)";
  EXPECT_EQ(count(picture, "<rect x=\"436\" y=\"276\""), 1) << "around (2, -0.5)";
  EXPECT_EQ(count(picture, "d=\"M203.75 40L203.75 47.5M"), 1) << "the line begins";
  EXPECT_EQ(count(picture, "d=\"M203.75 40L207.5 40L207.5 47.5L203.75 47.5M"), 1)
      << "the region begins";
  EXPECT_EQ(count(picture, "L"), 40 * (1 + 3)) << "a stroke and a cell, in each of 40 rows";
  EXPECT_EQ(count(picture, "M207.5 40H500V47.5H207.5"), 1) << "and the cells beside it, as one";
}

TEST(MoonsPicture, ShowsAHundredPointsAndIsWellFormed) {
  std::mt19937_64 random(1);
  const Moons<double, 100> moons([&] { return plain_uniform(random); });
  const std::string picture = svg([](double x, double y) { return y - x * x; }, moons.inputs,
                                  moons.targets, "step 1, training accuracy 50 %");
  EXPECT_EQ(count(picture, "<circle "), 50);
  EXPECT_EQ(count(picture, "<rect "), 2 + 50) << "the card, one region, and the squares";
  std::vector<std::string> open;  // Elements.
  for (const std::string& part : tools::split(picture.substr(1), "<")) {
    const std::string tag = part.substr(0, part.find('>'));
    ASSERT_EQ(count(part, ">"), 1) << "in <" << tag;
    ASSERT_EQ(count(tag, "\"") % 2, 0) << "a quote is left open in <" << tag;
    if (tag.front() == '/') {
      ASSERT_FALSE(open.empty()) << tag;
      ASSERT_EQ(tag, '/' + open.back()) << "closes another element";
      open.pop_back();
    } else if (tag.back() != '/') {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  EXPECT_TRUE(open.empty()) << "nothing closes <" << open.back() << ">";
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc != 2) return 2;
  moons_path = fs::absolute(argv[1]).string();
  return RUN_ALL_TESTS();
}
