/// \file
/// What becomes of a chapter in a handout.
#ifndef CLASSES_PAGE_H_
#define CLASSES_PAGE_H_

#include <cstddef>
#include <functional>
#include <regex>
#include <string>
#include <vector>

#include "tools/text.h"

namespace classes {

/// What stands in place of the third hint, and of a block with a line of a solution.
inline const std::string kNoHint =
    "It is nearly the solution, so this copy of the course is without it. Ask your teacher.";
inline const std::string kNoCode =
    "*Here is code of a solution, so this copy of the course is without it. You will have it in "
    "your own header.*";

/// What a page is made of: its parts between blank lines, a fenced one being one part.
inline std::vector<std::string> blocks(const std::string& page) {
  std::vector<std::string> found(1);
  bool fenced = false;
  for (const std::string& line : tools::split(page, "\n")) {
    const std::size_t first = line.find_first_not_of(' ');
    if (first != std::string::npos && line.compare(first, 3, "```") == 0) fenced = !fenced;
    if (first == std::string::npos && !fenced) {
      if (!found.back().empty()) found.emplace_back();
    } else {
      found.back() += line + '\n';
    }
  }
  if (found.back().empty()) found.pop_back();
  return found;
}

/// What page() asks about the handout.
struct Handout {
  std::function<bool(const std::string& link)>
      has;  ///< Whether a link of the page leads somewhere.
  std::function<bool(const std::string& link)> is_solution;  ///< Whether it leads to a solution.
  std::function<bool(const std::string& text)>
      gives_away;  ///< Whether the text has a line of a solution.
};

namespace internal {

/// Calls `visit` for each link in a block: the whole, its text, its target. Its result takes the link's place.
inline std::string each_link(const std::string& block,
                             const std::function<std::string(const std::string&, const std::string&,
                                                             const std::string&)>& visit) {
  static const std::regex link(R"(\[([^\[\]]*)\]\(([^()\s]+)\))");
  std::string result;
  auto from = block.begin();
  for (std::sregex_iterator match(block.begin(), block.end(), link), end; match != end; ++match) {
    result.append(from, (*match)[0].first);
    result += visit((*match)[0], (*match)[1], (*match)[2]);
    from = (*match)[0].second;
  }
  return result.append(from, block.end());
}

/// The level of a heading, or 0 if the block is none.
inline std::size_t level(const std::string& block) {
  const std::size_t signs = block.find_first_not_of('#');
  return signs != std::string::npos && block[signs] == ' ' ? signs : 0;
}

inline std::string class_block(std::string block, const Handout& handout) {
  // Comments are for our own tests.
  std::string rest;
  for (const std::string& line : tools::split(block, "\n")) {
    if (line.rfind("<!--", 0) != 0) rest += line + '\n';
  }
  rest.pop_back();  // After the last line's end is no line.
  block = rest;
  if (block.find("```") == std::string::npos) {
    bool solution = false;
    block = each_link(
        block, [&](const std::string& whole, const std::string& text, const std::string& target) {
          solution = solution || handout.is_solution(target);
          return handout.has(target) ? whole : text;
        });
    if (solution && block[0] != '|') return "";
  }
  return handout.gives_away(block) ? kNoCode + '\n' : block;
}

}  // namespace internal

/// The page as a class gets it. What goes: the third hint; what is below a line `<!-- not in a handout -->`: a block
/// or, if that is a heading, its section; a paragraph that links to a solution; code that is a solution's; comments;
/// and of a link that leads nowhere, all but its text.
inline std::string class_page(std::string page, const Handout& handout) {
  const std::string hint = "<details><summary>Nearly all</summary>\n";
  const std::size_t from = page.find(hint);
  if (from != std::string::npos) {
    const std::size_t begin = from + hint.size();
    page.replace(begin, page.find("</details>", begin) - begin, '\n' + kNoHint + "\n\n");
  }
  const std::string mark = "<!-- not in a handout -->\n";
  std::string result;
  std::size_t section = 0;  // The level of the one that goes, if this is in it.
  for (const std::string& block : blocks(page)) {
    const bool marked = block.rfind(mark, 0) == 0;
    const std::size_t level = internal::level(marked ? block.substr(mark.size()) : block);
    if (level > 0 && level <= section) section = 0;
    if (marked && section == 0) section = level;
    if (marked || section > 0) continue;
    const std::string rest = internal::class_block(block, handout);
    if (!rest.empty()) result += (result.empty() ? "" : "\n") + rest;
  }
  return result;
}

}  // namespace classes

#endif  // CLASSES_PAGE_H_
