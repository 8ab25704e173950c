#include "classes/report.h"

#include <algorithm>
#include <cstddef>
#include <iomanip>
#include <sstream>
#include <string>
#include <vector>

#include "classes/outcome.h"
#include "lessons/road.h"
#include "tools/text.h"

namespace classes {
namespace {

struct Points {
  std::size_t passed = 0;
  std::size_t all = 0;
};

Points points(const Submission& submission) {
  Points sum;
  for (const Graded& lesson : submission.lessons) {
    sum.passed += passed(lesson.outcome);
    sum.all += lesson.outcome.tests.size();
  }
  return sum;
}

std::string of_all(std::size_t some, std::size_t all) {
  return std::to_string(some) + '/' + std::to_string(all);
}

// The lessons that were asked for.
std::vector<std::size_t> asked_for(const std::vector<Submission>& submissions) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < submissions.at(0).lessons.size(); ++i) {
    if (!submissions[0].lessons[i].outcome.tests.empty()) found.push_back(i);
  }
  return found;
}

// "4 backward".
std::string title(const std::vector<lessons::Lesson>& lessons, std::size_t lesson) {
  return std::to_string(lesson + 1) + ' ' + lessons[lesson].topic;
}

std::string first_line(const std::string& text) { return tools::split(text, "\n")[0]; }

// What is wrong with a lesson, in a line; "" if all is right or it was not handed in.
std::string wrong_with(const Graded& lesson) {
  const Outcome& outcome = lesson.outcome;
  if (!lesson.handed_in || passed(outcome) == outcome.tests.size()) return "";
  std::string line;
  if (!outcome.red.empty()) {
    line = "first red: " + outcome.red[0];
    if (!outcome.trouble.empty()) line += "; " + outcome.trouble;
  } else {
    line = first_line(outcome.trouble);
  }
  if (!lesson.looks_like.empty()) line += "\n      looks like: " + lesson.looks_like;
  return line;
}

// A field of CSV. A spreadsheet takes what begins with one of =+-@ for a formula.
std::string field(const std::string& text) {
  std::string found = "\"";
  if (!text.empty() && std::string("=+-@\t").find(text[0]) != std::string::npos) found += '\'';
  for (const char c : text) found += c == '"' ? "\"\"" : std::string(1, c);
  return found + '"';
}

// A string of JSON.
std::string json_string(const std::string& text) {
  std::string found = "\"";
  for (const char c : printable(text)) {
    switch (c) {
      case '"': found += "\\\""; break;
      case '\\': found += "\\\\"; break;
      case '\n': found += "\\n"; break;
      case '\t': found += "\\t"; break;
      default: found += c;
    }
  }
  return found + '"';
}

std::string lines(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += part + '\n';
  return all;
}

}  // namespace

std::string table(const std::vector<lessons::Lesson>& lessons,
                  const std::vector<Submission>& submissions) {
  std::size_t width = std::string("submission").size();
  for (const Submission& submission : submissions) width = std::max(width, submission.name.size());
  const int name = static_cast<int>(width);
  const std::vector<std::size_t> columns = asked_for(submissions);
  std::ostringstream out;
  out << std::left << std::setw(name) << "submission" << std::right;
  for (const std::size_t lesson : columns) out << std::setw(7) << lesson + 1;
  out << std::setw(9) << "sum" << '\n';
  for (const Submission& submission : submissions) {
    out << std::left << std::setw(name) << submission.name << std::right;
    for (const std::size_t i : columns) {
      const Graded& lesson = submission.lessons[i];
      out << std::setw(7)
          << (lesson.handed_in ? of_all(passed(lesson.outcome), lesson.outcome.tests.size()) : "-");
    }
    const Points sum = points(submission);
    out << std::setw(9) << of_all(sum.passed, sum.all) << '\n';
  }
  for (const Submission& submission : submissions) {
    std::string remarks;
    for (const std::size_t i : columns) {
      const std::string wrong = wrong_with(submission.lessons[i]);
      if (!wrong.empty()) remarks += "  " + title(lessons, i) + ": " + wrong + '\n';
    }
    for (const std::string& note : submission.notes) remarks += "  " + note + '\n';
    if (!remarks.empty()) out << '\n' << submission.name << '\n' << remarks;
  }
  return printable(out.str());
}

std::string csv(const std::vector<lessons::Lesson>& lessons,
                const std::vector<Submission>& submissions) {
  const std::vector<std::size_t> columns = asked_for(submissions);
  std::ostringstream out;
  out << "submission,points,of,notes";
  for (const std::size_t i : columns) {
    const std::string lesson = title(lessons, i);
    out << ',' << field(lesson) << ',' << field(lesson + " looks like");
    for (const Test& test : submissions[0].lessons[i].outcome.tests) out << ',' << field(test.name);
  }
  out << '\n';
  for (const Submission& submission : submissions) {
    const Points sum = points(submission);
    std::string notes = lines(submission.notes);
    std::ranges::replace(notes, '\n', ' ');
    out << field(submission.name) << ',' << sum.passed << ',' << sum.all << ',' << field(notes);
    for (const std::size_t i : columns) {
      const Graded& lesson = submission.lessons[i];
      out << ',' << passed(lesson.outcome) << ',' << field(lesson.looks_like);
      for (const Test& test : lesson.outcome.tests) out << ',' << (test.passed ? 1 : 0);
    }
    out << '\n';
  }
  return printable(out.str());
}

std::string json(const std::vector<lessons::Lesson>& lessons, const Submission& submission) {
  std::ostringstream out;
  out << "{\n  \"score\": " << points(submission).passed
      << ",\n  \"output\": " << json_string(lines(submission.notes))
      << ",\n  \"stdout_visibility\": \"hidden\",\n  \"tests\": [";
  bool first = true;
  for (std::size_t i = 0; i < submission.lessons.size(); ++i) {
    const Graded& lesson = submission.lessons[i];
    std::size_t number = 0;
    for (const Test& test : lesson.outcome.tests) {
      std::string says = test.says;
      const bool hint = !lesson.looks_like.empty() && test.name == lesson.outcome.red[0];
      if (hint) says += "\nIt looks like this mistake: " + lesson.looks_like + '\n';
      out << (first ? "\n" : ",\n") << "    {\"name\": " << json_string(test.name)
          << ", \"number\": \"" << i + 1 << '.' << ++number
          << "\", \"score\": " << (test.passed ? 1 : 0) << ", \"max_score\": 1, \"status\": \""
          << (test.passed ? "passed" : "failed") << "\", \"tags\": ["
          << json_string(lessons[i].topic)
          << "], \"visibility\": \"visible\", \"output_format\": \"text\", \"output\": "
          << json_string(says) << '}';
      first = false;
    }
  }
  out << "\n  ]\n}";
  return out.str();
}

std::string json(const std::vector<lessons::Lesson>& lessons,
                 const std::vector<Submission>& submissions) {
  if (submissions.size() == 1) return json(lessons, submissions[0]) + '\n';
  std::string all;
  for (const Submission& submission : submissions) {
    all += (all.empty() ? "{\n" : ",\n") + json_string(submission.name) + ": " +
           json(lessons, submission);
  }
  return all + "\n}\n";
}

}  // namespace classes
