/// \file
/// Notices that files are saved, by looking at them again and again.
#ifndef LESSONS_WATCH_SAVES_H_
#define LESSONS_WATCH_SAVES_H_

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

namespace lessons::watch {

/// Some files, each of which may be there or not.
class Saves {
 public:
  /// A file must be away for so many polls before that counts: some editors remove a file, then write it.
  static constexpr int kPatience = 10;

  explicit Saves(std::vector<std::filesystem::path> files) {
    for (std::filesystem::path& file : files) files_.push_back({std::move(file), {}, {}, 0});
    catch_up();
  }

  /// Which files were saved, by number: those that changed since they were last reported, and no more since the
  /// last poll. A file that appears or vanishes is one of them.
  std::set<std::size_t> poll() {
    std::set<std::size_t> saved;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      File& file = files_[i];
      const Stamp now = stamp(file.path);
      file.same = now == file.last ? file.same + 1 : 0;
      file.last = now;
      if (now == file.known || file.same < (now == Stamp() ? kPatience : 1)) continue;
      file.known = now;
      saved.insert(i);
    }
    return saved;
  }

  /// Reports nothing of what was saved up to now.
  void catch_up() {
    for (File& file : files_) file.known = file.last = stamp(file.path);
  }

 private:
  // When a file was written, its length, and which file it is; all 0 if there is none.
  struct Stamp {
    std::filesystem::file_time_type time;
    std::uintmax_t size = 0;
    ino_t number = 0;
    bool operator==(const Stamp&) const = default;
  };
  struct File {
    std::filesystem::path path;
    Stamp known;   // As it was last reported.
    Stamp last;    // As it was when last polled.
    int same = 0;  // For how many polls it has been so.
  };

  static Stamp stamp(const std::filesystem::path& path) {
    struct stat found {};
    if (stat(path.c_str(), &found) != 0) return {};
    std::error_code error;
    Stamp stamp{std::filesystem::last_write_time(path, error),
                static_cast<std::uintmax_t>(found.st_size), found.st_ino};
    return error ? Stamp() : stamp;
  }

  std::vector<File> files_;
};

}  // namespace lessons::watch

#endif  // LESSONS_WATCH_SAVES_H_
