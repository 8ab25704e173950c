/// \file
/// The road: the lessons of a checkout, in order, where their files are, and which builds on which.
#ifndef LESSONS_ROAD_H_
#define LESSONS_ROAD_H_

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/text.h"

namespace lessons {

/// One lesson. Paths are relative to the checkout.
struct Lesson {
  std::string package;             ///< "lessons/03_tanh".
  std::string topic;               ///< "tanh".
  std::filesystem::path header;    ///< The reader's file; not there until the lesson is started.
  std::filesystem::path stub;      ///< What that file starts as.
  std::filesystem::path solution;  ///< The library's header.
};

/// The lessons of a checkout: its folders lessons/NN_TOPIC, by number.
inline std::vector<Lesson> all(const std::filesystem::path& checkout) {
  std::vector<Lesson> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(checkout / "lessons", error)) {
    const std::string name = entry.path().filename().string();
    if (name.size() < 4 || std::isdigit(static_cast<unsigned char>(name[0])) == 0) continue;
    const std::string topic = name.substr(3);
    const std::filesystem::path package = "lessons/" + name;
    found.push_back({package.string(), topic, package / (topic + ".h"),
                     package / "stub" / (topic + ".h"), "micrograd/" + topic + ".h"});
  }
  std::sort(found.begin(), found.end(),
            [](const Lesson& a, const Lesson& b) { return a.package < b.package; });
  return found;
}

/// Which lessons another builds on, directly or not, in order: its stub includes the header of one, whose
/// stub includes that of the next.
inline std::vector<std::size_t> before(const std::filesystem::path& checkout,
                                       const std::vector<Lesson>& lessons, std::size_t lesson) {
  std::vector<std::size_t> found;
  for (std::size_t i = lesson; i-- > 0;) {
    const std::string include = "\n#include \"" + lessons[i].topic + ".h\"\n";
    if (tools::contents(checkout / lessons[lesson].stub).find(include) == std::string::npos)
      continue;
    found.push_back(i);
    lesson = i;
  }
  std::reverse(found.begin(), found.end());
  return found;
}

/// The order in which a reader takes the lessons: up to the last one that they started, those that are started
/// or that it builds on; then those after it; then those that they skipped.
inline std::vector<std::size_t> order(const std::filesystem::path& checkout,
                                      const std::vector<Lesson>& lessons) {
  const auto started = [&](std::size_t i) {
    return std::filesystem::exists(checkout / lessons[i].header);
  };
  std::size_t next = lessons.size();
  while (next > 0 && !started(next - 1)) --next;
  const std::vector<std::size_t> needed =
      next == 0 ? std::vector<std::size_t>() : before(checkout, lessons, next - 1);
  std::vector<std::size_t> first;
  std::vector<std::size_t> skipped;
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    const bool now = i >= next || started(i) || std::ranges::binary_search(needed, i);
    (now ? first : skipped).push_back(i);
  }
  first.insert(first.end(), skipped.begin(), skipped.end());
  return first;
}

}  // namespace lessons

#endif  // LESSONS_ROAD_H_
