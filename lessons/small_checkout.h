/// \file
/// Runs a program in a small checkout of its own, for the tests of what a reader starts.
#ifndef LESSONS_SMALL_CHECKOUT_H_
#define LESSONS_SMALL_CHECKOUT_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "tools/run.h"
#include "tools/text.h"

namespace lessons {

/// A checkout with what the test writes into it. There is a space in its path.
class SmallCheckout : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// Runs a program as `bazel run` does, by its path from here, with arguments. What it prints goes to output_, its
  /// exit code is the result. `environment` has more variables, and `first` is a command before it.
  int run(const std::string& program, const std::string& arguments,
          const std::string& environment = "", const std::string& first = "") {
    const tools::Outcome outcome =
        tools::run(first + "BUILD_WORKSPACE_DIRECTORY='" + checkout_.string() + "' " + environment +
                   " ./" + program + " " + arguments);
    output_ = outcome.output;
    return outcome.code;
  }

  /// Writes a file; the path is the checkout's, and "../x" is beside it.
  void write(const std::filesystem::path& path, const std::string& text) {
    const std::filesystem::path whole = (checkout_ / path).lexically_normal();
    std::filesystem::create_directories(whole.parent_path());
    std::ofstream(whole) << text;
  }

  std::string read(const std::filesystem::path& path) {
    if (!std::filesystem::exists(checkout_ / path)) return "(not there)";
    return tools::contents(checkout_ / path);
  }

  /// The paths of all files in the checkout.
  std::set<std::string> files() {
    std::set<std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(checkout_)) {
      all.insert(entry.path().lexically_relative(checkout_).string());
    }
    return all;
  }

  std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) / "small_checkout";
  std::filesystem::path checkout_ = folder_ / "check out";
  std::string output_;
};

}  // namespace lessons

#endif  // LESSONS_SMALL_CHECKOUT_H_
