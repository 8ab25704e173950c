/// \file
/// Puts a file before the reader.
#ifndef LESSONS_COPY_WHOLE_H_
#define LESSONS_COPY_WHOLE_H_

#include <filesystem>
#include <string>
#include <system_error>

namespace lessons {

/// Copies a file, all of it or nothing, and never over another: it is written under a name beside its own, and then
/// linked into place.
inline std::error_code copy_whole(const std::filesystem::path& from,
                                  const std::filesystem::path& to) {
  namespace fs = std::filesystem;
  const fs::path part = to.string() + ".part";
  std::error_code error;
  fs::copy_file(from, part, fs::copy_options::overwrite_existing, error);
  if (!error) fs::create_hard_link(part, to, error);
  std::error_code ignored;
  fs::remove(part, ignored);
  return error;
}

}  // namespace lessons

#endif  // LESSONS_COPY_WHOLE_H_
