/// \file
/// What students handed in: what it is called, and which headers it has.
#ifndef CLASSES_INTAKE_H_
#define CLASSES_INTAKE_H_

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "classes/report.h"
#include "lessons/road.h"

namespace classes {

/// What each submission is called in the report: by its folder, or its archive without .zip and the like. Of the
/// same names, the second is "NAME (2)".
std::vector<std::string> names_of(const std::vector<std::filesystem::path>& submissions);

/// Takes the headers out of a submission and puts them into `folder`, by collect.py. Returns what a teacher should know.
std::vector<std::string> take_headers(const std::filesystem::path& checkout,
                                      const std::filesystem::path& submission,
                                      const std::filesystem::path& folder,
                                      const std::vector<lessons::Lesson>& lessons);

/// Copies the library's headers into `folder` where the lessons to grade need them and they were not handed in, and
/// notes which; and which headers are the library's, or the stub as it came.
void complete(const std::filesystem::path& checkout, const std::filesystem::path& folder,
              const std::vector<lessons::Lesson>& lessons, const std::vector<std::size_t>& graded,
              Submission& submission);

}  // namespace classes

#endif  // CLASSES_INTAKE_H_
