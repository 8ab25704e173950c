/// \file
/// Reads a file, takes a text apart, and reads a number.
#ifndef TOOLS_TEXT_H_
#define TOOLS_TEXT_H_

#include <charconv>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
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

/// The text between the first `before` and the `after` that follows it, or the end; "" if there is no `before`.
inline std::string between(const std::string& text, const std::string& before,
                           const std::string& after) {
  const std::size_t start = text.find(before);
  if (start == std::string::npos) return "";
  const std::size_t from = start + before.size();
  return text.substr(from, text.find(after, from) - from);
}

/// Reads a number from `least` to `most`: sets `number`, and returns whether the text is one, and nothing
/// else.
template <typename Number>
bool read_number(std::string_view text, Number least, Number most, Number& number) {
  const char* const end = text.data() + text.size();
  Number found{};
  const auto [rest, error] = std::from_chars(text.data(), end, found);
  if (error != std::errc() || rest != end || !(found >= least && found <= most)) return false;
  number = found;
  return true;
}

}  // namespace tools

#endif  // TOOLS_TEXT_H_
