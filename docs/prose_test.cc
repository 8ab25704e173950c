// Compares what the pages quote with what they quote it from. A fenced block's language says what it is:
//
//   cpp       code, after a line `<!-- from FILE -->`. It stands in that file, line for line.
//   console   what a program prints, after one of two lines.
//             `<!-- output of COMMAND -->`: the block is this output, line for line.
//             `<!-- shape of COMMAND -->`: the block was measured on some machine, so its figures do not
//             count. Nor do their units, how many of them stand side by side, and the order of the lines.
//             But every name, column and sentence is printed, and everything printed is quoted.
//             Or after `<!-- from FILE -->`: it was printed elsewhere, and stands in that file.
//   text      a drawing. Nothing in it may look printed.
//   sh        to type.
//   another   the whole of a file to write, after a line `<!-- file NAME -->`: .ci/run writes it, and uses it.
//
// A line `...` stands for any lines. Indentation does not count. Where ADOL-C is not installed, a shape
// does without its lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

std::string bare(const std::string& line) {
  return std::regex_replace(line, std::regex(R"(^\s+|\s+$)"), "");
}

Lines lines_of(const std::string& text) {
  Lines lines;
  for (const std::string& line : tools::split(text, "\n")) lines.push_back(bare(line));
  if (lines.back().empty()) lines.pop_back();  // After the last line's end.
  return lines;
}

// A fenced block, the line before it, and where it stands.
struct Fence {
  std::string where;
  std::string source;
  std::string language;
  Lines lines;
};

std::vector<Fence> fences_of(const fs::path& page) {
  const Lines lines = lines_of(tools::contents(page));
  std::vector<Fence> fences;
  bool inside = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].rfind("```", 0) == 0) {
      inside = !inside;
      if (inside) {
        fences.push_back({page.string() + ':' + std::to_string(i + 1),
                          i > 0 ? lines[i - 1] : "",
                          lines[i].substr(3),
                          {}});
      }
    } else if (inside) {
      fences.back().lines.push_back(lines[i]);
    }
  }
  EXPECT_FALSE(inside) << page << ": the last fence is not closed";
  return fences;
}

// The first line of `quoted` that has no place in `source`, or "" when all of them do: in order,
// and without a gap except where `quoted` has a line `...`.
std::string first_stranger(const Lines& quoted, const Lines& source) {
  std::size_t from = 0;
  for (auto part = quoted.begin(); part != quoted.end();) {
    const auto end = std::find(part, quoted.end(), "...");
    const auto found =
        std::search(source.begin() + static_cast<std::ptrdiff_t>(from), source.end(), part, end);
    if (found == source.end() && part != end) {
      for (auto line = part; line != end; ++line) {
        if (std::find(source.begin(), source.end(), *line) == source.end()) return *line;
      }
      return *part + "   (this line and those after it stand there, but not together)";
    }
    from = static_cast<std::size_t>(found - source.begin() + (end - part));
    part = end == quoted.end() ? end : end + 1;
  }
  return "";
}

// What a command prints, errors included. For programs that work on a checkout it is a fresh one.
Lines output_of(const std::string& command) {
  const fs::path checkout = fs::path(testing::TempDir()) / "checkout";
  fs::remove_all(checkout);
  for (const char* folder : {"lessons", "micrograd"}) {
    fs::create_directories(checkout / folder);
    fs::copy(folder, checkout / folder, fs::copy_options::recursive);
  }
  const auto [code, text] =
      tools::run("BUILD_WORKSPACE_DIRECTORY='" + checkout.string() + "' ./" + command);
  EXPECT_GE(code, 0) << command << " crashed:\n" << text;
  return lines_of(text);
}

// What is left of a line when its figures do not count.
std::string shape(std::string line) {
  const auto replace = [&](const char* what, const char* by) {
    line = std::regex_replace(line, std::regex(what), by);
  };
  replace("-{4,}", "-");  // A rule is as long as the longest name.
  replace(R"([0-9][0-9.,]*(e[+-]?[0-9]+)?[kMG]?)", "#");
  replace("# (ns|us|ms|s)\\b", "#");
  replace("\\s+", " ");
  replace("#( #)+", "#");
  return bare(line);
}

// The shapes of all lines but the empty ones.
std::set<std::string> shapes(const Lines& lines) {
  std::set<std::string> all;
  for (const std::string& line : lines) all.insert(shape(line));
  all.erase("");
  return all;
}

// The first shape of `lines` that `others` does not have, or "".
std::string strange_shape(const std::set<std::string>& lines, const std::set<std::string>& others) {
  for (const std::string& line : lines) {
    if (others.count(line) == 0) return line;
  }
  return "";
}

void expect_shape(const Fence& fence, const Lines& output) {
  std::set<std::string> quoted = shapes(fence.lines);
  const std::set<std::string> printed = shapes(output);
  const auto of_adolc = [](const std::string& line) {
    return line.find("adolc") != std::string::npos;
  };
  if (std::none_of(printed.begin(), printed.end(), of_adolc)) std::erase_if(quoted, of_adolc);
  ASSERT_FALSE(printed.empty()) << fence.where;
  const bool whole = quoted.erase("...") == 0;
  EXPECT_EQ(strange_shape(quoted, printed), "")
      << fence.where << ": no line of this shape was printed, where # is a figure";
  if (whole) {
    EXPECT_EQ(strange_shape(printed, quoted), "")
        << fence.where << ": a line of this shape was printed and is not quoted";
  }
}

// Whether a program could have printed the line. It has a name before figures side by side, figures
// with a point side by side, a time, or words of GoogleTest or of our programs.
bool looks_printed(const std::string& line) {
  static const std::regex printed(
      R"([A-Za-z].*\s-?[0-9][0-9.,]*\s+-?[0-9]|\s-?[0-9]+\.[0-9]+\s+-?[0-9]+\.[0-9])"
      R"(|[0-9] ?(ns|us|ms)\b|[0-9]/s\b|loss[ =]*[0-9])"
      R"(|Which is:|Expected|Actual:|Failure|fails:|tests pass)");
  return std::regex_search(line, printed);
}

// Whether a console block, with `...` for any lines, is all that a command prints.
void expect_whole_output(const Fence& fence, const Lines& output) {
  EXPECT_EQ(first_stranger(fence.lines, output), "")
      << fence.where << ": this line was not printed";
  ASSERT_FALSE(fence.lines.empty() || output.empty()) << fence.where;
  if (fence.lines.front() != "...") {
    EXPECT_EQ(fence.lines.front(), output.front())
        << fence.where << ": the output begins otherwise";
  }
  if (fence.lines.back() != "...") {
    EXPECT_EQ(fence.lines.back(), output.back()) << fence.where << ": the output ends otherwise";
  }
}

class Page : public testing::TestWithParam<std::string> {};

TEST_P(Page, QuotesItsCodeAndOutputAsTheyAre) {
  std::smatch match;
  for (const Fence& fence : fences_of(GetParam())) {
    if (fence.language == "cpp" ||
        (fence.language == "console" && fence.source.starts_with("<!-- from"))) {
      ASSERT_TRUE(std::regex_match(fence.source, match, std::regex("<!-- from (\\S+) -->")))
          << fence.where
          << ": it needs a line `<!-- from FILE -->` before it, not: " << fence.source;
      ASSERT_TRUE(fs::exists(match.str(1))) << fence.where << ": there is no file " << match.str(1);
      EXPECT_EQ(first_stranger(fence.lines, lines_of(tools::contents(match.str(1)))), "")
          << fence.where << ": this line does not stand in " << match.str(1);
    } else if (fence.language == "console") {
      ASSERT_TRUE(
          std::regex_match(fence.source, match, std::regex("<!-- (output|shape) of (.+) -->")))
          << fence.where << ": output needs a line `<!-- output of COMMAND -->` before it, or "
          << "`<!-- shape of COMMAND -->`, not: " << fence.source;
      const Lines output = output_of(match.str(2));
      match.str(1) == "output" ? expect_whole_output(fence, output) : expect_shape(fence, output);
    } else if (fence.language == "text") {
      for (const std::string& line : fence.lines) {
        EXPECT_FALSE(looks_printed(line))
            << fence.where << ": `text` is for drawings, but this looks printed; quote it as "
            << "`console`: " << line;
      }
    } else {
      EXPECT_TRUE(fence.language == "sh" ||
                  std::regex_match(fence.source, std::regex("<!-- file \\S+ -->")))
          << fence.where
          << ": a file to write needs a line `<!-- file NAME -->` before it, not: " << fence.source;
    }
  }
}

// A formula or a number at the start of a line would become a list: `* 2 = 4`, `40. And`. Our lists have
// dashes, or begin after an empty line.
TEST_P(Page, BeginsNoLineLikeAListByChance) {
  bool code = false;
  std::string before;
  bool list = false;  // Whether this paragraph began as a list.
  for (const std::string& line : lines_of(tools::contents(GetParam()))) {
    if (line.starts_with("```")) code = !code;
    const bool numbered = std::regex_search(line, std::regex("^\\d+[.)] "));
    if (before.empty()) list = numbered;
    if (!code) {
      EXPECT_FALSE(line.starts_with("* ") || line.starts_with("+ ") || (numbered && !list))
          << GetParam() << ": " << line;
    }
    before = line;
  }
}

// GitHub's anchor for a heading: lower case, '-' for each space, no punctuation.
std::string anchor(const std::string& heading) {
  std::string result;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_') {
      result += static_cast<char>(std::tolower(byte));
    }
    if (c == ' ') result += '-';
  }
  return result;
}

TEST_P(Page, LinksToFilesAndHeadingsThatAreThere) {
  const std::string text =
      std::regex_replace(tools::contents(GetParam()), std::regex("`[^`]*`"), "code");
  const std::regex link(R"(\]\(([^)#:]*)#?([^)#:]*)\))");
  for (std::sregex_iterator match(text.begin(), text.end(), link), end; match != end; ++match) {
    const std::string path = (*match)[1];
    const fs::path target = path.empty()
                                ? fs::path(GetParam())
                                : (fs::path(GetParam()).parent_path() / path).lexically_normal();
    EXPECT_TRUE(fs::exists(target)) << GetParam() << " links to " << target;
    if ((*match)[2].length() == 0) continue;
    Lines anchors;
    for (const std::string& line : lines_of(tools::contents(target))) {
      if (line.starts_with("#")) anchors.push_back(anchor(line.substr(line.find(' ') + 1)));
    }
    EXPECT_THAT(anchors, testing::Contains((*match)[2].str())) << "headings of " << target;
  }
}

class Chapter : public Page {};

TEST_P(Chapter, HasItsPartsInTheirOrder) {
  Lines headings;
  for (const std::string& line : lines_of(tools::contents(GetParam()))) {
    if (line.rfind("## ", 0) == 0) headings.push_back(line.substr(3));
  }
  EXPECT_EQ(headings, (Lines{"You will be able to", "By hand", "Predict", "Build", "Why",
                             "Break it", "Checkpoint", "Hints", "Challenges"}));
}

// Every page of Markdown.
Lines pages() {
  Lines all;
  for (const auto& entry : fs::recursive_directory_iterator(".")) {
    if (entry.path().extension() == ".md") {
      all.push_back(entry.path().lexically_relative(".").string());
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

// lessons/NN_TOPIC/README.md, of every lesson.
Lines chapters() {
  Lines all = pages();
  std::erase_if(all, [](const std::string& page) {
    return !std::regex_match(page, std::regex("lessons/\\d\\d_.*/README.md"));
  });
  return all;
}

std::string name_of(const testing::TestParamInfo<std::string>& page) {
  return std::regex_replace(page.param, std::regex("\\W"), "_");
}

INSTANTIATE_TEST_SUITE_P(Prose, Page, testing::ValuesIn(pages()), name_of);
INSTANTIATE_TEST_SUITE_P(Prose, Chapter, testing::ValuesIn(chapters()), name_of);

TEST(Index, HasEachChapterWithItsMinutes) {
  const std::string index = tools::contents("lessons/README.md");
  for (const std::string& chapter : chapters()) {
    std::smatch minutes;
    const std::string text = tools::contents(chapter);
    ASSERT_TRUE(std::regex_search(text, minutes, std::regex("\n\\*(\\d+) minutes")))
        << chapter << ": the line below the title says how many minutes it takes";
    const std::string cells =
        "](" + chapter.substr(std::string("lessons/").size()) + ") | " + minutes.str(1) + " |";
    EXPECT_THAT(index, testing::HasSubstr(cells));
  }
}

TEST(Prose, HasItsPages) {
  EXPECT_EQ(chapters().size(), 15);
  EXPECT_GE(pages().size(), 15);
}

// pytorch.txt was made elsewhere. It is of today's network: each row begins with a parameter and our gradient.
TEST(PyTorch, WasAskedAboutOurParametersAndGradients) {
  const Lines theirs = lines_of(tools::contents("lessons/08_training/pytorch.txt"));
  const Lines ours = output_of("lessons/08_training/solution_gradients");
  ASSERT_EQ(ours.size(), 4 + 41) << "samples and parameters";
  ASSERT_EQ(theirs.size(), 2 + 41 + 1);
  for (std::size_t i = 0; i < 41; ++i) {
    double parameter = 0, gradient = 0, its_parameter = 0, its_ours = 0, its_theirs = 0;
    ASSERT_EQ(std::sscanf(ours[4 + i].c_str(), "%lf %lf", &parameter, &gradient), 2);
    ASSERT_EQ(
        std::sscanf(theirs[2 + i].c_str(), "%lf %lf %lf", &its_parameter, &its_ours, &its_theirs),
        3);
    EXPECT_NEAR(parameter, its_parameter, 1e-6) << "parameter " << i;
    EXPECT_NEAR(gradient, its_ours, 1e-13) << "parameter " << i;
    EXPECT_NEAR(gradient, its_theirs, 1e-13) << "parameter " << i << ", and PyTorch";
  }
}

TEST(Hello, SaysBesideEachLineWhatItPrints) {
  const std::string program = tools::contents("micrograd/examples/hello.cc");
  const Lines output = output_of("micrograd/examples/hello");
  EXPECT_EQ(output.size(), 3);
  for (const std::string& line : output) {
    EXPECT_THAT(program, testing::ContainsRegex("std::cout << .*;  // " + line));
  }
}

TEST(Shape, IsALineWithoutItsFigures) {
  EXPECT_EQ(shape("Reset/adolc   739 ns   731 ns    633 us"), "Reset/adolc #");
  EXPECT_EQ(shape("micrograd   1698    5.60   48   2.64 (2.59 to 2.71)"), "micrograd # (# to #)");
  EXPECT_EQ(shape("Backward/1000   3304 ns   210988 items_per_second=302.709M/s"),
            "Backward/# items_per_second=#/s");
  EXPECT_EQ(shape("----------"), shape("-----"));
  EXPECT_NE(shape("times handwritten"), shape("times heap_graph"));
}

TEST(Shape, HasEveryLineInAnyOrder) {
  const auto one = shapes({"slow 20", "", "quick 1.5"});
  EXPECT_EQ(strange_shape(one, shapes({"quick 2", "slow 19"})), "");
  EXPECT_EQ(strange_shape(one, shapes({"quick 2", "slower 19"})), "slow #");
  EXPECT_EQ(strange_shape(shapes({"quick 2", "slow 19", "new 1"}), one), "new #");
}

TEST(Drawing, DoesNotLookPrinted) {
  for (const char* printed :
       {"> x[0]                 3                 1                  2             0.5",
        "Backward/1000          3304 ns         3303 ns       210988", "handwritten  645  2.13",
        "    Which is: 0", " 0 loss=5.616215", "   0   5.616215   2.766247"}) {
    EXPECT_TRUE(looks_printed(printed)) << printed;
  }
  for (const char* drawn :
       {"   | 41 parameters | 303 nodes of this round's forward pass and loss |  free  ...",
        "          -2    0    2", " 0 [ 2 ]       [ 2 ]        [ 7 ]     who is right?",
        "  L = y + s     L, s, y, x     dL/dx = 1.5   right",
        "   3 inputs ─▶ Layer<3, 4> ─▶ Layer<4, 4> ─▶ Layer<4, 1> ─▶ 1 output"}) {
    EXPECT_FALSE(looks_printed(drawn)) << drawn;
  }
}

TEST(Quotation, MayLeaveOutLinesOnlyWhereItSaysSo) {
  const Lines source{"a", "b", "c", "d"};
  EXPECT_EQ(first_stranger({"b", "c"}, source), "");
  EXPECT_EQ(first_stranger({"a", "...", "d"}, source), "");
  EXPECT_EQ(first_stranger({"a", "x"}, source), "x");
  EXPECT_NE(first_stranger({"a", "c"}, source), "") << "b is left out";
  EXPECT_NE(first_stranger({"c", "...", "a"}, source), "") << "not in this order";
}

}  // namespace
