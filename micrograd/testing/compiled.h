/// \file
/// Compiles a program that a test has made, and runs it.
#ifndef MICROGRAD_TESTING_COMPILED_H_
#define MICROGRAD_TESTING_COMPILED_H_

#include <gtest/gtest.h>
#include <stdlib.h>  // mkdtemp

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tools/run.h"

namespace micrograd::testing {

/// What came of it.
struct Ran {
  bool compiled = false;        ///< Whether the compiler accepted it.
  std::string output;           ///< What it printed; or what the compiler said.
  std::vector<double> numbers;  ///< The numbers that it printed, as far as it printed nothing else.
};

/// Compiles these files, by name, of which one is main.cc, with the machine's own `c++` (or $CXX), and runs the result.
inline Ran run_compiled(const std::map<std::string, std::string>& files) {
  // mkdtemp() replaces the six letters, so that each call has a folder of its own.
  std::string folder = ::testing::TempDir() + "compiled.XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) return {false, "no folder for it: " + folder, {}};
  for (const auto& [name, text] : files) std::ofstream(folder + '/' + name) << text;
  const char* const compiler = std::getenv("CXX");
  const tools::Outcome made =
      tools::run("cd '" + folder + "' && " + (compiler != nullptr ? compiler : "c++") +
                 " -std=c++20 -w -o program main.cc");
  // What the compiler says first tells most.
  Ran ran{made.code == 0, made.output.substr(0, 1000), {}};
  if (ran.compiled) {
    ran.output = tools::run('\'' + folder + "/program'").output;
    std::istringstream in(ran.output);
    // By strtod, for >> reads no infinity, no nan, and nothing hexadecimal.
    for (std::string word; in >> word;) {
      char* end = nullptr;
      const double number = std::strtod(word.c_str(), &end);
      if (*end != '\0') break;
      ran.numbers.push_back(number);
    }
  }
  std::filesystem::remove_all(folder);
  return ran;
}

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_COMPILED_H_
