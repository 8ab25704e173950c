/// \file
/// Runs a program and keeps what it prints.
#ifndef TOOLS_RUN_H_
#define TOOLS_RUN_H_

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace tools {

/// How a command ended.
struct Outcome {
  int code;            ///< Its exit code; -1 when it crashed or could not be run.
  std::string output;  ///< What it printed, errors included.
};

/// Runs a shell command to its end. The file by which GoogleTest notices crashes is hidden from it,
/// since it may be a GoogleTest program itself.
inline Outcome run(const std::string& command) {
  const std::string quiet = "unset TEST_PREMATURE_EXIT_FILE; { " + command + "; } 2>&1";
  FILE* pipe = popen(quiet.c_str(), "r");
  if (pipe == nullptr) return {-1, ""};
  Outcome outcome{-1, ""};
  std::array<char, 4096> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) outcome.output += buffer.data();
  const int status = pclose(pipe);
  if (WIFEXITED(status) && WEXITSTATUS(status) < 126) outcome.code = WEXITSTATUS(status);
  return outcome;
}

}  // namespace tools

#endif  // TOOLS_RUN_H_
