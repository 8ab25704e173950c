/// \file
/// The screen of `bazel run //:watch`, drawn as lines of text for a terminal of a given size.
#ifndef LESSONS_WATCH_SCREEN_H_
#define LESSONS_WATCH_SCREEN_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "lessons/results.h"
#include "lessons/watch/hints.h"
#include "tools/text.h"

namespace lessons::watch {

/// How a line looks, where the terminal has colours.
enum class Style { kPlain, kBold, kRed, kGreen, kYellow, kDim };

/// One line of the screen.
struct Line {
  std::string text;             ///< Printable, and no wider than the screen.
  Style style = Style::kPlain;  ///< Of the whole line.
};

/// What the screen shows.
struct View {
  std::string title;     ///< "Lesson 4 of 15: lessons/04_backward/backward.h".
  std::size_t done = 0;  ///< How many lessons are done ...
  std::size_t all = 0;   ///< ... of how many.
  Line status;           ///< How the lesson stands, or what is being done about it.
  std::string body;      ///< The first failure, or what else there is to say.
  Hint hint;             ///< A hint, or an empty one.
  std::vector<std::string>
      table;         ///< The list of all lessons, in place of body and hint; or nothing.
  std::string note;  ///< The answer to the last key.
  std::string keys;  ///< The keys, which stay on the last line.
};

/// How many columns a text in UTF-8 takes, if each of its characters takes one.
inline std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The first `columns` columns of a text.
inline std::string cut(const std::string& text, std::size_t columns) {
  std::size_t end = 0;
  for (std::size_t used = 0; end < text.size(); ++end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U && used++ == columns) break;
  }
  return text.substr(0, end);
}

/// A text without what would move a terminal's cursor or change its colours: escape sequences and control
/// characters, except for the ends of lines.
inline std::string printable(const std::string& text) {
  std::string clean;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == 0x1B && i + 1 < text.size() && text[i + 1] == '[') {
      for (i += 2; i < text.size() && (text[i] < '@' || text[i] > '~');) ++i;
    } else if (c == '\t') {
      clean += "  ";
    } else if (c == '\n' || (c >= ' ' && c != 0x7F)) {
      clean += text[i];
    }
  }
  return clean;
}

/// A text's lines, broken between words where they are wider than the screen. What follows stands as far to the right
/// as the line began, or the words after its "1. ".
inline std::vector<std::string> wrap(const std::string& text, std::size_t columns) {
  std::vector<std::string> lines;
  if (text.empty()) return lines;
  for (std::string line : tools::split(text, "\n")) {
    std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t dot = line.find_first_not_of("0123456789");
    if (dot > 0 && dot != std::string::npos && line.compare(dot, 2, ". ") == 0) indent = dot + 2;
    while (width(line) > columns) {
      const std::size_t most = cut(line, columns).size();
      std::size_t at = line.rfind(' ', most);
      const bool between_words = at != std::string::npos && at > indent;
      if (!between_words) at = most;
      lines.push_back(line.substr(0, at));
      line.erase(0, between_words ? at + 1 : at);
      if (2 * indent < columns) line.insert(0, indent, ' ');
    }
    lines.push_back(line);
  }
  return lines;
}

/// The first lines, as many as there is room for; the last one says how many more there are.
inline std::vector<std::string> fit(std::vector<std::string> lines, std::size_t room) {
  if (lines.size() <= room) return lines;
  const std::string more = "... " + std::to_string(lines.size() - room + 1) + " more lines";
  lines.resize(room);
  if (room > 0) lines.back() = more;
  return lines;
}

/// The list of lessons, with less around it where room is short.
inline std::vector<std::string> fit_table(std::vector<std::string> table, std::size_t room) {
  const auto drop = [&](auto which) {
    if (table.size() > room) std::erase_if(table, which);
  };
  drop([](const std::string& line) { return line.empty(); });
  drop([](const std::string& line) { return line.starts_with("Part "); });
  return fit(table, room);
}

/// The body with the hint below it. On a small screen, the hint gets all that it needs except for three lines.
inline std::vector<Line> fit_body(const View& view, std::size_t rows, std::size_t columns) {
  std::vector<std::string> hint;
  if (!view.hint.title.empty()) {
    hint = wrap(view.hint.title + "\n" + view.hint.text, columns);
    hint.insert(hint.begin(), "");
  }
  std::vector<std::string> body = wrap(view.body, columns);
  const std::size_t least = std::min<std::size_t>(body.size(), 3);
  hint = fit(std::move(hint), rows > least ? rows - least : 0);
  body = fit(std::move(body), rows - hint.size());
  std::vector<Line> lines;
  for (std::string& line : body) lines.push_back({std::move(line), Style::kPlain});
  for (std::string& line : hint) {
    lines.push_back(
        {std::move(line), lines.size() == body.size() + 1 ? Style::kBold : Style::kPlain});
  }
  return lines;
}

/// The screen for a terminal of this size: `rows` lines, none wider than `columns`.
inline std::vector<Line> draw(const View& view, std::size_t rows, std::size_t columns) {
  const std::size_t around = bar(view.done, view.all, 0).size();
  const std::size_t cells = view.all > 0 && columns > around
                                ? std::min<std::size_t>(3, (columns - around) / view.all)
                                : 0;
  std::vector<Line> lines{{view.title, Style::kBold},
                          {view.all > 0 ? bar(view.done, view.all, cells) : "", Style::kPlain}};
  lines.push_back(view.status);
  lines.emplace_back();
  // Two lines stay free at the bottom.
  const std::size_t room = rows > lines.size() + 2 ? rows - lines.size() - 2 : 0;
  if (view.table.empty()) {
    for (Line& line : fit_body(view, room, columns)) lines.push_back(std::move(line));
  } else {
    for (std::string& line : fit_table(view.table, room))
      lines.push_back({std::move(line), Style::kPlain});
  }
  lines.resize(std::max<std::size_t>(rows, 1) - 1);
  if (rows > 7) lines.back() = {view.note, Style::kYellow};
  if (rows > 0) lines.push_back({view.keys, Style::kDim});
  for (Line& line : lines) line.text = cut(line.text, columns);
  return lines;
}

}  // namespace lessons::watch

#endif  // LESSONS_WATCH_SCREEN_H_
