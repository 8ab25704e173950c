/// \file
/// Where `bazel run` was typed; the program itself runs in one of Bazel's folders.
#ifndef TOOLS_CALLER_H_
#define TOOLS_CALLER_H_

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace tools {

/// The checkout that `bazel run` was called in, or nothing if the program was started in another
/// way.
inline std::optional<std::filesystem::path> workspace() {
  const char* folder = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (folder == nullptr || *folder == '\0') return std::nullopt;
  return folder;
}

/// A path as seen from the folder where `bazel run` was typed.
inline std::filesystem::path from_the_caller(const std::filesystem::path& path) {
  const char* folder = std::getenv("BUILD_WORKING_DIRECTORY");
  return std::filesystem::path(folder == nullptr ? "" : folder) / path;
}

}  // namespace tools

#endif  // TOOLS_CALLER_H_
