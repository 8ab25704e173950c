/// \file
/// Files that a program writes for the reader, and brings up to date as long as the reader leaves them as they are.
#ifndef LESSONS_WRITTEN_H_
#define LESSONS_WRITTEN_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <system_error>

#include "tools/text.h"

namespace lessons {

/// A file whose first line is a mark and the checksum of the text that follows it.
struct File {
  std::filesystem::path path;
  std::string mark;  ///< Says who wrote it.
  std::string text;  ///< All lines but the first.
};

/// The whole of a file: FNV-1a, in hexadecimal, is what the mark is followed by.
inline std::string marked(const std::string& mark, const std::string& text) {
  std::uint64_t sum = 14695981039346656037U;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211U;
  std::ostringstream whole;
  whole << mark << std::hex << sum << '\n' << text;
  return whole.str();
}

/// Whether a file is as a program with this mark wrote it, now or in an earlier version.
inline bool is_ours(const std::filesystem::path& path, const std::string& mark) {
  const std::string whole = tools::contents(path);
  const std::size_t end = whole.find('\n');
  return end != std::string::npos && whole == marked(mark, whole.substr(end + 1));
}

/// Writes a file, all of it or nothing, and says so; leaves what is there and isn't ours, and says so too. Returns false,
/// and says why, if it can't.
inline bool write(const File& file) {
  namespace fs = std::filesystem;
  const std::string whole = marked(file.mark, file.text);
  if (fs::exists(fs::symlink_status(file.path))) {
    if (!is_ours(file.path, file.mark)) {
      std::cout << "left   " << file.path.string() << ", which is yours\n";
      return true;
    }
    if (tools::contents(file.path) == whole) return true;
  }
  std::error_code error;
  if (file.path.has_parent_path()) fs::create_directories(file.path.parent_path(), error);
  const fs::path part = file.path.string() + ".part";
  std::ofstream out(part, std::ios::binary);
  out << whole << std::flush;
  if (!out) error = std::make_error_code(std::errc::io_error);
  if (!error) fs::rename(part, file.path, error);
  if (!error) {
    std::cout << "wrote  " << file.path.string() << '\n';
    return true;
  }
  std::cerr << "can't write " << file.path.string()
            << ". Is there room on the disk, and may you write there?\n";
  std::error_code ignored;
  fs::remove(part, ignored);
  return false;
}

}  // namespace lessons

#endif  // LESSONS_WRITTEN_H_
