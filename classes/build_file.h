/// \file
/// What of a BUILD file a handout has: everything but what names something that is left out.
#ifndef CLASSES_BUILD_FILE_H_
#define CLASSES_BUILD_FILE_H_

#include <algorithm>
#include <cstddef>
#include <functional>
#include <regex>
#include <string>
#include <vector>

#include "tools/text.h"

namespace classes {

/// The statements of a BUILD file, each with the comment and the blank lines before it. Together, they are the
/// file. A statement is known by its brackets and strings alone, so any layout will do.
inline std::vector<std::string> statements(const std::string& file) {
  std::vector<std::string> found(1);
  std::string quote;  // What ends the string that this place is in, if it is in one.
  int depth = 0;
  bool comment = false;
  bool code = false;  // Whether the statement has begun.
  for (std::size_t i = 0; i < file.size(); ++i) {
    const char c = file[i];
    found.back() += c;
    if (comment) {
      comment = c != '\n';
    } else if (!quote.empty()) {
      if (c == '\\' && i + 1 < file.size()) {
        found.back() += file[++i];
      } else if (file.compare(i, quote.size(), quote) == 0) {
        found.back().append(file, i + 1, quote.size() - 1);
        i += quote.size() - 1;
        quote.clear();
      }
      continue;
    } else if (c == '"' || c == '\'') {
      quote = file.compare(i, 3, std::string(3, c)) == 0 ? std::string(3, c) : std::string(1, c);
      found.back().append(file, i + 1, quote.size() - 1);
      i += quote.size() - 1;
      code = true;
    } else if (c == '#') {
      comment = true;
    } else if (c != '\n' && c != ' ') {
      depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
      code = true;
    }
    // A comment that a blank line ends is about the file, and stands for itself.
    const bool blank = c == '\n' && i > 0 && file[i - 1] == '\n' && found.back().size() > 1;
    if (c == '\n' && depth == 0 && (code || blank)) {
      found.emplace_back();
      code = false;
    }
  }
  if (found.back().empty()) found.pop_back();
  return found;
}

/// The strings in a statement, such as the names of targets and files.
inline std::vector<std::string> strings_in(const std::string& statement) {
  const std::regex quoted(R"re("([^"\n]*)")re");
  std::vector<std::string> found;
  for (std::sregex_iterator match(statement.begin(), statement.end(), quoted), end; match != end;
       ++match) {
    found.push_back((*match)[1]);
  }
  return found;
}

/// The name that a statement gives a value, or "".
inline std::string assigned(const std::string& statement) {
  std::smatch match;
  for (const std::string& line : tools::split(statement, "\n")) {
    if (line.empty() || line[0] == '#') continue;
    return std::regex_match(line, match, std::regex(R"((\w+) = .*)")) ? match[1].str() : "";
  }
  return "";
}

/// A statement without the entries of dictionaries, each on a line of its own, that have such a string.
inline std::string without_entries(const std::string& statement,
                                   const std::function<bool(const std::string&)>& left_out) {
  static const std::regex entry(R"re( +"[^"]*": "[^"]*",)re");
  std::string rest;
  for (const std::string& line : tools::split(statement, "\n")) {
    const bool stays =
        !std::regex_match(line, entry) || std::ranges::none_of(strings_in(line), left_out);
    if (stays) rest += line + '\n';
  }
  rest.pop_back();  // After the last line's end is no line.
  return rest;
}

/// The file without the statements that have a string of which `left_out` is true, and without the values that then
/// nobody uses. Of a dictionary, it is enough to leave out the entry.
inline std::string without(const std::string& file,
                           const std::function<bool(const std::string&)>& left_out) {
  std::vector<std::string> rest = statements(file);
  for (std::string& statement : rest) statement = without_entries(statement, left_out);
  std::erase_if(rest, [&](const std::string& statement) {
    return std::ranges::any_of(strings_in(statement), left_out);
  });
  const auto is_unused = [&](const std::string& statement) {
    const std::string name = assigned(statement);
    return !name.empty() && std::ranges::none_of(rest, [&](const std::string& other) {
      return assigned(other) != name && other.find(name) != std::string::npos;
    });
  };
  for (auto unused = rest.end(); (unused = std::ranges::find_if(rest, is_unused)) != rest.end();) {
    rest.erase(unused);
  }
  std::string result;
  for (const std::string& statement : rest) result += statement;
  return result;
}

}  // namespace classes

#endif  // CLASSES_BUILD_FILE_H_
