// Holds the site against what it is made from. That each public name has a comment, Doxygen itself has
// seen to: its warnings are errors.
#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "lessons/road.h"
#include "lessons/text.h"

namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// The text of each file of the site, by its name: "index.html", "search/all_0.js".
const std::map<std::string, std::string>& site() {
  static const std::map<std::string, std::string> files = [] {
    std::map<std::string, std::string> found;
    const fs::path top = "docs/site";
    for (const auto& entry : fs::recursive_directory_iterator(top)) {
      if (entry.is_directory()) continue;
      found[entry.path().lexically_relative(top).string()] = road::contents(entry.path());
    }
    return found;
  }();
  return files;
}

std::string text_of(const std::string& file) {
  return site().count(file) != 0 ? site().at(file) : "";
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// What stands between `start` and `end`, each time.
std::vector<std::string> between(const std::string& text, const std::string& start,
                                 const std::string& end) {
  std::vector<std::string> found;
  for (std::size_t from = text.find(start); from != std::string::npos;) {
    from += start.size();
    const std::size_t to = text.find(end, from);
    if (to == std::string::npos) break;
    found.push_back(text.substr(from, to - from));
    from = text.find(start, to + end.size());
  }
  return found;
}

// The values of an attribute in a page of HTML.
std::vector<std::string> values(const std::string& html, const std::string& attribute) {
  return between(html, ' ' + attribute + "=\"", "\"");
}

// The pages and headers that the site is made from.
std::vector<fs::path> originals(const std::string& extension) {
  std::vector<fs::path> found;
  for (const char* top : {"docs", "lessons", "micrograd", "benchmarks"}) {
    if (!fs::exists(top)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(top)) {
      if (entry.path().extension() == extension) found.push_back(entry.path());
    }
  }
  for (const auto& entry : fs::directory_iterator(".")) {
    if (entry.path().extension() == extension) found.push_back(entry.path().filename());
  }
  return found;
}

// "lessons_03_tanh.html" for lessons/03_tanh/README.md.
std::string page_made_from(const fs::path& page) {
  if (page == "README.md") return "index.html";
  const fs::path name =
      page.filename() == "README.md" ? page.parent_path() : fs::path(page).replace_extension();
  return std::regex_replace(name.string(), std::regex("/"), "_") + ".html";
}

// The page about a header of the library: "add__mul_8h.html" for add_mul.h.
std::string page_about(const fs::path& header) {
  return std::regex_replace(header.stem().string(), std::regex("_"), "__") + "_8h.html";
}

bool outside(const std::string& link) {
  return link.rfind("//", 0) == 0 || link.rfind("http:", 0) == 0 || link.rfind("https:", 0) == 0;
}

TEST(Site, LinksOnlyToWhatIsThere) {
  std::map<std::string, std::set<std::string>> anchors;
  for (const auto& [file, text] : site()) {
    for (const char* attribute : {"id", "name"}) {
      for (const std::string& anchor : values(text, attribute)) anchors[file].insert(anchor);
    }
  }
  int links = 0;
  const auto expect_target = [&](const std::string& from, const std::string& link) {
    const std::size_t hash = std::min(link.find('#'), link.size());
    const std::string target =
        hash == 0
            ? from
            : (fs::path(from).parent_path() / link.substr(0, hash)).lexically_normal().string();
    EXPECT_EQ(site().count(target), 1) << from << " links to " << link;
    // Doxygen's own indices of names: its versions differ in how they are marked.
    const bool index = link.compare(std::min(hash + 1, link.size()), 6, "index_") == 0;
    if (hash + 1 < link.size() && !index) {
      EXPECT_EQ(anchors[target].count(link.substr(hash + 1)), 1) << from << " links to " << link;
    }
    ++links;
  };
  for (const auto& [file, text] : site()) {
    if (ends_with(file, ".html")) {
      for (const char* attribute : {"href", "src", "data"}) {
        for (const std::string& link : values(text, attribute)) {
          if (!outside(link) && link.rfind("javascript:", 0) != 0) expect_target(file, link);
        }
      }
    } else if (ends_with(file, ".js")) {
      // The tree of pages and the search have theirs in lists of quoted words.
      for (const char* quote : {"\"", "'"}) {
        for (const std::string& word : road::split(text, quote)) {
          const std::string page = word.substr(0, word.find('#'));
          if (page.find_first_of("'\" \n") != std::string::npos) continue;
          if (page != ".html" && ends_with(page, ".html")) expect_target(file, word);
        }
      }
    }
  }
  EXPECT_GT(links, 1000) << "is the site empty, or are links now written in another way?";
}

TEST(Site, LoadsNothingFromTheNetwork) {
  for (const auto& [file, text] : site()) {
    if (ends_with(file, ".html")) {
      for (const char* element : {"script", "link", "img", "iframe", "object", "source"}) {
        for (const std::string& tag : between(text, "<" + std::string(element) + " ", ">")) {
          for (const char* attribute : {"href", "src", "data"}) {
            for (const std::string& link : values(" " + tag, attribute)) {
              EXPECT_FALSE(outside(link)) << file << " loads " << link;
            }
          }
        }
      }
    } else if (ends_with(file, ".css")) {
      EXPECT_THAT(text, Not(HasSubstr("@import"))) << file;
      for (std::string link : between(text, "url(", ")")) {
        if (link.find_first_of("'\"") == 0) link.erase(0, 1);
        EXPECT_FALSE(outside(link)) << file << " loads " << link;
      }
    }
  }
}

TEST(Site, ShowsEachPictureThatAPageAsksFor) {
  std::set<std::string> shown;
  for (const auto& [file, text] : site()) {
    for (const std::string& picture : values(text, "src")) shown.insert(file + ": " + picture);
  }
  int pictures = 0;
  for (const fs::path& page : originals(".md")) {
    for (const std::string& picture : between(road::contents(page), "\n<!-- picture: ", " ")) {
      EXPECT_EQ(shown.count(page_made_from(page) + ": " + picture), 1)
          << page << " asks for " << picture;
      ++pictures;
    }
  }
  EXPECT_GE(pictures, 9);
}

TEST(Book, LeadsFromTheMainPageThroughAllLessonsAndBack) {
  std::vector<std::string> forth;
  std::vector<std::string> back;
  const auto follow = [](const std::string& from, const std::string& role) {
    const auto links = between(text_of(from), "<a class=\"" + role + "\" href=\"", "\"");
    return links.empty() ? "" : links[0];
  };
  for (std::string page = "index.html"; !page.empty() && forth.size() < 99;) {
    forth.push_back(page);
    page = follow(page, "next");
  }
  for (std::string page = forth.back(); !page.empty() && back.size() < 99;) {
    back.insert(back.begin(), page);
    page = follow(page, "previous");
  }
  EXPECT_EQ(forth, back);
  EXPECT_EQ(forth.size(), originals(".md").size()) << "each page is visited once";
  std::vector<std::string> lessons;
  for (const road::Lesson& lesson : road::lessons(".")) {
    lessons.push_back(page_made_from(lesson.package + "/README.md"));
  }
  ASSERT_EQ(lessons.size(), 8);
  ASSERT_GT(forth.size(), 8);
  EXPECT_EQ(std::vector<std::string>(forth.begin() + 1, forth.begin() + 9), lessons);
}

// What is left of a text without everything that stands between `start` and `end`.
std::string without(const std::string& text, const std::string& start, const std::string& end) {
  std::string rest;
  for (const std::string& part : road::split(end + text, start)) {
    const std::size_t after = part.find(end);
    if (after != std::string::npos) rest += part.substr(after + end.size());
  }
  return rest;
}

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
  std::string text;
  for (const std::string& part : parts) text += (&part == &parts[0] ? "" : separator) + part;
  return text;
}

// A text without its spaces and line ends.
std::string bare(const std::string& text) {
  return joined(road::split(joined(road::split(text, "\n"), ""), " "), "");
}

// What a reader sees of a page of HTML, without spaces.
std::string visible(const std::string& html) {
  std::string text = without(html, "<", ">");
  for (const auto& [code, character] : std::map<std::string, std::string>{
           {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&#160;", " "}}) {
    text = joined(road::split(text, code), character);
  }
  return joined(road::split(bare(text), "&amp;"), "&");
}

// The code of a page of Markdown, piece by piece: its fenced blocks, without the word for the language,
// and then what stands between backticks.
std::vector<std::string> code_of(const std::string& markdown, bool inline_too) {
  std::vector<std::string> code;
  std::string prose;
  const std::vector<std::string> parts = road::split("\n" + markdown, "\n```");
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i % 2 == 0) {
      prose += parts[i];
    } else {
      code.push_back(parts[i].substr(std::min(parts[i].find('\n'), parts[i].size())));
    }
  }
  if (!inline_too) return code;
  for (const std::string& words : between(prose, "`", "`")) code.push_back(words);
  return code;
}

// However the site marks up code, it shows the code's words: these are taken out first.
TEST(Book, LeavesNoMarkdownAsItWasWritten) {
  for (const fs::path& page : originals(".md")) {
    const std::string markdown = road::contents(page);
    std::string text = visible(without(text_of(page_made_from(page)), "<script", "</script>"));
    std::vector<std::string> lines = road::split(joined(code_of(markdown, true), "\n"), "\n");
    std::ranges::transform(lines, lines.begin(), bare);
    std::erase(lines, "");
    // The longest first: `x` may stand in another.
    std::ranges::stable_sort(lines, std::ranges::greater(), &std::string::size);
    for (const std::string& line : lines) text = joined(road::split(text, line), " ");
    for (const char* markup : {"**", "`", "](", "<!--from", "\\"}) {
      const std::size_t at = text.find(markup);
      EXPECT_EQ(at, std::string::npos)
          << page << " shows " << markup << ": " << text.substr(std::min(at, text.size()), 60);
    }
  }
}

TEST(Book, ShowsEveryLineOfCode) {
  for (const fs::path& page : originals(".md")) {
    const std::string shown = visible(text_of(page_made_from(page)));
    for (const std::string& fence : code_of(road::contents(page), false)) {
      for (const std::string& line : road::split(fence, "\n")) {
        EXPECT_NE(shown.find(bare(line)), std::string::npos)
            << page << " does not show the line " << line;
      }
    }
  }
}

TEST(Book, LinksEachChapterWithItsHeaderBothWays) {
  for (const road::Lesson& lesson : road::lessons(".")) {
    const std::string chapter = page_made_from(lesson.package + "/README.md");
    const std::string header = page_about(lesson.solution);
    EXPECT_THAT(values(text_of(chapter), "href"), Contains(header)) << "in " << chapter;
    EXPECT_THAT(values(text_of(header), "href"), Contains(chapter)) << "in " << header;
  }
}

// The name that a declaration declares: "Tape" for `explicit Tape(std::size_t capacity)`.
std::string declared(std::string line) {
  std::smatch match;
  if (std::regex_search(line, match, std::regex("^\\s*(?:enum class|class|struct|using) (\\w+)"))) {
    return match[1];
  }
  if (std::regex_search(line, match, std::regex("(operator(?:\\(\\)|[^(]+))\\("))) return match[1];
  line = line.substr(0, line.find_first_of("(={;/"));
  std::regex_search(line, match, std::regex("(\\w+),?\\s*$"));
  return match.empty() ? "" : match.str(1);
}

// Every name with a `///` comment before it or a `///<` after it.
std::set<std::string> documented(const fs::path& header) {
  std::set<std::string> names;
  bool after_comment = false;
  for (const std::string& line : road::split(road::contents(header), "\n")) {
    if (std::regex_search(line, std::regex("^\\s*///"))) {
      after_comment = line.find("\\file") == std::string::npos;
    } else if (line.find("///<") != std::string::npos) {
      names.insert(declared(line));
    } else if (after_comment && !std::regex_search(line, std::regex("^\\s*template "))) {
      if (line.rfind("namespace", 0) != 0 && line.rfind('#', 0) != 0) names.insert(declared(line));
      after_comment = false;
    }
  }
  return names;
}

TEST(Library, HasEveryPublicNameInItsPages) {
  std::set<std::string> shown;
  for (const auto& [file, text] : site()) {
    const bool type = file.rfind("class", 0) == 0 || file.rfind("struct", 0) == 0;
    if (!type && !ends_with(file, "_8h.html")) continue;
    for (const std::string& declaration : between(text, "ItemRight\"", "</td>")) {
      for (const std::string& name : between(declaration, ">", "<")) {
        shown.insert(joined(road::split(name, "&lt;"), "<"));
      }
    }
  }
  std::set<std::string> names;
  for (const fs::path& header : originals(".h")) {
    for (const std::string& name : documented(header)) {
      names.insert(name);
      EXPECT_EQ(shown.count(name), 1) << name << ", of " << header << ", is in no page";
    }
    EXPECT_EQ(site().count(page_about(header)), 1) << header << " has no page";
  }
  for (const char* name : {"Tape", "backward", "operator+", "operator()", "kParameters", "partials",
                           "Scalar", "nudge"}) {
    EXPECT_EQ(names.count(name), 1) << name << " should have been found in a header";
  }
}

// Of those that the site is made from, and of no others: a folder forgotten in BUILD.bazel shows here.
TEST(Library, HasEachHeaderInItsList) {
  std::set<std::string> headers;
  for (const fs::path& header : originals(".h")) headers.insert(header.string());
  std::set<std::string> listed;
  for (const std::string& link : between(road::contents("docs/api.md"), "](../", ")")) {
    if (ends_with(link, ".h")) listed.insert(link);
  }
  EXPECT_EQ(listed, headers) << "headers in docs/api.md, and those that the site is made from";
}

TEST(Search, FindsNamesAndChapters) {
  std::vector<std::string> found;
  for (const auto& [file, text] : site()) {
    if (file.rfind("search/all_", 0) != 0) continue;
    for (const std::string& name : between(text, ",['", "',")) found.push_back(name);
  }
  EXPECT_THAT(found, Contains("backward"));
  EXPECT_THAT(found, Contains("Lesson 4: all gradients in one walk"));
}

}  // namespace
