#include "classes/outcome.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "lessons/red_tests.h"
#include "tools/text.h"

namespace classes {
namespace {

using tools::between;

// What an attribute of XML says.
std::string decoded(const std::string& text) {
  constexpr std::array<std::pair<const char*, char>, 7> kCodes{{{"&#x0A;", '\n'},
                                                                {"&#x09;", '\t'},
                                                                {"&lt;", '<'},
                                                                {"&gt;", '>'},
                                                                {"&quot;", '"'},
                                                                {"&apos;", '\''},
                                                                {"&amp;", '&'}}};
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    plain += text[i];
    for (const auto& [code, character] : kCodes) {
      if (text.compare(i, std::string(code).size(), code) != 0) continue;
      plain.back() = character;
      i += std::string(code).size() - 1;
      break;
    }
  }
  return plain;
}

// What GoogleTest's report says about a test that ran: nothing if it passed.
std::map<std::string, std::vector<std::string>> failures(const std::string& xml) {
  std::map<std::string, std::vector<std::string>> found;
  const std::vector<std::string> cases = tools::split(xml, "<testcase ");
  for (std::size_t i = 1; i < cases.size(); ++i) {
    const std::string head = cases[i].substr(0, cases[i].find('>'));
    if (head.find("status=\"run\"") == std::string::npos) continue;
    std::vector<std::string>& of_this =
        found[between(head, "classname=\"", "\"") + '.' + between(head, "name=\"", "\"")];
    const std::vector<std::string> parts = tools::split(cases[i], "<failure ");
    for (std::size_t k = 1; k < parts.size(); ++k) {
      of_this.push_back(decoded(between(parts[k], "message=\"", "\"")));
    }
  }
  return found;
}

// What the log says of a test from "TEST fails:" or "TEST crashes:" on.
std::string report_of(const lessons::Red& red, const std::string& log) {
  const std::string start = red.test + ' ' + red.how + ":\n";
  const std::string end = red.how == "fails" ? "\n\n" : "\nThe tests after it did not run.";
  return start + between(log, '\n' + start, end);
}

// The last lines of a text.
std::string end_of(const std::string& text) {
  constexpr std::size_t kLines = 10;
  const std::vector<std::string> lines = tools::split(text, "\n");
  std::string end;
  for (std::size_t i = lines.size() - std::min(lines.size(), kLines); i < lines.size(); ++i) {
    end += lines[i].substr(0, 200) + '\n';
  }
  return end;
}

// Why a program ended, as far as its log says so: ": it printed more than 1 MB".
std::string reason_in(const std::string& log) {
  if (log.find("\n-- Test timed out at ") != std::string::npos) return ": it took too long";
  const std::size_t found = log.rfind("\nEnded: ");
  return found == std::string::npos ? "" : ": " + between(log.substr(found), "Ended: ", "\n");
}

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : between) + part;
  return all;
}

// What becomes of the tests when one of them ends the program.
Outcome up_to_a_crash(const std::vector<std::string>& tests, const std::vector<lessons::Red>& red,
                      const std::string& log) {
  Outcome outcome{{}, red.back().test + ' ' + red.back().how, {}};
  bool over = false;
  for (const std::string& test : tests) {
    const auto found = std::ranges::find(red, test, &lessons::Red::test);
    if (over) {
      outcome.tests.push_back({test, false, "It did not run, for " + outcome.trouble + '.'});
    } else if (found == red.end()) {
      outcome.tests.push_back({test, true, ""});
    } else {
      outcome.tests.push_back({test, false, report_of(*found, log)});
      outcome.red.push_back(test);
      over = test == red.back().test;
    }
  }
  return outcome;
}

// Whether UTF-8 has such a second byte after this first one, and it is no control character.
bool may_follow(unsigned char first, unsigned char second) {
  switch (first) {
    case 0xC2:
    case 0xE0: return second >= 0xA0;
    case 0xED: return second < 0xA0;
    case 0xF0: return second >= 0x90;
    case 0xF4: return second < 0x90;
    default: return true;
  }
}

}  // namespace

std::vector<std::string> tests_of(const std::string& source) {
  std::vector<std::pair<std::string, std::vector<std::string>>> suites;
  const std::regex test(R"((?:^|\n)TEST(?:_F)?\(\s*(\w+),\s*(\w+)\))");
  for (std::sregex_iterator i(source.begin(), source.end(), test), end; i != end; ++i) {
    const std::string suite = (*i)[1];
    auto place = std::ranges::find_if(suites, [&](const auto& its) { return its.first == suite; });
    if (place == suites.end()) place = suites.insert(suites.end(), {suite, {}});
    place->second.push_back(suite + '.' + (*i)[2].str());
  }
  std::vector<std::string> all;
  for (const auto& [suite, tests] : suites) all.insert(all.end(), tests.begin(), tests.end());
  return all;
}

Outcome outcome(const std::vector<std::string>& tests, const std::string& xml,
                const std::string& log) {
  const auto reported = failures(xml);
  const bool any =
      std::ranges::any_of(tests, [&](const std::string& test) { return reported.contains(test); });
  if (!any) {
    const std::vector<lessons::Red> red = lessons::red_tests(log);
    if (!red.empty() && red.back().how != "fails" &&
        std::ranges::find(tests, red.back().test) != tests.end()) {
      return up_to_a_crash(tests, red, log);
    }
    return none_ran(tests, "ended before its tests did" + reason_in(log) +
                               "\nThe last that it printed:\n" + end_of(log));
  }
  Outcome outcome;
  for (const std::string& test : tests) {
    const auto found = reported.find(test);
    if (found == reported.end()) {
      outcome.trouble = "not all tests ran";
      outcome.tests.push_back({test, false, "It did not run."});
      continue;
    }
    const bool green = found->second.empty();
    outcome.tests.push_back({test, green, joined(found->second, "\n\n")});
    if (!green) outcome.red.push_back(test);
  }
  return outcome;
}

Outcome none_ran(const std::vector<std::string>& tests, const std::string& why) {
  Outcome outcome{{}, why, {}};
  for (const std::string& test : tests) outcome.tests.push_back({test, false, why});
  return outcome;
}

std::size_t passed(const Outcome& outcome) {
  return static_cast<std::size_t>(std::ranges::count_if(outcome.tests, &Test::passed));
}

std::string mistakes(const std::string& table, const std::string& lesson,
                     const std::vector<std::string>& red) {
  constexpr std::size_t kMost = 3;
  if (red.empty()) return "";
  std::vector<std::string> found;
  const std::string start = "| " + lesson + " | ";
  const std::string end = " | " + joined(red, " ");
  for (const std::string& line : tools::split(table, "\n")) {
    if (line.size() <= start.size() + end.size() || !line.starts_with(start)) continue;
    if (!line.ends_with(end)) continue;
    found.push_back(line.substr(start.size(), line.size() - start.size() - end.size()));
  }
  const std::size_t more = found.size() - std::min(found.size(), kMost);
  found.resize(found.size() - more);
  return joined(found, "; or: ") +
         (more > 0 ? "; or one of " + std::to_string(more) + " more" : "");
}

std::string printable(const std::string& text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80                   ? 1
                               : byte >= 0xC2 && byte < 0xE0 ? 2
                               : byte >= 0xE0 && byte < 0xF0 ? 3
                               : byte >= 0xF0 && byte < 0xF5 ? 4
                                                             : 0;
    bool good = length > 0 && i + length <= text.size();
    for (std::size_t k = 1; good && k < length; ++k) {
      good = (static_cast<unsigned char>(text[i + k]) & 0xC0U) == 0x80;
    }
    if (length == 1) good = (byte >= 0x20 && byte != 0x7F) || byte == '\n' || byte == '\t';
    if (good && length > 1) good = may_follow(byte, static_cast<unsigned char>(text[i + 1]));
    shown += good ? text.substr(i, length) : "?";
    i += good ? length : 1;
  }
  return shown;
}

}  // namespace classes
