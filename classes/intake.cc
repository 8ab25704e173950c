#include "classes/intake.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "classes/outcome.h"
#include "classes/report.h"
#include "lessons/road.h"
#include "tools/run.h"
#include "tools/text.h"

namespace classes {
namespace {

namespace fs = std::filesystem;

std::string name_of(const fs::path& path) {
  fs::path last = path.lexically_normal();
  if (last.filename().empty()) last = last.parent_path();
  std::string name = fs::is_directory(path) ? fs::weakly_canonical(last).filename().string()
                                            : last.filename().string();
  for (const std::string ending : {".zip", ".gz", ".tgz", ".bz2", ".xz", ".tar"}) {
    if (!fs::is_directory(path) && name.size() > ending.size() && name.ends_with(ending)) {
      name.resize(name.size() - ending.size());
    }
  }
  std::ranges::replace(name, '\n', '?');
  std::ranges::replace(name, '\t', '?');
  return printable(name);
}

std::string in_quotes(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + '\'';
}

}  // namespace

std::vector<std::string> names_of(const std::vector<fs::path>& submissions) {
  std::vector<std::string> names;
  for (const fs::path& path : submissions) {
    const std::string name = name_of(path);
    std::string other = name;
    for (int i = 2; std::ranges::count(names, other) > 0; ++i) {
      other = name + " (" + std::to_string(i) + ")";
    }
    names.push_back(other);
  }
  return names;
}

std::vector<std::string> take_headers(const fs::path& checkout, const fs::path& submission,
                                      const fs::path& folder,
                                      const std::vector<lessons::Lesson>& lessons) {
  std::string command = "ulimit -t 20; ulimit -v 2097152; python3 -I " +
                        in_quotes((checkout / "classes/collect.py").string()) + ' ' +
                        in_quotes(submission.string()) + ' ' + in_quotes(folder.string());
  for (const lessons::Lesson& lesson : lessons)
    command += ' ' + fs::path(lesson.package).filename().string();
  const tools::Outcome outcome = tools::run(command);
  std::vector<std::string> notes;
  for (const std::string& line : tools::split(outcome.output, "\n")) {
    if (!line.empty()) notes.push_back(printable(line));
  }
  if (outcome.code != 0 && notes.empty())
    notes.push_back("can't be read within 20 seconds and 2 GiB");
  return notes;
}

void complete(const fs::path& checkout, const fs::path& folder,
              const std::vector<lessons::Lesson>& lessons, const std::vector<std::size_t>& graded,
              Submission& submission) {
  std::string copied;
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    if (!submission.lessons[i].handed_in) continue;
    const std::string text = tools::contents(folder / (lessons[i].topic + ".h"));
    if (text == tools::contents(checkout / lessons[i].solution)) {
      submission.notes.push_back(lessons[i].topic + ".h is the library's own file");
    } else if (text == tools::contents(checkout / lessons[i].stub)) {
      submission.notes.push_back(lessons[i].topic + ".h is still as it came");
    }
  }
  std::vector<std::size_t> needed;
  for (const std::size_t lesson : graded) {
    for (const std::size_t i : lessons::before(checkout, lessons, lesson)) needed.push_back(i);
  }
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    const fs::path header = folder / (lessons[i].topic + ".h");
    if (std::ranges::count(needed, i) == 0 || fs::exists(header)) continue;
    fs::copy_file(checkout / lessons[i].solution, header);
    copied += (copied.empty() ? "" : ", ") + lessons[i].topic + ".h";
  }
  if (!copied.empty())
    submission.notes.push_back("not handed in, so the library's was used: " + copied);
}

}  // namespace classes
