/// \file
/// The road: the lessons of a checkout, in order, and where their files are.
#ifndef LESSONS_ROAD_H_
#define LESSONS_ROAD_H_

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string>
#include <vector>

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

}  // namespace lessons

#endif  // LESSONS_ROAD_H_
