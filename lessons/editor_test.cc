// Runs the program in small checkouts of its own, with a `bazel` that says what is to be said: `editor_test EDITOR`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "lessons/small_checkout.h"

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

// A checkout with three lessons, the last of which builds on the first.
class Editor : public lessons::SmallCheckout {
 protected:
  void SetUp() override {
    write("lessons/01_one/stub/one.h", "");
    write("lessons/02_two/stub/two.h", "\n#include \"one.h\"\n");
    write("lessons/03_three/stub/three.h", "\n#include \"one.h\"\n");
    bazel_says(kDebian, 0);
  }

  // Makes a `bazel` of these words, with /base as its output base.
  void bazel_says(const std::string& commands, int code) {
    write("../bin/commands", commands);
    write("../bin/bazel", "#!/bin/sh\n[ \"$1\" = info ] && echo /base && exit\ncat '" +
                              (folder_ / "bin/commands").string() + "'\nexit " +
                              std::to_string(code) + "\n");
    fs::permissions(folder_ / "bin/bazel", fs::perms::all);
  }

  int editor(const std::string& first = "") {
    return run(editor_path, "", "PATH='" + (folder_ / "bin").string() + "':\"$PATH\"", first);
  }
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
  EXPECT_EQ(run(editor_path, "", "BUILD_WORKSPACE_DIRECTORY="), 2);
  EXPECT_THAT(output_, HasSubstr("bazel run //:editor"));
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 2) return 2;
  editor_path = argv[1];
  return RUN_ALL_TESTS();
}
