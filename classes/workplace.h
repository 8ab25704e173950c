/// \file
/// Where //:grade works: a copy of the repository with a package for each submission, which Bazel builds and tests
/// in its sandbox, within limits.
#ifndef CLASSES_WORKPLACE_H_
#define CLASSES_WORKPLACE_H_

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "lessons/road.h"

namespace classes {

/// A copy of a checkout in a folder of its own, which goes with it.
class Workplace {
 public:
  /// Copies what the lessons' tests need, and nothing of the reader's: neither their headers nor user.bazelrc. Throws
  /// std::filesystem::filesystem_error where that can't be done.
  explicit Workplace(const std::filesystem::path& checkout);
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  ~Workplace();

  /// Its folder.
  const std::filesystem::path& folder() const { return folder_; }

  /// The folder for the headers of a submission. Made at the first call.
  std::filesystem::path headers_of(std::size_t submission) const;

  /// Says which lessons of a submission run(), such as "04_backward". Their headers, and those that they build on, are in
  /// headers_of() by then.
  void declare(std::size_t submission, const std::vector<std::string>& lessons) const;

  /// Builds and runs all tests that were declared, and shows how far it is on stderr. Returns "" if Bazel did its work,
  /// whatever the tests say, and otherwise why it did not.
  std::string run(bool sandboxed);

  /// A file that a test left behind, test.log or test.xml; "" if it has left none.
  std::string left(std::size_t submission, const std::string& lesson,
                   const std::string& file) const;

  /// What the compiler says of a test that it could not build, with the error's first line first.
  std::string not_built(std::size_t submission, const lessons::Lesson& lesson) const;

 private:
  std::filesystem::path checkout_;
  std::filesystem::path folder_;
  std::vector<std::string> events_;  // Bazel's, of the last run.
  bool ran_ = false;
};

}  // namespace classes

#endif  // CLASSES_WORKPLACE_H_
