// Runs collect.py on folders and archives, as `collect_test COLLECT`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string collect_path;  // NOLINT: set once, by main()

class Collect : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(in_); }
  void TearDown() override {
    fs::remove_all(in_);
    fs::remove_all(out_);
  }

  void write(const std::string& path, const std::string& text) {
    fs::create_directories((in_ / path).parent_path());
    std::ofstream(in_ / path) << text;
  }

  // Runs Python on lines that make `archive`, in the folder.
  void python(const std::string& lines) {
    const tools::Outcome made =
        tools::run("cd '" + in_.string() + "' && python3 -c '" + lines + "'");
    ASSERT_EQ(made.code, 0) << made.output;
  }

  // What it says of a submission; what it takes is then in out_.
  std::string collect(const fs::path& submission) {
    fs::remove_all(out_);
    fs::create_directories(out_);
    return tools::run("python3 -I " + collect_path + " '" + submission.string() + "' '" +
                      out_.string() + "' 01_value 04_backward")
        .output;
  }

  std::string taken(const std::string& header) {
    return fs::exists(out_ / header) ? tools::contents(out_ / header) : "(not there)";
  }

  fs::path in_ = fs::path(testing::TempDir()) / "in";
  fs::path out_ = fs::path(testing::TempDir()) / "out";
};

TEST_F(Collect, TakesTheHeadersWhereverTheyAre) {
  write("value.h", "one");
  write("some/where/Backward.H", "four");
  write("some/where/main.cc", "no header");
  EXPECT_EQ(collect(in_), "\n");
  EXPECT_EQ(taken("value.h"), "one");
  EXPECT_EQ(taken("backward.h"), "four");
  EXPECT_EQ(taken("main.cc"), "(not there)");
}

TEST_F(Collect, TakesTheReadersHeadersOfAWholeCheckout) {
  write("lessons/lesson.bzl", "");
  write("lessons/01_value/value.h", "the reader's");
  write("lessons/01_value/stub/value.h", "the stub");
  write("lessons/04_backward/stub/backward.h", "the stub");
  write("micrograd/value.h", "the library's");
  write("micrograd/backward.h", "the library's");
  collect(in_);
  EXPECT_EQ(taken("value.h"), "the reader's");
  EXPECT_EQ(taken("backward.h"), "(not there)") << "not handed in, though ours is there";
}

TEST_F(Collect, TakesNoneOfTwoThatDiffer) {
  write("a/value.h", "one");
  write("b/value.h", "two");
  write("a/backward.h", "the same");
  write("b/backward.h", "the same");
  EXPECT_THAT(collect(in_), HasSubstr("value.h is there more than once, and not the same: "
                                      "a/value.h, b/value.h; none was taken"));
  EXPECT_EQ(taken("value.h"), "(not there)");
  EXPECT_EQ(taken("backward.h"), "the same");
}

TEST_F(Collect, FollowsNoLink) {
  fs::create_symlink("/etc/passwd", in_ / "value.h");
  fs::create_directory_symlink("/", in_ / "backward");
  EXPECT_THAT(collect(in_), HasSubstr("value.h is a link, or no file at all, and was left out"));
  EXPECT_EQ(taken("value.h"), "(not there)");
}

TEST_F(Collect, ReadsZipAndTar) {
  write("x/value.h", "one");
  write("x/backward.h", "four");
  python(
      "import shutil\nfor kind in [\"zip\", \"tar\", \"gztar\"]: shutil.make_archive(\"made\", "
      "kind, \"x\")");
  for (const char* archive : {"made.zip", "made.tar", "made.tar.gz"}) {
    EXPECT_EQ(collect(in_ / archive), "\n") << archive;
    EXPECT_EQ(taken("value.h"), "one") << archive;
    EXPECT_EQ(taken("backward.h"), "four") << archive;
  }
}

TEST_F(Collect, LeavesOutPathsThatLeadElsewhere) {
  python(
      "import zipfile\nz = zipfile.ZipFile(\"a.zip\", \"w\")\nz.writestr(\"../../value.h\", "
      "\"x\")\n"
      "z.writestr(\"/backward.h\", \"x\")");
  const std::string said = collect(in_ / "a.zip");
  EXPECT_THAT(said, HasSubstr("../../value.h has a path that leads elsewhere, and was left out"));
  EXPECT_THAT(said, HasSubstr("/backward.h has a path that leads elsewhere"));
  EXPECT_TRUE(fs::is_empty(out_));
  EXPECT_FALSE(fs::exists(in_ / "../../value.h"));
}

TEST_F(Collect, LeavesOutLinksAndDevicesInArchives) {
  python(
      "import tarfile\nt = tarfile.open(\"a.tar\", \"w\")\ni = tarfile.TarInfo(\"value.h\")\n"
      "i.type = tarfile.SYMTYPE\ni.linkname = \"/etc/passwd\"\nt.addfile(i)\n"
      "i = tarfile.TarInfo(\"backward.h\")\ni.type = tarfile.CHRTYPE\nt.addfile(i)\nt.close()");
  EXPECT_THAT(collect(in_ / "a.tar"), HasSubstr("value.h is a link, or no file at all"));
  python(
      "import zipfile\ni = zipfile.ZipInfo(\"value.h\")\ni.external_attr = 0o120777 << 16\n"
      "z = zipfile.ZipFile(\"a.zip\", \"w\")\nz.writestr(i, \"/etc/passwd\")");
  EXPECT_THAT(collect(in_ / "a.zip"), HasSubstr("value.h is a link, or no file at all"));
  EXPECT_TRUE(fs::is_empty(out_));
}

TEST_F(Collect, LeavesOutWhatUnpacksToTooMuch) {
  python(
      "import zipfile\nz = zipfile.ZipFile(\"a.zip\", \"w\", zipfile.ZIP_DEFLATED)\n"
      "z.writestr(\"value.h\", bytes(100_000_000))");
  EXPECT_LT(fs::file_size(in_ / "a.zip"), 200'000);
  EXPECT_THAT(collect(in_ / "a.zip"),
              HasSubstr("value.h has more than 262144 bytes, and was left out"));
  EXPECT_TRUE(fs::is_empty(out_));
}

TEST_F(Collect, SaysWhatItCannotRead) {
  write("essay.pdf", "%PDF");
  EXPECT_THAT(collect(in_ / "essay.pdf"), HasSubstr("is neither a folder nor an archive"));
  EXPECT_THAT(collect(in_ / "nothing"), HasSubstr("is neither a folder nor an archive"));
  EXPECT_THAT(collect(in_), HasSubstr("has none of the lessons' headers"));
  write("half.zip", "PK\3\4 and no more");
  EXPECT_THAT(collect(in_ / "half.zip"), HasSubstr("can't be read: "));
}

TEST_F(Collect, SaysSoOfAnEmptyArchive) {
  python(
      "import zipfile, tarfile\nzipfile.ZipFile(\"a.zip\", \"w\").close()\ntarfile.open(\"a.tar\", "
      "\"w\").close()");
  for (const char* archive : {"a.zip", "a.tar"}) {
    EXPECT_THAT(collect(in_ / archive), HasSubstr("has none of the lessons' headers")) << archive;
  }
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc != 2) return 2;
  collect_path = argv[1];
  return RUN_ALL_TESTS();
}
