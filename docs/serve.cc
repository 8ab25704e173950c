// Serves the site to this machine alone, and prints its address: `bazel run //docs:serve`, or with
// `-- 8000` at a port of your choice. Its live pages run on the reader's engine, as far as it has come, and its first
// page marks their lessons.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "lessons/results.h"
#include "lessons/road.h"
#include "tools/caller.h"
#include "tools/run.h"
#include "tools/text.h"

namespace {

namespace fs = std::filesystem;

// The engines that were built from the reader's headers, for the pages.
std::vector<fs::path> readers_engines() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator("docs")) {
    if (entry.path().parent_path().filename() == "readers") found.push_back(entry.path());
  }
  return found;
}

// The text that an engine's script has last for a name: `runsOn: 'your engine'` or `problem = '...'`.
std::string text_of(const std::string& script, const std::string& name) {
  std::size_t at = script.rfind(name);
  if (at != std::string::npos) at = script.find('\'', at);
  if (at == std::string::npos) return "";
  std::string text;
  while (++at < script.size() && script[at] != '\'') {
    if (script[at] == '\\') ++at;
    text += script[at];
  }
  return text;
}

void print_what_runs(const fs::path& engine) {
  const std::string script = tools::contents(engine);
  const std::string problem = text_of(script, "problem");
  std::cout << engine.stem().string().substr(std::string_view("engine_").size()) << " runs on "
            << text_of(script, "runsOn") << (problem.empty() ? "" : ": " + problem) << '\n';
}

// How the reader's lessons stand, for the site's first page, which marks them. If none is started, nothing runs.
void write_progress(const fs::path& file, const fs::path& checkout) {
  const std::vector<lessons::Lesson> all = lessons::all(checkout);
  const auto started = [&](const lessons::Lesson& lesson) {
    return fs::exists(checkout / lesson.header);
  };
  lessons::Events events;
  if (std::ranges::any_of(all, started)) {
    std::cout << "The tests of your lessons run first, so that the first page can mark them.\n"
              << std::flush;
    const fs::path said = file.string() + ".events";
    tools::run("cd \"$BUILD_WORKSPACE_DIRECTORY\" && " +
               lessons::test_command("//lessons/...", said));
    events = tools::split(tools::contents(said), "\n");
    fs::remove(said);
    if (!lessons::reached_the_tests(events)) return;
  }
  std::ofstream out(file);
  out << "const PROGRESS = {\n";
  for (const std::size_t i : lessons::order(checkout, all)) {
    out << "  '" << fs::path(all[i].package).filename().string() << "': '"
        << lessons::state_of(all[i], started(all[i]), events).text << "',\n";
  }
  out << "};\n";
}

// Fills a folder with links to the site's files, but for what is the reader's own.
void lay_over(const fs::path& folder, const fs::path& site) {
  if (const auto checkout = tools::workspace()) write_progress(folder / "progress.js", *checkout);
  for (const fs::path& engine : readers_engines()) {
    print_what_runs(engine);
    fs::create_symlink(fs::canonical(engine), folder / engine.filename());
  }
  for (const auto& entry : fs::directory_iterator(site)) {
    const fs::path link = folder / entry.path().filename();
    if (!fs::exists(link)) fs::create_symlink(fs::canonical(entry.path()), link);
  }
}

pid_t server = 0;

// Runs until it is stopped, and returns its exit code.
int serve(const fs::path& folder, const char* port) {
  server = fork();
  if (server == 0) {
    execlp("python3", "python3", "-u", "-m", "http.server", port, "--bind", "127.0.0.1",
           "--directory", folder.c_str(), nullptr);
    _exit(127);
  }
  for (const int stop : {SIGINT, SIGTERM, SIGHUP}) {
    std::signal(stop, [](int) { kill(server, SIGTERM); });
  }
  int status = 0;
  while (waitpid(server, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::error_code missing;
  const fs::path site = fs::canonical("docs/site", missing);
  if (missing) {
    std::cerr << "There is no site here. Start this with: bazel run //docs:serve\n";
    return 1;
  }
  std::string folder = fs::temp_directory_path() / "micrograd_site_XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) {
    std::cerr << "serve: can't make a folder in " << fs::temp_directory_path() << '\n';
    return 1;
  }
  lay_over(folder, site);
  std::cout << std::flush;
  const int code = serve(folder, argc > 1 ? argv[1] : "0");  // 0: any port that is free.
  fs::remove_all(folder);
  if (code == 127) {
    std::cerr << "This needs python3, which is not installed. Open the site as a file instead:\n  "
              << "file://" << site.string() << "/index.html\n";
  }
  return code;
}
