/// \file
/// What of this checkout is for a class.
#ifndef CLASSES_COURSE_H_
#define CLASSES_COURSE_H_

#include <filesystem>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "tools/run.h"
#include "tools/text.h"

namespace classes {

/// What a handout has, by path. A file that none of these patterns knows is not in it.
inline const std::regex kGiven(
    // The frame.
    R"(setup|LICENSE|WORKSPACE(\.bzlmod)?|(BUILD|MODULE)\.bazel|\.bazel(rc|ignore|iskrc)|\.clang(d|-format|-tidy))"
    R"(|\.editorconfig|\.gitignore|(third_party|tools)/.*)"
    // What the lessons use.
    R"(|micrograd/(BUILD\.bazel|graph\.h|testing/.*)|micrograd/examples/.*|player/.*)"
    // The lessons, and how they are taken; of a lesson's own headers, only the stub.
    R"(|lessons/(watch/)?[^/]*\.(h|cc|bzl|bazel)|lessons/README\.md|lessons/[0-9]+_\w+/([^/]*\.(md|cc|bzl|bazel|py|txt)|stub/.*))"
    // What the chapters show and link to.
    R"(|docs/(cpp|working_day)\.md|docs/pictures/.*\.svg)");

/// And what of it is on the library, about its solutions, or a test of ours. (A hunt is for wrong solutions.)
inline const std::regex kLeftOut(
    R"(lessons/(pitfalls\.bzl|compiler\.bzl|solutions\.bzl|prelude\.cc|small_checkout\.h|(watch/)?\w+_test\.cc)|lessons/(.*/)?hunt[^/]*)"
    R"(|lessons/04_backward/pre_order\.cc|lessons/08_training/left_over\.cc|lessons/09_ops/overflow\.cc)"
    R"(|lessons/10_attention/order\.cc|player/.*_test\.cc)"
    R"(|micrograd/examples/(hello\.cc|compiled_gpt\.h|\w+_test\.cc))");

/// The strings that a statement of a BUILD file has if what it declares is not for a class, beside the names of files
/// that are left out.
inline const std::regex kNotForAClass(
    R"(manual|everything|quoted|.*(hunt|pitfall|solution_).*|//classes.*|\.ci/.*)"
    R"(|//micrograd|//micrograd:(?!graph$|headers$).*)");

/// Thrown where no handout can be made; says why.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Whether a class gets that file of the checkout.
inline bool is_given(const std::string& file) {
  return std::regex_match(file, kGiven) && !std::regex_match(file, kLeftOut);
}

/// The files of the checkout that could be in a handout: those that git knows, or all if git knows of no checkout.
inline std::set<std::string> files_of(const std::filesystem::path& checkout) {
  const tools::Outcome git = tools::run("git -c core.quotePath=off ls-files");
  std::vector<std::string> files;
  if (git.code == 0 && !git.output.empty()) {
    files = tools::split(git.output, "\n");
  } else if (std::filesystem::exists(checkout / ".git")) {
    throw Failure("git can't list the checkout's files:\n" + git.output);
  } else {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(checkout)) {
      files.push_back(entry.path().lexically_relative(checkout).generic_string());
    }
  }
  // Without folders, and without what git knows and somebody deleted.
  std::erase_if(files, [&](const std::string& file) {
    return !std::filesystem::is_regular_file(checkout / file);
  });
  return {files.begin(), files.end()};
}

}  // namespace classes

#endif  // CLASSES_COURSE_H_
