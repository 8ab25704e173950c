// Serves the site to this machine alone, and prints its address: `bazel run //docs:serve`, or with
// `-- 8000` at a port of your choice.
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>

int main(int argc, char** argv) {
  std::error_code missing;
  const std::string site = std::filesystem::canonical("docs/site", missing).string();
  if (missing) {
    std::cerr << "There is no site here. Start this with: bazel run //docs:serve\n";
    return 1;
  }
  const char* port = argc > 1 ? argv[1] : "0";  // 0: any that is free.
  execlp("python3", "python3", "-u", "-m", "http.server", port, "--bind", "127.0.0.1",
         "--directory", site.c_str(), nullptr);
  std::cerr << "This needs python3, which is not installed. Open the site as a file instead:\n  "
            << "file://" << site << "/index.html\n";
  return 1;
}
