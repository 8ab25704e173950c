#include "classes/workplace.h"

#include <stdlib.h>  // mkdtemp

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "lessons/road.h"
#include "tools/run.h"
#include "tools/text.h"

namespace classes {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

std::string package(std::size_t submission) {
  return "lessons/submitted/" + std::to_string(submission + 1);
}

// A file's text, if it is a file and no link to one: what a test leaves behind may be anything.
std::string text_of(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(path, error)) ? tools::contents(path) : "";
}

// The first line of what a compiler says that names the error.
std::string error_in(const std::string& said) {
  for (const std::string& line : tools::split(said, "\n")) {
    if (line.find("error") != std::string::npos || line.find("memory") != std::string::npos) {
      return line;
    }
  }
  return said.empty() ? "the compiler was stopped: it may have 2 GiB and a minute"
                      : tools::split(said, "\n")[0];
}

}  // namespace

Workplace::Workplace(const fs::path& checkout) : checkout_(checkout) {
  // In the sandbox, /tmp is another one, and this is read-only.
  std::string folder = "/var/tmp/grade_XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) {
    throw fs::filesystem_error("no folder in /var/tmp",
                               std::error_code(errno, std::generic_category()));
  }
  folder_ = folder;
  for (const char* part :
       {".bazelignore", ".bazeliskrc", ".bazelrc", "MODULE.bazel", "WORKSPACE", "WORKSPACE.bzlmod",
        "classes", "lessons", "micrograd", "player", "third_party", "tools"}) {
    if (!fs::exists(checkout / part)) continue;
    fs::copy(checkout / part, folder_ / part, fs::copy_options::recursive);
  }
  for (const lessons::Lesson& lesson : lessons::all(folder_)) {
    fs::remove(folder_ / lesson.header);
  }
}

Workplace::~Workplace() {
  if (ran_) tools::run("cd '" + folder_.string() + "' && bazel clean --expunge");
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

fs::path Workplace::headers_of(std::size_t submission) const {
  fs::create_directories(folder_ / package(submission));
  return folder_ / package(submission);
}

void Workplace::declare(std::size_t submission, const std::vector<std::string>& lessons) const {
  std::string graded;
  for (const std::string& lesson : lessons) graded += '"' + lesson + "\", ";
  write(folder_ / package(submission) / "BUILD.bazel",
        "load(\"//classes:submission.bzl\", \"submission\")\n\n"
        "submission(name = \"all\", graded = [" +
            graded + "])\n");
}

std::string Workplace::run(bool sandboxed) {
  ran_ = true;
  const std::string here = folder_.string();
  const std::string sandbox =
      sandboxed ? "--spawn_strategy=linux-sandbox --sandbox_default_allow_network=false "
                  "--sandbox_tmpfs_path=/tmp --sandbox_tmpfs_path=/dev/shm "
                : "";
  const std::string command =
      "cd '" + here +
      "' && { bazel test --keep_going --color=no --curses=no "
      "--show_progress_rate_limit=10 --test_output=summary --test_timeout=40 "
      "--build_event_json_file=events.json --repo_env=CC=" +
      here + "/classes/limited_compiler.sh --run_under=" + here + "/classes/limited_test.sh " +
      sandbox + "//lessons/submitted/... 2>&1; echo $? >code; } | tee said | " +
      R"(grep --line-buffered -oE '^\[[0-9,]+ / [0-9,]+\]( [0-9]+ / [0-9]+ tests)?' >&2)";
  std::system(command.c_str());  // Ctrl-C is Bazel's, and what is left is for us to tidy up.
  events_ = tools::split(tools::contents(folder_ / "events.json"), "\n");
  const std::string code = tools::contents(folder_ / "code");
  if (code == "8\n" || code.empty()) return "interrupted\n";
  for (const std::string& event : events_) {
    if (event.find("\"targetCompleted\"") != std::string::npos) return "";
  }
  const std::string said = tools::contents(folder_ / "said");
  if (said.find("'linux-sandbox' was requested") == std::string::npos) return said;
  return "this machine has no linux-sandbox, with which Bazel keeps a submission from writing "
         "elsewhere and from the "
         "network: it needs Linux, and a kernel that lets you make user namespaces. Where that "
         "doesn't matter, in a "
         "container for each submission for example, give --unsandboxed.\n";
}

std::string Workplace::left(std::size_t submission, const std::string& lesson,
                            const std::string& file) const {
  return text_of(folder_ / "bazel-testlogs" / package(submission) / lesson / file);
}

std::string Workplace::not_built(std::size_t submission, const lessons::Lesson& lesson) const {
  const std::string label =
      "//" + package(submission) + ':' + lesson.package.substr(std::string("lessons/").size());
  std::string said;
  for (const std::string& event : events_) {
    if (event.rfind("{\"id\":{\"actionCompleted\"", 0) != 0) continue;
    if (event.find(label + '"') == std::string::npos) continue;
    said +=
        text_of(tools::between(event, "\"stderr\":{\"name\":\"stderr\",\"uri\":\"file://", "\""));
  }
  // As the student knows them.
  for (const lessons::Lesson& one : lessons::all(checkout_)) {
    const std::vector<std::string> parts =
        tools::split(said, package(submission) + '/' + one.topic + ".h");
    said = parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) said += one.header.string() + parts[i];
  }
  return "does not compile: " + error_in(said) + '\n' + said;
}

}  // namespace classes
