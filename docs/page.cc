// Prints a page or a header of this repository as Doxygen is to read it: `page BOOK FILE`.
//
// The pages are written to be read where they lie, as GitHub shows them. BOOK lists the pages and
// headers of the site, one path a line, in their order. What changes for the site:
//   - headings get names that don't depend on Doxygen's version, and GitHub's anchors lead there;
//   - links lead to the site's pages; those to files that are not in it become plain text;
//   - output and commands are not coloured as if they were C++;
//   - what is bold is so by HTML, for Doxygen would show the asterisks around code;
//   - `<!-- picture: NAME.svg | what it shows -->` becomes that picture;
//   - each page ends with links to the one before and the one after;
//   - "Lesson 4" at the top of a header becomes a link to that chapter.
#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <iostream>
#include <regex>
#include <string>
#include <vector>

#include "lessons/text.h"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> book;

bool is_page(const fs::path& path) { return path.extension() == ".md"; }

// Everything but letters and digits becomes '_'.
std::string name(std::string text) {
  for (char& c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return text;
}

// What Doxygen calls a page: "lessons_04_backward" for lessons/04_backward/README.md.
std::string page_name(const fs::path& page) {
  if (page == "README.md") return "mainpage";
  return name(page.filename() == "README.md" ? page.parent_path().string()
                                             : fs::path(page).replace_extension().string());
}

// What Doxygen calls the section that GitHub calls `anchor`.
std::string section_name(const fs::path& page, const std::string& anchor) {
  return page_name(page) + "_" + name(anchor);
}

// The file of the site that is about a file of the repository: a page itself, a header's names, or a
// program's source.
std::string html_name(const fs::path& path) {
  if (path == "README.md") return "index.html";
  if (is_page(path)) return page_name(path) + ".html";
  std::string file = std::regex_replace(path.filename().string(), std::regex("_"), "__");
  file = std::regex_replace(file, std::regex("\\."), "_8");
  return file + (path.extension() == ".h" ? ".html" : "_source.html");
}

// GitHub's anchor for a heading: lower case, '-' for each space, no punctuation.
std::string anchor(const std::string& heading) {
  std::string result;
  for (char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_')
      result += static_cast<char>(std::tolower(byte));
    if (c == ' ') result += '-';
  }
  return result;
}

// The text with every match of `pattern` replaced by what `replacement` makes of it.
std::string replace(const std::string& text, const std::regex& pattern,
                    const std::function<std::string(const std::smatch&)>& replacement) {
  std::string result;
  auto rest = text.begin();
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
    result.append(rest, (*match)[0].first).append(replacement(*match));
    rest = (*match)[0].second;
  }
  return result.append(rest, text.end());
}

// Where a link on `page` leads on the site: "" when it is to a file that the site does not have.
std::string target(const fs::path& page, const std::string& link) {
  if (link.find("://") != std::string::npos) return link;
  const std::size_t hash = std::min(link.find('#'), link.size());
  const std::string file = link.substr(0, hash);
  const fs::path path = file.empty() ? page : (page.parent_path() / file).lexically_normal();
  if (std::find(book.begin(), book.end(), path) == book.end()) return "";
  return html_name(path) +
         (hash < link.size() ? "#" + section_name(path, link.substr(hash + 1)) : "");
}

std::string title(const fs::path& page) {
  const std::string first = road::split(road::contents(page), "\n")[0];
  return first.substr(std::min<std::size_t>(first.size(), 2));
}

// Hands HTML to the site as it is.
std::string html(const std::string& text) { return "@htmlonly[block]" + text + "@endhtmlonly"; }

// Links to the pages before and after this one.
std::string neighbours(const fs::path& page) {
  std::string links;
  const auto link = [&](const char* role, const fs::path& to) {
    links += "<a class=\"" + std::string(role) + "\" href=\"" + html_name(to) + "\">" + title(to) +
             "</a>";
  };
  for (std::size_t i = 0; i < book.size(); ++i) {
    if (book[i] != page) continue;
    if (i > 0) link("previous", book[i - 1]);
    if (i + 1 < book.size() && is_page(book[i + 1])) link("next", book[i + 1]);
  }
  return "\n" + html("<nav>" + links + "</nav>") + "\n";
}

std::string prose(const fs::path& page, std::string text) {
  static const std::regex heading("(^|\n)(#+) (.*)");
  static const std::regex link("`[^`]*`|\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
  static const std::regex bold("\\*\\*([^*]+)\\*\\*");
  static const std::regex picture("\n<!-- picture: (\\S+) \\| (.*) -->");
  static const std::regex fold("<details><summary>.*</summary>|</details>");
  text = replace(text, heading, [&](const std::smatch& match) {
    if (match.str(2) == "#") return match.str() + " {#" + page_name(page) + "}";
    const std::string label = section_name(page, anchor(match.str(3)));
    if (page != "README.md") return match.str() + " {#" + label + "}";
    // As a section, it would stand among the chapters in the tree of pages.
    return match.str(1) + html("<h1 id=\"" + label + "\">" + match.str(3) + "</h1>");
  });
  text = replace(text, link, [&](const std::smatch& match) {
    if (!match[2].matched) return match.str();
    const std::string to = target(page, match.str(2));
    return to.empty() ? match.str(1) : "[" + match.str(1) + "](" + to + ")";
  });
  text = std::regex_replace(text, bold, "<b>$1</b>");
  text = replace(text, picture, [](const std::smatch& match) {
    const std::string file = match[1];
    const std::string caption = match[2];
    return "\n" + html("<figure><a href=\"" + file + "\"><img src=\"" + file + "\" alt=\"" +
                       caption + "\"></a><figcaption>" + caption + "</figcaption></figure>");
  });
  return replace(text, fold, [](const std::smatch& match) { return html(match.str()); });
}

std::string page(const fs::path& path) {
  std::string result;
  bool code = false;
  for (const std::string& part : road::split(road::contents(path), "```")) {
    const std::string language = part.substr(0, part.find('\n'));
    if (code && language != "cpp") {
      result += "```{.unparsed}" + part.substr(language.size()) + "```";
    } else {
      result += code ? "```" + part + "```" : prose(path, part);
    }
    code = !code;
  }
  return result + neighbours(path);
}

std::string header(const fs::path& path) {
  // Doxygen would put the functions of a namespace with a comment all on one page.
  std::string text =
      std::regex_replace(road::contents(path), std::regex("///(.*\nnamespace )"), "//$1");
  for (const fs::path& chapter : book) {
    static const std::regex lesson("lessons/0(\\d)_.*");
    std::smatch match;
    const std::string chapter_path = chapter.string();
    if (!std::regex_match(chapter_path, match, lesson)) continue;
    const std::string name = "Lesson " + match.str(1);
    text = std::regex_replace(text, std::regex("/// " + name + ":"),
                              "/// [" + name + "](" + html_name(chapter) + "):");
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "page BOOK FILE\n";
    return 2;
  }
  for (const std::string& line : road::split(road::contents(argv[1]), "\n")) {
    if (!line.empty()) book.emplace_back(line);
  }
  // Doxygen gives the path in full.
  const fs::path path = fs::path(argv[2]).lexically_relative(fs::current_path());
  std::cout << (is_page(path) ? page(path) : header(path));
}
