/// \file
/// What //:grade found out, as a table, as CSV and as Gradescope's JSON.
#ifndef CLASSES_REPORT_H_
#define CLASSES_REPORT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "classes/outcome.h"
#include "lessons/road.h"

namespace classes {

/// One lesson of a submission.
struct Graded {
  bool handed_in = false;  ///< Whether its header was there.
  Outcome outcome;         ///< Of all its tests; without any if the lesson is not asked for.
  std::string looks_like;  ///< The known mistakes that turn the same tests red, or "".
};

/// One submission.
struct Submission {
  std::string name;                ///< That of its folder or archive.
  std::vector<std::string> notes;  ///< What a teacher should know.
  std::vector<Graded> lessons;     ///< By their places on the road.
};

/// A row a submission and a column a lesson, with how many of its tests pass; then what is wrong with each.
std::string table(const std::vector<lessons::Lesson>& lessons,
                  const std::vector<Submission>& submissions);

/// A row a submission: its points, those of each lesson with its looks_like, and 1 or 0 for each test.
std::string csv(const std::vector<lessons::Lesson>& lessons,
                const std::vector<Submission>& submissions);

/// Gradescope's results.json of one submission.
std::string json(const std::vector<lessons::Lesson>& lessons, const Submission& submission);

/// The same of one; of several, an object with each under its name.
std::string json(const std::vector<lessons::Lesson>& lessons,
                 const std::vector<Submission>& submissions);

}  // namespace classes

#endif  // CLASSES_REPORT_H_
