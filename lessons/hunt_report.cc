// Runs a reader's tests, which were built with many solutions, and reports: `hunt_report SOLUTIONS TEST`. Fails unless
// they accept every right solution and catch every wrong one.
//
// SOLUTIONS is the list that hunt.bzl writes. After the file with the tests, each line has a program, the solution that
// it was built with and, if that is wrong, the mistake, the test case of TEST that catches it, and where it was seen in
// the open. TEST is the lesson's own test.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iomanip>
#include <iostream>
#include <map>
#include <regex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "lessons/red_tests.h"
#include "tools/run.h"
#include "tools/text.h"

namespace {

using tools::split;

// Of CPU time, for each solution. A lesson's own test takes some tenths with a right one.
constexpr int kSeconds = 2;

// How the program begins if the tests don't compile with the solution; then comes what the compiler says.
constexpr std::string_view kDoesNotCompile = "does not compile:\n";

struct Solution {
  std::string program;
  std::string header;
  std::string mistake;  // Nothing if it is right.
  std::string test;
  std::string seen;

  bool refused = false;
  std::string output;
  std::vector<std::string> red;  // The test cases that refused it.
};

std::vector<Solution> solutions_in(const std::vector<std::string>& lines) {
  std::vector<Solution> all;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::vector<std::string> fields = split(lines[i], "\t");
    if (fields.size() < 2) continue;
    fields.resize(5);
    all.push_back({fields[0], fields[1], fields[2], fields[3], fields[4], false, "", {}});
  }
  return all;
}

void run(Solution& solution, const std::string& tests) {
  const std::string program = tools::contents(solution.program);
  if (program.starts_with(kDoesNotCompile)) {
    solution.refused = true;
    solution.output = program;
    solution.red = {"(the compiler)"};
    return;
  }
  // Without XML_OUTPUT_FILE: all would write the same file, which is Bazel's own for this report.
  const std::string label = "//" + tests.substr(0, tests.rfind('/')) + ":hunt";
  const auto [code, output] = tools::run(
      "unset XML_OUTPUT_FILE; ulimit -c 0; ulimit -t " + std::to_string(kSeconds) + "; exec './" +
      solution.program + "' " + tests + ' ' + label + " --all </dev/null");
  solution.refused = code != 0;
  solution.output = output;
  for (const lessons::Red& red : lessons::red_tests(output)) solution.red.push_back(red.test);
  if (code > 0 && solution.red.empty()) solution.red = {"(exit code " + std::to_string(code) + ")"};
  if (code == -1 && solution.red.empty()) {
    solution.red = {"(stopped after " + std::to_string(kSeconds) + " seconds)"};
    solution.output =
        "It was stopped after " + std::to_string(kSeconds) +
        " seconds of computing. Tests that run against so many solutions have to be quick.\n";
  }
}

// As many at a time as the machine has cores.
void run_all(std::vector<Solution>& solutions, const std::string& tests) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads(std::max(1U, std::thread::hardware_concurrency()));
  for (std::thread& thread : threads) {
    thread = std::thread([&] {
      for (std::size_t i = next++; i < solutions.size(); i = next++) run(solutions[i], tests);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// The names of the test cases, as the program of a right solution lists them.
std::vector<std::string> cases_of(const Solution& solution) {
  std::vector<std::string> all;
  std::string suite;
  for (const std::string& line : split(
           tools::run("'./" + solution.program + "' TESTS HUNT --gtest_list_tests").output, "\n")) {
    if (line.starts_with("  ")) {
      all.push_back(suite + split(line.substr(2), " ")[0]);
    } else {
      suite = split(line, " ")[0];
    }
  }
  return all;
}

// The first failure in what the tests print.
std::string first_failure(const std::string& output) {
  const std::size_t first = output.find(": Failure\n");
  std::size_t end = first == std::string::npos ? first : output.find(": Failure\n", first + 1);
  end = std::min({end, output.find(" tests pass."), std::size_t{2000}, output.size()});
  return end == output.size() ? output : output.substr(0, output.rfind('\n', end) + 1);
}

void report_refused(const std::vector<const Solution*>& refused) {
  std::cout << "These are right solutions, and your tests refuse them. A test may ask only for "
               "what the header "
               "promises.\n";
  for (const Solution* solution : refused) {
    std::cout << "  " << solution->header << ": refused by " << solution->red[0] << '\n';
  }
  std::cout << "The first of them:\n" << first_failure(refused[0]->output) << '\n';
}

// "[micrograd, issue 2](https://...)" as "micrograd, issue 2".
std::string without_link(const std::string& text) {
  return std::regex_replace(text, std::regex(R"(\[([^\]]*)\]\([^)]*\))"), "$1");
}

// The most telling first: what people have published; then in the order of the lesson's test, which goes from what is
// plain to what is subtle.
void report_got_away(std::vector<const Solution*> wrong, const std::string& test) {
  std::ranges::stable_sort(wrong, {}, [&](const Solution* solution) {
    const std::size_t at =
        test.find("(" + std::regex_replace(solution->test, std::regex("\\."), ", ") + ")");
    return std::pair(solution->seen.empty(), at);
  });
  std::cout << "These got away, the most telling first:\n";
  for (const Solution* solution : wrong) {
    std::cout << "  " << solution->mistake;
    if (!solution->seen.empty()) std::cout << " (seen in " << without_link(solution->seen) << ')';
    std::cout << '\n';
  }
}

// What is no test case comes last: the compiler, and the end of the time.
void report_cases(std::vector<std::string> cases, const std::vector<Solution>& solutions) {
  std::map<std::string, int> caught;
  for (const Solution& solution : solutions) {
    if (solution.mistake.empty()) continue;
    for (const std::string& name : solution.red) {
      if (std::ranges::find(cases, name) == cases.end()) cases.push_back(name);
      ++caught[name];
    }
  }
  std::cout << "How many each test caught:\n";
  for (const std::string& name : cases) {
    std::cout << std::setw(4) << caught[name] << "  " << name << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> lines = split(tools::contents(argc == 3 ? argv[1] : ""), "\n");
  const std::string tests = split(lines[0] + "\t", "\t")[1];
  std::vector<Solution> solutions = solutions_in(lines);
  if (solutions.empty()) {
    std::cerr << "usage: hunt_report SOLUTIONS TEST\n";
    return 2;
  }
  const std::vector<std::string> cases = cases_of(solutions[0]);
  run_all(solutions, tests);

  std::vector<const Solution*> refused;
  std::vector<const Solution*> got_away;
  std::size_t right = 0;
  for (const Solution& solution : solutions) {
    right += solution.mistake.empty() ? 1 : 0;
    if (solution.mistake.empty() && solution.refused) refused.push_back(&solution);
    if (!solution.mistake.empty() && !solution.refused) got_away.push_back(&solution);
  }
  const std::size_t wrong = solutions.size() - right;
  if (!refused.empty()) report_refused(refused);
  if (cases.empty())
    std::cout << "There is no test in " << tests << " yet, and so nothing to catch with.\n";
  std::cout << wrong - got_away.size() << " of " << wrong << " wrong solutions caught, "
            << right - refused.size() << " of " << right << " right ones accepted.\n";
  if (cases.size() > 1) report_cases(cases, solutions);
  if (!got_away.empty()) report_got_away(got_away, tools::contents(argv[2]));
  return refused.empty() && got_away.empty() ? 0 : 1;
}
