/// \file
/// What a program shows of a tape: printed, and as a page with the tape player.
///
///     int main(int argc, char** argv) {
///       player::Look look(argc, argv);
///       ...
///       look.at(tape, "three numbers", {"a", "b"});
///       return look.done();
///     }
///
/// Each at() prints the tape as a table, and is a moment of the run. With `--html FILE`, done() writes a
/// page that steps through these moments, with everything that it needs inside; with `--json FILE`, the
/// moments alone.
#ifndef PLAYER_LOOK_H_
#define PLAYER_LOOK_H_

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "micrograd/graph.h"
#include "tools/caller.h"

namespace player {

/// The moments of one run of a program.
class Look {
 public:
  /// More nodes than this are too many to look at.
  static constexpr std::size_t kMostNodes = 500;

  /// Takes the arguments of main().
  Look(int argc, char** argv) : arguments_(argv + 1, argv + argc) {}

  /// Prints the tape as a table, below `says` unless that is empty, and keeps it. `names` are what the
  /// program calls the first nodes.
  template <typename Tape>
  void at(const Tape& tape, std::string_view says = "",
          const std::vector<std::string>& names = {}) {
    if (!moments_.empty()) std::cout << '\n';
    if (!says.empty()) std::cout << says << '\n';
    std::cout << micrograd::table(tape);
    keep(tape, says, names);
  }

  /// Keeps it without printing. Where `order` isn't empty, the player walks these places, in this order,
  /// instead of the whole tape from its end: to see what a wrong walk does.
  template <typename Tape>
  void keep(const Tape& tape, std::string_view says = "",
            const std::vector<std::string>& names = {},
            const std::vector<std::size_t>& order = {}) {
    std::ostringstream moment;
    moment << "{\"says\": " << std::quoted(says) << ", \"names\": [";
    for (std::size_t i = 0; i < names.size(); ++i)
      moment << (i ? ", " : "") << std::quoted(names[i]);
    moment << "], \"order\": [";
    for (std::size_t i = 0; i < order.size(); ++i) moment << (i ? ", " : "") << order[i];
    moment << "],\n \"nodes\":\n" << micrograd::json(tape) << '}';
    longest_ = std::max(longest_, tape.size());
    moments_.push_back(moment.str());
  }

  /// The file that stands after `option` in the arguments, from the caller's folder; or "".
  std::string file(std::string_view option) {
    if (arguments_.size() != 2 || arguments_[0] != option) return "";
    understood_ = true;
    return tools::from_the_caller(arguments_[1]).string();
  }

  /// Writes the file that was asked for. For main() to return: 0, or 1 if it can't be written, or 2 if the
  /// arguments are none that this program knows; then it has said so.
  int done() {
    const std::string page = file("--html");
    const std::string data = file("--json");
    if (!arguments_.empty() && !understood_) {
      std::cerr << "look: I know --html FILE, and not";
      for (const std::string& argument : arguments_) std::cerr << ' ' << argument;
      std::cerr << '\n';
      return 2;
    }
    if (page.empty() && data.empty()) return 0;
    if (longest_ > kMostNodes) {
      std::cerr << "look: this tape has " << longest_ << " nodes, and the player shows up to "
                << kMostNodes << ". Nothing was written.\n";
      return 1;
    }
    const std::string& name = page.empty() ? data : page;
    std::ofstream out(name);
    page.empty() ? write_moments(out) : write_page(out);
    out.close();
    if (!out) {
      std::cerr << "look: can't write " << name << '\n';
      return 1;
    }
    if (!page.empty()) std::cout << "\nOpen this in a browser: " << name << '\n';
    return 0;
  }

 private:
  void write_moments(std::ostream& out) const {
    out << "{\"moments\": [";
    for (std::size_t i = 0; i < moments_.size(); ++i) out << (i ? ",\n" : "\n") << moments_[i];
    out << "]}\n";
  }

  // The player's files are beside the program when Bazel runs it.
  void write_page(std::ostream& out) const {
    out << "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Your "
           "tape</title>\n<style>\n";
    copy("player.css", out);
    out << "body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font-family: system-ui, "
           "sans-serif;\n"
           "  color: var(--live-ink); background: var(--live-paper); }\n</style>\n"
           "<main>\n<h1>Your tape</h1>\n<div class=\"live\" data-live=\"player\" "
           "data-arg=\"yours\"></div>\n"
           "</main>\n<script>\n";
    for (const char* script : {"live.js", "steps.js", "drawing.js", "player.js"}) copy(script, out);
    out << "RUNS.yours = ";
    write_moments(out);
    out << "</script>\n</html>\n";
  }

  static void copy(const std::string& name, std::ostream& out) {
    std::ifstream in("player/" + name);
    if (!in) std::cerr << "look: player/" << name << " is not here; start this with bazel run\n";
    out << in.rdbuf();
  }

  std::vector<std::string> arguments_;
  bool understood_ = false;
  std::size_t longest_ = 0;  // The number of nodes.
  std::vector<std::string> moments_;
};

}  // namespace player

#endif  // PLAYER_LOOK_H_
