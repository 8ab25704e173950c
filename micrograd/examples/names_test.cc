// Runs names as its users do: `names_test NAMES`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "tools/run.h"
#include "tools/text.h"

namespace {

using testing::HasSubstr;

std::string names;  // NOLINT: set once, by main()

// A file with this text.
std::string file(const std::string& text) {
  const auto path = std::filesystem::path(testing::TempDir()) / "words.txt";
  std::ofstream(path) << text;
  return path.string();
}

auto run(const std::string& arguments) {
  return tools::run("./" + names + " " + arguments + " 2>&1");
}

// The words that were invented, in order.
std::vector<std::string> invented(const std::string& output) {
  const std::regex line(R"(\n *\d+  (\S*))");
  std::vector<std::string> words;
  for (std::sregex_iterator match(output.begin(), output.end(), line), end; match != end; ++match) {
    words.push_back((*match)[1]);
  }
  return words;
}

TEST(Names, AreTheSameFromTheSameSeed) {
  const auto [code, output] = run("--steps 100 --samples 5");
  EXPECT_EQ(code, 0) << output;
  EXPECT_THAT(output, HasSubstr("8403 words of 26 characters\nstep  100, loss 2.699, "));
  EXPECT_EQ(invented(output), (std::vector<std::string>{"rlani", "cara", "mesnt", "boude", "blae"}))
      << "with every compiler and option";
  EXPECT_NE(invented(run("--steps 100 --samples 5 --seed 2").output), invented(output));
}

TEST(Names, AreTheSameOnPrograms) {
  std::string many;  // 30 different characters: a larger vocabulary.
  for (char c = '0'; c < '0' + 30; ++c) many += std::string{c, c, '0'} + '\n';
  for (const std::string& options :
       {std::string("--steps 300 --samples 10"), "--steps 30 --samples 3 --names " + file(many)}) {
    const auto all_but_the_speed = [](const std::string& output) {
      return std::regex_replace(output, std::regex(", [0-9]+ steps a second"), "");
    };
    const auto [code, output] = run("--compiled " + options);
    EXPECT_EQ(code, 0) << output;
    EXPECT_THAT(output, HasSubstr(", loss "));
    EXPECT_EQ(all_but_the_speed(output), all_but_the_speed(run(options).output));
  }
}

TEST(Names, AreLearntFromAnyListOfWords) {
  const auto [code, output] =
      run("--steps 150 --samples 3 --names " + file("ping\r\n\npong\nping-pong-ping-pong\n"));
  EXPECT_EQ(code, 0) << output;
  EXPECT_THAT(output, HasSubstr("3 words of 6 characters\n"));
  EXPECT_THAT(output, HasSubstr("of words longer than 16 characters, the rest is cut off, as of "
                                "\"ping-pong-ping-pong\"\n"));
  EXPECT_THAT(output, HasSubstr("(in the list)"));
  std::string many;  // 40 different characters: a larger vocabulary.
  for (char c = '0'; c < '0' + 40; ++c) many += std::string(3, c) + '\n';
  const auto [its_code, its_output] = run("--steps 2 --samples 2 --names " + file(many));
  EXPECT_EQ(its_code, 0) << its_output;
  EXPECT_THAT(its_output, HasSubstr("40 words of 40 characters"));
}

TEST(Names, SaysWhatIsWrongWithAList) {
  std::string many;
  for (char c = '!'; c < '!' + 65; ++c) many += std::string(1, c) + '\n';
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"", "there are no words in it"},
      {"\n\n", "there are no words in it"},
      {"emma\nzo\xc3\xab\n", "line 2, \"zo\xc3\xab\": a word has only letters"},
      {"emma\nmary ann\n", "line 2, \"mary ann\": a word has only letters"},
      {many, "line 65, \"a\": there are more than 64 different characters"}};
  for (const auto& [text, message] : wrong) {
    const auto [code, output] = run("--names " + file(text));
    EXPECT_EQ(code, 2) << output;
    EXPECT_THAT(output, HasSubstr(message));
  }
  const auto [code, output] = run("--names no/such/file");
  EXPECT_EQ(code, 2) << output;
  EXPECT_THAT(output, HasSubstr("no/such/file: it can't be opened"));
}

TEST(Names, SaysWhatIsWrongWithAnOption) {
  for (const char* wrong : {"--steps 0 --svg x.svg", "--steps x", "--steps -1", "--steps",
                            "--seed -1", "--temperature 0", "--temperature nan", "--samples 10001",
                            "--names", "--svg", "--what 1", "--compiled yes"}) {
    const auto [code, output] = run(wrong);
    EXPECT_EQ(code, 2) << wrong << ": " << output;
    EXPECT_THAT(output, HasSubstr("names: ")) << wrong;
    EXPECT_THAT(output, HasSubstr("The options are --steps N")) << wrong;
  }
}

TEST(Names, DrawsTheLoss) {
  const std::string svg = testing::TempDir() + "/loss.svg";
  EXPECT_EQ(run("--steps 120 --samples 0 --svg " + svg).code, 0);
  EXPECT_THAT(tools::contents(svg), HasSubstr("<svg"));
  EXPECT_EQ(tools::split(tools::contents(svg), "<circle").size() - 1, 120) << "a dot for each step";
  const auto [code, output] = run("--steps 1 --samples 0 --svg /no/such/folder/loss.svg");
  EXPECT_EQ(code, 1) << output;
  EXPECT_THAT(output, HasSubstr("can't write /no/such/folder/loss.svg"));
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 2) return 2;
  names = argv[1];
  return RUN_ALL_TESTS();
}
