// bazel run //:grade -- [--lessons N[-M]] [--json FILE] [--csv FILE] [--logs FOLDER] [--unsandboxed] SUBMISSION...
//
// Runs the lessons' tests on what students handed in, each a folder or an archive with some of the lessons' headers.
// docs/teaching.md says how, and what it keeps out.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "classes/intake.h"
#include "classes/outcome.h"
#include "classes/report.h"
#include "classes/workplace.h"
#include "lessons/road.h"
#include "tools/caller.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using classes::Submission;
using classes::Workplace;

const char* const kUsage =
    "usage: bazel run //:grade -- [--lessons N[-M]] [--json FILE] [--csv FILE] [--logs FOLDER]\n"
    "                             [--unsandboxed] SUBMISSION...\n"
    "A submission is a folder, or a .zip, .tar or .tar.gz, with some of the lessons' headers.\n";

constexpr int kInterrupted = 130;
volatile std::sig_atomic_t interrupted = 0;  // NOLINT: by Ctrl-C

struct Options {
  std::size_t first = 0;  // The lessons to grade, from 1; 0: those that somebody handed in.
  std::size_t last = 0;
  fs::path json, csv, logs;
  bool sandboxed = true;
  std::vector<fs::path> submissions;
};

// Sets first and last to what "4" or "2-4" says.
bool read_lessons(const std::string& text, std::size_t most, Options& options) {
  const std::vector<std::string> ends = tools::split(text, "-");
  return ends.size() <= 2 && tools::read_number<std::size_t>(ends[0], 1, most, options.first) &&
         tools::read_number<std::size_t>(ends.back(), options.first, most, options.last);
}

// Nothing if the arguments can't be understood, which it has said then.
std::optional<Options> read(const std::vector<std::string>& arguments, std::size_t lessons) {
  Options options;
  const std::map<std::string, fs::path*> files{
      {"--json", &options.json}, {"--csv", &options.csv}, {"--logs", &options.logs}};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const std::string next = i + 1 < arguments.size() ? arguments[i + 1] : "";
    if (argument == "--unsandboxed") {
      options.sandboxed = false;
    } else if (argument == "--lessons") {
      if (!read_lessons(next, lessons, options)) {
        std::cerr << "grade: --lessons takes a lesson or two, such as 4 or 2-4; there are "
                  << lessons << ".\n";
        return std::nullopt;
      }
      ++i;
    } else if (const auto file = files.find(argument); file != files.end() && !next.empty()) {
      *file->second = tools::from_the_caller(next);
      ++i;
    } else if (argument.starts_with("--")) {
      std::cerr << "grade: " << argument
                << (files.contains(argument) ? " needs a name after it.\n" : " is no option.\n")
                << kUsage;
      return std::nullopt;
    } else {
      options.submissions.push_back(tools::from_the_caller(argument));
    }
  }
  if (!options.submissions.empty()) return options;
  std::cerr << kUsage;
  return std::nullopt;
}

bool write(const fs::path& path, const std::string& text) {
  if (path.empty()) return true;
  std::ofstream file(path);
  file << text << std::flush;
  if (!file) std::cerr << "grade: can't write " << path.string() << '\n';
  return file.good();
}

// What each lesson of a submission came to.
void judge(const Workplace& place, const std::vector<lessons::Lesson>& lessons,
           const std::vector<std::size_t>& asked, const fs::path& logs, std::size_t number,
           Submission& submission) {
  const std::string known = tools::contents(place.folder() / "lessons/mistakes.txt");
  for (const std::size_t i : asked) {
    const lessons::Lesson& lesson = lessons[i];
    const std::string name = fs::path(lesson.package).filename().string();
    const std::vector<std::string> tests = classes::tests_of(
        tools::contents(place.folder() / lesson.package / (lesson.topic + "_test.cc")));
    classes::Graded& graded = submission.lessons[i];
    if (!graded.handed_in) {
      graded.outcome = classes::none_ran(tests, lesson.topic + ".h was not handed in");
      continue;
    }
    const std::string log = place.left(number, name, "test.log");
    const std::string xml = place.left(number, name, "test.xml");
    graded.outcome = log.empty() ? classes::none_ran(tests, place.not_built(number, lesson))
                                 : classes::outcome(tests, xml, log);
    graded.looks_like = classes::mistakes(known, name, graded.outcome.red);
    if (logs.empty()) continue;
    const fs::path folder = logs / submission.name;
    fs::create_directories(folder);
    write(folder / (name + ".log"), log.empty() ? graded.outcome.trouble : log);
    if (!xml.empty()) write(folder / (name + ".xml"), xml);
  }
}

int grade(const fs::path& checkout, const std::vector<lessons::Lesson>& lessons,
          const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  Workplace place(checkout);
  const std::vector<std::string> names = classes::names_of(options.submissions);
  std::vector<Submission> submissions;
  std::vector<bool> anybody(lessons.size(), false);
  for (std::size_t k = 0; k < options.submissions.size(); ++k) {
    const fs::path folder = place.headers_of(k);
    Submission submission{
        names[k], classes::take_headers(checkout, options.submissions[k], folder, lessons), {}};
    for (std::size_t i = 0; i < lessons.size(); ++i) {
      submission.lessons.push_back({fs::exists(folder / (lessons[i].topic + ".h")), {}, ""});
      if (submission.lessons[i].handed_in) anybody[i] = true;
    }
    submissions.push_back(std::move(submission));
  }
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    if (options.first == 0 ? anybody[i] : i + 1 >= options.first && i < options.last)
      asked.push_back(i);
  }
  std::size_t all = 0;
  for (std::size_t k = 0; k < submissions.size(); ++k) {
    std::vector<std::size_t> graded;
    std::vector<std::string> packages;
    for (const std::size_t i : asked) {
      if (!submissions[k].lessons[i].handed_in) continue;
      graded.push_back(i);
      packages.push_back(fs::path(lessons[i].package).filename().string());
    }
    classes::complete(checkout, place.headers_of(k), lessons, graded, submissions[k]);
    place.declare(k, packages);
    all += graded.size();
  }
  if (interrupted != 0) return kInterrupted;
  if (all > 0) {
    std::cerr << "grade: " << submissions.size() << " submissions with " << all
              << " lessons; Bazel builds and runs their tests\n";
    const std::string why_not = place.run(options.sandboxed);
    if (!why_not.empty()) {
      std::cerr << "grade: " << why_not;
      return why_not == "interrupted\n" ? kInterrupted : 1;
    }
  }
  for (std::size_t k = 0; k < submissions.size(); ++k) {
    judge(place, lessons, asked, options.logs, k, submissions[k]);
  }
  std::cout << classes::table(lessons, submissions) << std::flush;
  const bool written = write(options.json, classes::json(lessons, submissions)) &&
                       write(options.csv, classes::csv(lessons, submissions));
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start);
  std::cerr << "grade: done in " << seconds.count() << " s\n";
  return written ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, [](int) { interrupted = 1; });  // To tidy up first.
  const auto checkout = tools::workspace();
  if (!checkout) {
    std::cerr << "grade: run it as `bazel run //:grade -- SUBMISSION...`, which tells it where the "
                 "lessons are.\n";
    return 2;
  }
  const std::vector<lessons::Lesson> lessons = lessons::all(*checkout);
  const auto options = read({argv + 1, argv + argc}, lessons.size());
  if (!options) return 2;
  try {
    return grade(*checkout, lessons, *options);
  } catch (const fs::filesystem_error& error) {
    std::cerr << "grade: " << error.what() << '\n';
    return 1;
  }
}
