/// \file
/// What became of a lesson's tests, from what they left behind.
#ifndef CLASSES_OUTCOME_H_
#define CLASSES_OUTCOME_H_

#include <cstddef>
#include <string>
#include <vector>

namespace classes {

/// One test of a lesson.
struct Test {
  std::string name;     ///< "Value.BelongsToItsOwnTape".
  bool passed = false;  ///< Whether it ran, and did not fail.
  std::string says;     ///< Why it did not pass.
};

/// All tests of a lesson.
struct Outcome {
  std::vector<Test> tests;       ///< In the order in which they run.
  std::string trouble;           ///< Why not all of them ran; "" if they did.
  std::vector<std::string> red;  ///< Those that failed, and the one that crashed.
};

/// The tests of a lesson, by suite, as GoogleTest runs them. `source` is the text of its TOPIC_test.cc.
std::vector<std::string> tests_of(const std::string& source);

/// What became of `tests`: `xml` is GoogleTest's report, and `log` what the test printed with `--all`. A test passed
/// if the report says so. Where a crash has kept the report from being written, the log says what it was that
/// crashed, and what failed before; the other tests before it passed.
Outcome outcome(const std::vector<std::string>& tests, const std::string& xml,
                const std::string& log);

/// What became of them where none could run.
Outcome none_ran(const std::vector<std::string>& tests, const std::string& why);

/// How many passed.
std::size_t passed(const Outcome& outcome);

/// The known mistakes that turn just these tests of a lesson red, at most three; "" if there are none. `table` is the
/// text of lessons/mistakes.txt, and `lesson` "04_backward".
std::string mistakes(const std::string& table, const std::string& lesson,
                     const std::vector<std::string>& red);

/// A text that a terminal, a table and JSON can show, whatever it was: other control characters than newlines and
/// tabs, and what is not UTF-8, become `?`.
std::string printable(const std::string& text);

}  // namespace classes

#endif  // CLASSES_OUTCOME_H_
