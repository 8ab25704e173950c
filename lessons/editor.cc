// bazel run //:editor    tells clangd where the headers are, and gives VS Code its tasks
//
// clangd reads compile_flags.txt, the nearest one above the file that it is shown: there is one at the top, and one in
// each lesson, where #include "tanh.h" means the reader's header, or ours until that is there.
//
// A file that nobody has changed since is brought up to date, and any other stays as it is (written.h).
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lessons/road.h"
#include "lessons/written.h"
#include "tools/caller.h"
#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;

using lessons::File;

// How each of our files begins. compile_flags.txt has no comments, so there it is a macro that nobody uses.
constexpr const char* kFlagsMark = "-DWRITTEN_BY_BAZEL_RUN_EDITOR=0x";
constexpr const char* kCodeMark =
    "// From `bazel run //:editor`. Once you change it, it stays yours. ";

constexpr const char* kSettings = R"({
  // Two extensions that complete C++ get in each other's way.
  "C_Cpp.intelliSenseEngine": "disabled",
  // Bazel's folders are large.
  "files.exclude": { "bazel-*": true },
  "files.watcherExclude": { "**/bazel-*/**": true },
  "search.exclude": { "bazel-*": true }
}
)";

constexpr const char* kExtensions = R"({
  "recommendations": ["llvm-vs-code-extensions.vscode-clangd"]
}
)";

constexpr const char* kTasks = R"({
  "version": "2.0.0",
  "tasks": [
    {
      // The lesson whose header, test or chapter is in front.
      "label": "test this lesson",
      "type": "process",
      "command": "bazel",
      "args": ["test", "//${relativeFileDirname}:test"],
      "group": { "kind": "test", "isDefault": true },
      "problemMatcher": "$gcc"
    },
    {
      "label": "test all lessons",
      "type": "process",
      "command": "bazel",
      "args": ["test", "//..."],
      "group": "test",
      "problemMatcher": "$gcc"
    },
    {
      "label": "start the next lesson",
      "type": "process",
      "command": "bazel",
      "args": ["run", "//:start"],
      "problemMatcher": "$gcc"
    },
    {
      "label": "progress",
      "type": "process",
      "command": "bazel",
      "args": ["run", "//:progress"],
      "problemMatcher": "$gcc"
    },
    {
      "label": "watch",
      "type": "process",
      "command": "bazel",
      "args": ["run", "//:watch"],
      "problemMatcher": "$gcc"
    }
  ]
}
)";

// Where GoogleTest and Google Benchmark are, if not where every compiler looks: what Bazel would compile with them tells.
// Nothing if Bazel can't say, and then what it said is printed.
std::optional<std::set<std::string>> libraries() {
  const tools::Outcome commands = tools::run(
      "bazel aquery --noshow_progress --color=no --output=text "
      "'mnemonic(CppCompile, //micrograd/testing:lesson_main + //tools:benchmark_main)'");
  const tools::Outcome base = tools::run("bazel info output_base 2>/dev/null");
  if (commands.code != 0 || base.code != 0) {
    std::cerr << commands.output
              << "editor: Bazel can't say where GoogleTest is; see above. Nothing was written.\n";
    return std::nullopt;
  }
  const std::string external = tools::split(base.output, "\n")[0] + "/external/";
  std::set<std::string> folders;
  const std::regex option(R"((-isystem|-I)[\s\\']*(\S*/)?external/([^\s']+))");
  std::sregex_iterator match(commands.output.begin(), commands.output.end(), option);
  for (; match != std::sregex_iterator(); ++match) {
    // Bazel's links to headers are there once the library is built; the headers themselves, once it is fetched.
    const std::regex links("/_virtual_includes/.*");
    folders.insert(external + std::regex_replace((*match)[3].str(), links, "/include"));
  }
  return folders;
}

// A folder's compile_flags.txt. `top` is the checkout as seen from there, and `first` is where #include "tanh.h" looks
// before it looks among ours.
File flags(const fs::path& folder, const std::string& top, const std::vector<std::string>& first,
           const std::set<std::string>& libraries) {
  std::string text =
      "-xc++\n-std=c++20\n-Wall\n-Wextra\n-Wshadow\n-Wconversion\n-Wno-psabi\n-Wno-unused-"
      "parameter\n-I" +
      top + '\n';
  for (const std::string& path : first) text += "-iquote" + path + '\n';
  // Ours; and what is made during the build.
  for (const char* path :
       {"micrograd", "bazel-bin", "bazel-bin/lessons/15_source/train_printed",
        "bazel-bin/lessons/15_source/solution_train_printed", "bazel-bin/benchmarks/our_printed"}) {
    text += "-iquote" + (fs::path(top) / path).lexically_normal().string() + '\n';
  }
  for (const std::string& path : libraries) text += "-isystem" + path + '\n';
  return {folder / "compile_flags.txt", kFlagsMark, text};
}

// What clangd reads, unless the reader has told it something else; nothing if Bazel can't say what belongs there.
std::optional<std::vector<File>> for_clangd(const fs::path& checkout) {
  for (const fs::path other : {"compile_commands.json", "compile_flags.txt"}) {
    if (fs::exists(other) && !lessons::is_ours(other, kFlagsMark)) {
      std::cout << "left   " << other.string()
                << ", which is yours: clangd goes by it, so there is none of ours\n";
      return std::vector<File>();
    }
  }
  const auto found = libraries();
  if (!found) return std::nullopt;
  std::vector<File> files{flags("", ".", {}, *found)};
  const std::vector<lessons::Lesson> lessons = lessons::all(checkout);
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    std::vector<std::string> readers;
    for (const std::size_t before : lessons::before(checkout, lessons, i)) {
      readers.push_back("../../" + lessons[before].package);
    }
    files.push_back(flags(lessons[i].package, "../..", readers, *found));
  }
  return files;
}

}  // namespace

int main() {
  const auto checkout = tools::workspace();
  if (!checkout) {
    std::cerr << "editor: run it as `bazel run //:editor`, which tells it where the lessons are.\n";
    return 2;
  }
  fs::current_path(*checkout);
  auto files = for_clangd(*checkout);
  if (!files) return 1;
  for (const auto& [name, text] : {std::pair(".vscode/settings.json", kSettings),
                                   std::pair(".vscode/extensions.json", kExtensions),
                                   std::pair(".vscode/tasks.json", kTasks)}) {
    files->push_back({name, kCodeMark, text});
  }
  for (const File& file : *files) {
    if (!lessons::write(file)) return 1;
  }
  std::cout << "clangd finds the headers. In an editor that was open, restart clangd or reload the "
               "window.\n";
  if (tools::run("command -v clangd").code != 0) {
    std::cout << "It is not installed here: on Debian and Ubuntu, sudo apt-get install clangd\n";
  }
  return 0;
}
