// Runs the program in small checkouts of its own, with a `bazel` that says what is to be said: `editor_test EDITOR`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

std::string editor_path;  // NOLINT: set once, by main()

// What Bazel 4 says, with Debian's packages ...
constexpr const char* kDebian = R"(  Command Line: (exec /usr/bin/gcc \
    -iquote \
    external/googletest \
    -std=c++20 \
    -c tools/benchmark_main.cc)
)";

// ... and Bazel 7 or later, with libraries that it fetched.
constexpr const char* kFetched = R"(  Command Line: (exec /usr/bin/gcc \
    -iquote \
    'external/googletest~' \
    '-Ibazel-out/k8-fastbuild/bin/external/google_benchmark~/_virtual_includes/benchmark' \
    -isystem \
    'external/googletest~/googletest/include' \
    -isystem \
    'bazel-out/k8-fastbuild/bin/external/googletest~/googletest/include' \
    -isystem \
    external/googletest+/googlemock/include \
    -c tools/benchmark_main.cc)
)";

// A checkout with three lessons, the last of which builds on the first. There is a space in its path.
class Editor : public testing::Test {
 protected:
  void SetUp() override {
    write("lessons/01_one/stub/one.h", "");
    write("lessons/02_two/stub/two.h", "\n#include \"one.h\"\n");
    write("lessons/03_three/stub/three.h", "\n#include \"one.h\"\n");
    bazel_says(kDebian, 0);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // Makes a `bazel` of these words, with /base as its output base.
  void bazel_says(const std::string& commands, int code) {
    write("../bin/commands", commands);
    write("../bin/bazel", "#!/bin/sh\n[ \"$1\" = info ] && echo /base && exit\ncat '" +
                              (folder_ / "bin/commands").string() + "'\nexit " +
                              std::to_string(code) + "\n");
    fs::permissions(folder_ / "bin/bazel", fs::perms::all);
  }

  // Runs the program; what it prints goes to output_, its exit code is the result.
  int editor(const std::string& first = "") {
    const tools::Outcome outcome =
        tools::run(first + "BUILD_WORKSPACE_DIRECTORY='" + checkout_.string() + "' PATH='" +
                   (folder_ / "bin").string() + "':\"$PATH\" ./" + editor_path);
    output_ = outcome.output;
    return outcome.code;
  }

  void write(const fs::path& path, const std::string& text) {
    const fs::path whole = (checkout_ / path).lexically_normal();
    fs::create_directories(whole.parent_path());
    std::ofstream(whole) << text;
  }
  std::string read(const fs::path& path) {
    if (!fs::exists(checkout_ / path)) return "(not there)";
    return tools::contents(checkout_ / path);
  }

  // The paths of all files.
  std::set<std::string> files() {
    std::set<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(checkout_)) {
      all.insert(entry.path().lexically_relative(checkout_).string());
    }
    return all;
  }

  fs::path folder_ = fs::path(testing::TempDir()) / "editor";
  fs::path checkout_ = folder_ / "check out";
  std::string output_;
};

TEST_F(Editor, TellsClangdWhereTheHeadersAre) {
  ASSERT_EQ(editor(), 0) << output_;
  EXPECT_THAT(read("compile_flags.txt"), HasSubstr("\n-xc++\n-std=c++20\n"));
  EXPECT_THAT(read("compile_flags.txt"), HasSubstr("\n-I.\n-iquotemicrograd\n"));
  EXPECT_THAT(read("lessons/01_one/compile_flags.txt"),
              HasSubstr("\n-I../..\n-iquote../../micrograd\n"));
  EXPECT_THAT(output_, HasSubstr("wrote  compile_flags.txt\n"));
  EXPECT_THAT(output_, HasSubstr("wrote  lessons/01_one/compile_flags.txt\n"));
}

TEST_F(Editor, PutsTheReadersHeadersBeforeOursAndOnlyThoseThatALessonBuildsOn) {
  ASSERT_EQ(editor(), 0) << output_;
  EXPECT_THAT(read("lessons/03_three/compile_flags.txt"),
              HasSubstr("\n-I../..\n-iquote../../lessons/01_one\n-iquote../../micrograd\n"));
}

TEST_F(Editor, GivesVsCodeItsTasks) {
  ASSERT_EQ(editor(), 0) << output_;
  for (const char* command : {"\"//${relativeFileDirname}:test\"", "\"//...\"", "\"//:start\"",
                              "\"//:progress\"", "\"//:watch\""}) {
    EXPECT_THAT(read(".vscode/tasks.json"), HasSubstr(command));
  }
  EXPECT_THAT(read(".vscode/settings.json"), HasSubstr("C_Cpp.intelliSenseEngine"));
  EXPECT_THAT(read(".vscode/extensions.json"), HasSubstr("vscode-clangd"));
}

TEST_F(Editor, ChangesNothingTheSecondTime) {
  ASSERT_EQ(editor(), 0) << output_;
  ASSERT_EQ(editor(), 0) << output_;
  EXPECT_THAT(output_, Not(HasSubstr("wrote")));
  EXPECT_THAT(output_, Not(HasSubstr("left")));
}

TEST_F(Editor, FindsTheLibrariesThatBazelFetched) {
  bazel_says(kFetched, 0);
  ASSERT_EQ(editor(), 0) << output_;
  for (const char* path : {"compile_flags.txt", "lessons/02_two/compile_flags.txt"}) {
    const std::string flags = read(path);
    EXPECT_THAT(flags, HasSubstr("\n-isystem/base/external/google_benchmark~/include\n"));
    EXPECT_THAT(flags, HasSubstr("\n-isystem/base/external/googletest~/googletest/include\n"));
    EXPECT_THAT(flags, HasSubstr("\n-isystem/base/external/googletest+/googlemock/include\n"));
    EXPECT_THAT(flags, Not(HasSubstr("bazel-out")));
  }
}

TEST_F(Editor, BringsUpToDateWhatNobodyHasChanged) {
  ASSERT_EQ(editor(), 0) << output_;
  bazel_says(kFetched, 0);
  write("lessons/04_four/stub/four.h", "\n#include \"three.h\"\n");
  ASSERT_EQ(editor(), 0) << output_;
  EXPECT_THAT(read("compile_flags.txt"), HasSubstr("googletest"));
  EXPECT_THAT(read("lessons/04_four/compile_flags.txt"),
              HasSubstr("-iquote../../lessons/03_three"));
  EXPECT_THAT(output_, HasSubstr("wrote  compile_flags.txt\n"));
}

TEST_F(Editor, LeavesWhatTheReaderHasChanged) {
  ASSERT_EQ(editor(), 0) << output_;
  const std::set<std::string> paths = {"lessons/02_two/compile_flags.txt", ".vscode/settings.json"};
  for (const std::string& path : paths) write(path, read(path) + "-Wall\n");
  write(".vscode/tasks.json", "the reader's own");
  bazel_says(kFetched, 0);
  ASSERT_EQ(editor(), 0) << output_;
  for (const std::string& path : paths) {
    EXPECT_THAT(read(path), testing::EndsWith("-Wall\n"));
    EXPECT_THAT(output_, HasSubstr("left   " + path + ", which is yours\n"));
  }
  EXPECT_EQ(read(".vscode/tasks.json"), "the reader's own");
}

TEST_F(Editor, LeavesClangdToWhatTheReaderHasForIt) {
  for (const std::string path : {"compile_commands.json", "compile_flags.txt"}) {
    write(path, "[]\n");
    ASSERT_EQ(editor(), 0) << output_;
    EXPECT_EQ(read(path), "[]\n");
    EXPECT_EQ(read("lessons/01_one/compile_flags.txt"), "(not there)")
        << "it would come before " << path;
    EXPECT_THAT(output_, HasSubstr("left   " + path));
    fs::remove(checkout_ / path);
  }
}

TEST_F(Editor, WritesNothingWhereBazelCannotSay) {
  const std::set<std::string> before = files();
  bazel_says("ERROR: BUILD.bazel:1:1: syntax error\n", 1);
  EXPECT_EQ(editor(), 1);
  EXPECT_EQ(files(), before);
  EXPECT_THAT(output_, HasSubstr("syntax error"));
  EXPECT_THAT(output_, HasSubstr("Nothing was written"));
}

TEST_F(Editor, SaysWhatItCannotWrite) {
  const std::set<std::string> before = files();
  EXPECT_EQ(editor("ulimit -f 0; trap '' XFSZ; "), 1);
  EXPECT_THAT(output_, HasSubstr("can't write compile_flags.txt"));
  EXPECT_EQ(files(), before);
  write(".vscode", "a file");
  EXPECT_EQ(editor(), 1);
  EXPECT_THAT(output_, HasSubstr("can't write .vscode/settings.json"));
  EXPECT_EQ(read(".vscode"), "a file");
}

TEST_F(Editor, LeavesALinkAsItIs) {
  fs::create_symlink("/nowhere/at/all", checkout_ / "lessons/01_one/compile_flags.txt");
  EXPECT_EQ(editor(), 0);
  EXPECT_TRUE(fs::is_symlink(checkout_ / "lessons/01_one/compile_flags.txt"));
  EXPECT_THAT(output_, HasSubstr("left   lessons/01_one/compile_flags.txt"));
}

TEST_F(Editor, OutsideBazelRunSaysHowToRunIt) {
  const tools::Outcome outcome = tools::run("BUILD_WORKSPACE_DIRECTORY= ./" + editor_path);
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.output, HasSubstr("bazel run //:editor"));
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 2) return 2;
  editor_path = argv[1];
  return RUN_ALL_TESTS();
}
