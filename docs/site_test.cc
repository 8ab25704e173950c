// Checks the site, whichever version of Doxygen made it. That each public name has a comment, and
// that each link from page to page leads somewhere, Doxygen itself has seen to: its warnings are
// errors.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;

// The text of each file of the site, by its name: "index.html", "search/all_0.js".
const std::map<std::string, std::string>& site() {
  static const std::map<std::string, std::string> files = [] {
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator("docs/site")) {
      if (entry.is_directory()) continue;
      found[entry.path().lexically_relative("docs/site").string()] = tools::contents(entry.path());
    }
    return found;
  }();
  return files;
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

bool outside(const std::string& link) {
  return std::regex_search(link, std::regex("^(//|https?:|javascript:)"));
}

TEST(Site, LinksOnlyToWhatIsThere) {
  std::map<std::string, std::set<std::string>> anchors;
  for (const auto& [file, text] : site()) {
    for (const char* attribute : {"id", "name"}) {
      for (const std::string& anchor : values(text, attribute)) anchors[file].insert(anchor);
    }
  }
  int links = 0;
  for (const auto& [file, text] : site()) {
    if (!file.ends_with(".html")) continue;
    for (const char* attribute : {"href", "src", "data"}) {
      for (const std::string& link : values(text, attribute)) {
        if (outside(link)) continue;
        ++links;
        const std::size_t hash = std::min(link.find('#'), link.size());
        const fs::path folder = fs::path(file).parent_path();
        const std::string target =
            hash == 0 ? file : (folder / link.substr(0, hash)).lexically_normal().string();
        EXPECT_EQ(site().count(target), 1) << file << " links to " << link;
        // Doxygen's own indices of names: its versions differ in how they are marked.
        if (hash + 1 < link.size() && link.compare(hash + 1, 6, "index_") != 0) {
          EXPECT_EQ(anchors[target].count(link.substr(hash + 1)), 1)
              << file << " links to " << link;
        }
      }
    }
  }
  EXPECT_GT(links, 1000) << "is the site empty, or are links now written in another way?";
}

TEST(Site, LoadsNothingFromTheNetwork) {
  for (const auto& [file, text] : site()) {
    for (const char* element : {"script", "link", "img", "iframe", "object", "source"}) {
      if (!file.ends_with(".html")) break;
      for (const std::string& tag : between(text, "<" + std::string(element) + " ", ">")) {
        for (const char* attribute : {"href", "src", "data"}) {
          for (const std::string& link : values(" " + tag, attribute)) {
            EXPECT_TRUE(!outside(link) || link.starts_with("javascript:"))
                << file << " loads " << link;
          }
        }
      }
    }
    if (!file.ends_with(".css")) continue;
    EXPECT_EQ(text.find("@import"), std::string::npos) << file;
    for (const std::string& link : between(text, "url(", ")")) {
      EXPECT_FALSE(outside(link.substr(link.find_first_not_of("'\""))))
          << file << " loads " << link;
    }
  }
}

// The pages that are made from Markdown: those with a section that no comment of a header has.
TEST(Site, LeavesNoMarkdownAsItWasWritten) {
  int pages = 0;
  for (const auto& [file, html] : site()) {
    if (file != "index.html" && !file.starts_with("md_")) continue;
    if (!file.ends_with(".html")) continue;
    ++pages;
    std::string text = html;
    for (const char* code : {"<div class=\"fragment\">[^]*?<!-- fragment -->", "<code>[^]*?</code>",
                             "<script[^]*?</script>", "<!--[^]*?-->", "<[^>]*>"}) {
      text = std::regex_replace(text, std::regex(code), " ");
    }
    for (const char* markup : {"**", "`", "](", "&lt;!--", "&lt;details", "\\", "@htmlonly"}) {
      const std::size_t at = text.find(markup);
      EXPECT_EQ(at, std::string::npos)
          << file << " shows " << markup << ": " << text.substr(std::min(at, text.size()), 60);
    }
  }
  EXPECT_GE(pages, 15);
}

TEST(Site, FoldsEachListOfHints) {
  int folded = 0;
  for (const auto& [file, html] : site()) {
    for (const std::string& fold : between(html, "<details><summary>", "</details>")) {
      ++folded;
      EXPECT_NE(fold.find("</summary>"), std::string::npos) << file;
    }
  }
  EXPECT_GE(folded, 8 * 3) << "three in each lesson";
}

// What finish.pl makes of a page with these live parts, in a folder that has these files.
std::string finished(const std::string& parts, std::initializer_list<const char*> files) {
  const fs::path folder = fs::path(testing::TempDir()) / "finished";
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const char* file : files) std::ofstream(folder / file) << "";
  std::ofstream(folder / "page.md") << parts;
  const tools::Outcome page = tools::run("perl docs/page.pl " + (folder / "page.md").string());
  EXPECT_EQ(page.code, 0) << page.output;
  std::ofstream(folder / "page.html")
      << "<html><head></head><body>" << page.output << "</body></html>";
  const tools::Outcome finish = tools::run("perl docs/finish.pl " + folder.string());
  EXPECT_EQ(finish.code, 0) << finish.output;
  return tools::contents(folder / "page.html");
}

constexpr const char* kPlayer =
    "<div class=\"live\" data-live=\"player\" data-arg=\"neuron\"></div>";

TEST(LivePart, BringsEachFileThatItNeedsOnce) {
  const std::string page =
      finished("<!-- live: player neuron -->\n\n<!-- live: player diamond -->\n",
               {"live.js", "player.css", "drawing.js", "steps.js", "player.js", "run_neuron.js",
                "run_diamond.js", "moons.js"});
  EXPECT_NE(page.find(kPlayer), std::string::npos) << page;
  EXPECT_EQ(between(page, "<link rel=\"stylesheet\" href=\"", "\""),
            std::vector<std::string>{"player.css"});
  std::vector<std::string> scripts = between(page, "<script defer=\"defer\" src=\"", "\"");
  EXPECT_EQ(scripts, (std::vector<std::string>{"live.js", "drawing.js", "steps.js", "player.js",
                                               "run_neuron.js", "run_diamond.js", "site.js"}));
}

TEST(LivePart, IsLeftOutWhereAFileIsMissing) {
  const std::string page =
      finished("<!-- live: player neuron -->\n",
               {"live.js", "player.css", "drawing.js", "steps.js", "player.js"});
  EXPECT_EQ(page.find("class=\"live\""), std::string::npos) << page;
  EXPECT_EQ(page.find("live.js"), std::string::npos) << page;
}

TEST(LivePart, IsCodeWhereCodeIsQuoted) {
  const std::string code = "```\n<!-- live: player neuron -->\n```\n";
  EXPECT_NE(finished(code, {}).find(code), std::string::npos);
}

TEST(Print, LinksOnlyIntoItselfOrOutOfTheSite) {
  const std::string book = tools::contents("docs/print/index.html");
  std::set<std::string> ids;
  for (const std::string& id : values(book, "id")) {
    EXPECT_TRUE(ids.insert(id).second) << "two places are called " << id;
  }
  int links = 0;
  for (const std::string& link : values(book, "href")) {
    if (link == "style.css" || outside(link)) continue;
    ++links;
    EXPECT_TRUE(link.starts_with('#') && ids.contains(link.substr(1))) << link;
  }
  EXPECT_GT(links, 50);
}

TEST(Print, HasThePicturesBesideIt) {
  const std::vector<std::string> pictures = values(tools::contents("docs/print/index.html"), "src");
  for (const std::string& picture : pictures) {
    EXPECT_TRUE(fs::exists("docs/print/" + picture)) << picture;
  }
  EXPECT_GE(pictures.size(), 20);
}

}  // namespace
