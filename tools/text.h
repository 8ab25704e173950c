/// \file
/// Reads a file, and splits a text.
#ifndef TOOLS_TEXT_H_
#define TOOLS_TEXT_H_

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace tools {

/// The whole of a file; "" if it can't be read.
inline std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The parts of a text between the separators.
inline std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t to = 0; to != std::string::npos; from = to + separator.size()) {
    to = text.find(separator, from);
    parts.push_back(text.substr(from, to - from));
  }
  return parts;
}

}  // namespace tools

#endif  // TOOLS_TEXT_H_
