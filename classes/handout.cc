// bazel run //:handout -- DIR    copies the course for a class to DIR, without its solutions
//
// Writes all of it or nothing, never into a folder that has something in it, and nothing in which a line of a solution is
// left. docs/teaching.md says what a class gets.
#include <algorithm>
#include <csignal>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "classes/build_file.h"
#include "classes/course.h"
#include "classes/page.h"
#include "classes/solution_lines.h"
#include "lessons/road.h"
#include "tools/caller.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;
using classes::Failure;

// The handout's files, each with its text.
using Files = std::map<std::string, std::string>;

// The solutions and their variants, each with its lines that no file of the handout may have.
std::vector<classes::SolutionLines> solutions_of(const fs::path& checkout,
                                                 const std::set<std::string>& all,
                                                 const Files& files) {
  std::string given;
  for (const auto& [file, text] : files) {
    const bool code = file.ends_with(".h") || file.ends_with(".cc");
    if (code && (file.starts_with("lessons/") || file.starts_with("micrograd/"))) {
      given += classes::plain(text) + '\n';
    }
  }
  std::vector<classes::SolutionLines> found;
  for (const lessons::Lesson& lesson : lessons::all(checkout)) {
    const std::string name = lesson.topic + ".h";
    if (!all.contains(lesson.solution)) {
      throw Failure(lesson.solution.string() +
                    " is not there, so nobody can say what gives it away.");
    }
    for (const std::string& file : all) {
      const bool variant =
          file.find("/variants/") != std::string::npos && fs::path(file).filename() == name;
      if (file != lesson.solution && !variant) continue;
      found.push_back(classes::solution_lines(file, tools::contents(checkout / file),
                                              tools::contents(checkout / lesson.stub), given));
      // A few idioms are everybody's. More, and the code that is given away is a solution.
      if (found.back().given * 4 > found.back().given + found.back().secret.size()) {
        throw Failure("more than a quarter of " + file +
                      " is in other code that a class would get.");
      }
    }
  }
  return found;
}

// The page without what a class doesn't get, and without links to it.
std::string class_page(const std::string& page, const std::string& text, const Files& files,
                       const std::vector<classes::SolutionLines>& solutions) {
  // What a link of the page names: a path in the checkout.
  const auto target = [&](const std::string& link) {
    const std::string path = tools::split(link, "#")[0];
    return (fs::path(page).parent_path() / path).lexically_normal().generic_string();
  };
  return classes::class_page(
      text,
      {[&](const std::string& link) {
         if (link[0] == '#' || link.find("://") != std::string::npos) return true;
         const auto found = files.lower_bound(target(link));
         return found != files.end() &&
                (found->first == target(link) || found->first.starts_with(target(link) + '/'));
       },
       [&](const std::string& link) {
         return std::ranges::any_of(
             solutions, [&](const auto& solution) { return solution.path == target(link); });
       },
       [&](const std::string& block) { return !classes::secret_in(block, solutions).empty(); }});
}

std::string class_build_file(const std::string& file, const std::string& text,
                             const std::set<std::string>& all) {
  return classes::without(text, [&](const std::string& string) {
    const std::string path = (fs::path(file).parent_path() / string).generic_string();
    return std::regex_match(string, classes::kNotForAClass) ||
           (all.contains(path) && !classes::is_given(path));
  });
}

// All that a class gets.
Files handout_of(const fs::path& checkout) {
  const std::set<std::string> all = classes::files_of(checkout);
  Files files;
  for (const std::string& file : all) {
    if (classes::is_given(file)) files[file] = tools::contents(checkout / file);
  }
  const std::vector<classes::SolutionLines> solutions = solutions_of(checkout, all, files);
  files["README.md"] = tools::contents(checkout / "classes/handout.md");
  for (auto& [file, text] : files) {
    if (file.ends_with("BUILD.bazel")) text = class_build_file(file, text, all);
    if (file.ends_with(".md")) text = class_page(file, text, files, solutions);
  }
  std::string& library = files["lessons/solutions.bzl"];
  library = tools::contents(checkout / "lessons/solutions.bzl");
  library.replace(library.find("= True"), 6, "= False");
  for (const auto& [file, text] : files) {
    const std::string line = classes::secret_in(text, solutions);
    if (!line.empty()) {
      throw Failure(file + " has a line of a solution, and a class would get it: " + line);
    }
  }
  return files;
}

// Writes the files to a folder that is not there yet, all of them or none.
void write(const Files& files, const fs::path& checkout, const fs::path& folder) {
  const fs::path part = folder.string() + ".part";
  if (fs::exists(part)) {
    throw Failure(part.string() +
                  " is there already, as an interrupted handout leaves it. Delete it first.");
  }
  try {
    for (const auto& [file, text] : files) {
      const fs::path path = part / file;
      fs::create_directories(path.parent_path());
      std::ofstream(path, std::ios::binary) << text;
      if (tools::contents(path) != text) throw Failure("can't write all of " + path.string());
      fs::permissions(path, fs::status(checkout / file).permissions());
    }
    fs::rename(part, folder);
  } catch (const std::exception&) {
    std::error_code ignored;
    fs::remove_all(part, ignored);
    throw;
  }
}

// Where the handout goes: a folder outside of the checkout, with nothing in it.
fs::path destination(const fs::path& checkout, const std::string& argument) {
  fs::path folder = fs::weakly_canonical(tools::from_the_caller(argument));
  if (!folder.has_filename()) folder = folder.parent_path();
  const std::string inside = folder.lexically_relative(fs::canonical(checkout)).generic_string();
  if (inside != ".." && !inside.starts_with("../")) {
    throw Failure(folder.string() +
                  " is inside the checkout; name a folder outside, such as ../class.");
  }
  if (fs::exists(folder) && !(fs::is_directory(folder) && fs::is_empty(folder))) {
    throw Failure(folder.string() +
                  " is there already; name a folder that is not, or that is empty.");
  }
  return folder;
}

void say_what_to_do(const Files& files, const fs::path& folder) {
  std::size_t bytes = 0;
  for (const auto& [file, text] : files) bytes += text.size();
  std::cout << folder.string()
            << " is the course for a class, without its solutions: " << files.size() << " files, "
            << std::fixed << std::setprecision(1) << static_cast<double>(bytes) / 1e6 << " MB.\n"
            << "  read  its README.md, which is your class's: say there how to hand in\n"
            << "  try   (cd '" << folder.string() << "' && bazel test //...)\n"
            << "  send  (cd '" << folder.string()
            << "' && git init && git add . && git commit -m 'The course')\n";
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // A file that may not grow is an error to report, not the end.
  const auto checkout = tools::workspace();
  if (!checkout || argc != 2 || *argv[1] == '\0' || *argv[1] == '-') {
    std::cerr << "handout: run it as `bazel run //:handout -- DIR`, with the folder to make.\n";
    return 2;
  }
  try {
    fs::current_path(*checkout);
    const fs::path folder = destination(*checkout, argv[1]);
    const Files files = handout_of(*checkout);
    write(files, *checkout, folder);
    say_what_to_do(files, folder);
  } catch (const std::exception& error) {
    std::cerr << "handout: " << error.what() << "\nNo handout was made.\n";
    return 1;
  }
}
