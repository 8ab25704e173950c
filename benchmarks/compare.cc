// Trains with every engine in turn, round after round, and prints one table. A machine that slows
// down for a while slows all of them, so the ratios hold.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "benchmarks/engines.h"
#include "benchmarks/workloads.h"
#include "tools/caller.h"
#include "tools/run_benchmarks.h"
#include "tools/text.h"

namespace {

using benchmarks::About;
using benchmarks::Trainer;
using benchmarks::Training;

/// About how long one engine's turn lasts, in nanoseconds.
constexpr double kTurn = 50e6;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// The engines that all others are compared with: the reference, its forward pass alone, the one closest
/// to the machine's limit, and (only in the file, since its times vary most) what many build instead of
/// a tape.
const char* const kYardsticks[] = {"handwritten", benchmarks::kForward, "handwritten_simd",
                                   "heap_graph"};

/// An engine on a workload.
struct Entry {
  const Training* training;
  const About* workload;
  double loss = 0;                                      ///< After the workload's steps.
  std::vector<double> times{};                          ///< Nanoseconds a step, one for each round.
  std::map<std::string, std::vector<double>> ratios{};  ///< The same in times of each yardstick's.
};

double median(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  const std::size_t half = numbers.size() / 2;
  return numbers.size() % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
}

/// Nanoseconds per step, over one turn, from the initial weights. CPU time: what other programs use
/// meanwhile doesn't count.
double take_a_turn(const Entry& entry) {
  const std::unique_ptr<Trainer> trainer = entry.training->start();
  trainer->step();  // Memory that is new is slow once.
  const std::clock_t start = std::clock();
  double steps = 0, time = 0;
  for (double batch = 1; time < kTurn; batch *= 2) {
    for (double i = 0; i < batch; ++i) trainer->step();
    steps += batch;
    time = 1e9 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  }
  return time / steps;
}

double loss_after_the_steps(const Entry& entry) {
  const std::unique_ptr<Trainer> trainer = entry.training->start();
  for (std::size_t step = 0; step < entry.workload->steps; ++step) trainer->step();
  return trainer->step();
}

/// The entry of that engine on the same workload, or nullptr.
const Entry* peer(const std::vector<Entry>& entries, const Entry& entry, const std::string& name) {
  const auto found = std::ranges::find_if(entries, [&](const Entry& other) {
    return other.workload == entry.workload && other.training->engine == name;
  });
  return found == entries.end() ? nullptr : &*found;
}

std::vector<Entry> measure(int rounds) {
  std::vector<Entry> entries;
  for (const About& workload : benchmarks::kWorkloads) {
    for (const Training& training : benchmarks::trainings()) {
      if (training.workload == workload.name) entries.push_back({&training, &workload});
    }
  }
  std::fprintf(stderr, "training in turn, %d rounds: ", rounds);
  for (Entry& entry : entries) entry.loss = loss_after_the_steps(entry);
  for (int round = 0; round < rounds; ++round) {
    for (Entry& entry : entries) entry.times.push_back(take_a_turn(entry));
    for (Entry& entry : entries) {
      for (const char* yardstick : kYardsticks) {
        const Entry* const other = peer(entries, entry, yardstick);
        const double time = other == nullptr ? kNone : other->times.back();
        entry.ratios[yardstick].push_back(entry.times.back() / time);
      }
    }
    std::fputc('.', stderr);
  }
  std::fputc('\n', stderr);
  std::ranges::stable_sort(entries, {}, [](const Entry& entry) {
    return std::pair(entry.workload, median(entry.ratios.at("handwritten")));
  });
  return entries;
}

/// Three digits, or all that stand before the point: 0.0213, 4.67, 329, 2745. A dash for nan.
std::string digits(double x) {
  if (std::isnan(x)) return "-";
  char text[40];
  std::snprintf(text, sizeof text, x < 99.95 ? "%#.3g" : "%.0f", x);
  return text;
}

/// The median, and in brackets the smallest and the largest.
std::string spread(const std::vector<double>& numbers) {
  const auto [low, high] = std::ranges::minmax(numbers);
  return digits(median(numbers)) + " (" + digits(low) + " to " + digits(high) + ")";
}

void print(const std::vector<Entry>& entries) {
  const About* workload = nullptr;
  for (const Entry& entry : entries) {
    if (entry.workload != workload) {
      workload = entry.workload;
      std::printf("\n%s: %s, %zu operations a step\n", workload->name, workload->text,
                  workload->nodes);
      std::printf("%-16s %10s %8s %11s   %-24s %14s %17s\n", "", "ns/step", "ns/node", "bytes/node",
                  "times handwritten", "times forward", "handwritten_simd");
    }
    const double time = median(entry.times);
    std::printf("%-16s %10.0f %8.2f %11.0f   %-24s %14s %17s\n", entry.training->engine.c_str(),
                time, time / static_cast<double>(workload->nodes), entry.training->bytes_per_node(),
                spread(entry.ratios.at("handwritten")).c_str(),
                digits(median(entry.ratios.at(benchmarks::kForward))).c_str(),
                digits(median(entry.ratios.at("handwritten_simd"))).c_str());
  }
  std::printf("\nMedians of %zu rounds; in brackets the smallest and largest ratio of a round.\n",
              entries[0].times.size());
  for (const Entry& entry : entries) {
    if (entry.training->engine == benchmarks::kForward) continue;
    const double expected = peer(entries, entry, "handwritten")->loss;
    if (!(std::abs(entry.loss - expected) <= 1e-9 * expected)) {
      std::printf(
          "%s computes something else: its loss on %s after %zu steps is %.12g, not %.12g.\n",
          entry.training->engine.c_str(), entry.workload->name, entry.workload->steps, entry.loss,
          expected);
    }
  }
}

/// Writes a list of rows, one a line.
void write_json(const std::vector<Entry>& entries, std::ostream& file) {
  // JSON has no nan.
  const auto number = [](double x) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", x);
    return std::string(std::isfinite(x) ? text : "null");
  };
  const char* separator = "[\n";
  for (const Entry& entry : entries) {
    const double time = median(entry.times);
    file << separator << R"(  {"engine": ")" << entry.training->engine << R"(", "workload": ")"
         << entry.workload->name << '"';
    const auto member = [&](const std::string& key, double value) {
      file << ", \"" << key << "\": " << number(value);
    };
    member("ns_per_step", time);
    member("ns_per_node", time / static_cast<double>(entry.workload->nodes));
    member("bytes_per_node", entry.training->bytes_per_node());
    for (const std::string yardstick : kYardsticks) {
      member("ratio_to_" + yardstick, median(entry.ratios.at(yardstick)));
    }
    member("loss_after_" + std::to_string(entry.workload->steps) + "_steps", entry.loss);
    file << '}';
    separator = ",\n";
  }
  file << "\n]\n";
}

struct Options {
  int rounds = 11;
  std::string json;
};

/// False if the arguments aren't as the message in main() says.
bool parse(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string_view value = i + 1 < argc ? argv[i + 1] : "";
    if (name == "--json" && !value.empty()) {
      options.json = value;
    } else if (name == "--rounds") {
      if (!tools::read_number(value, 1, 1000, options.rounds)) return false;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!parse(argc, argv, options)) {
    std::fprintf(stderr,
                 "compare: give --rounds N with a number from 1 to 1000, --json FILE, both or "
                 "neither.\n");
    return 2;
  }
  const auto& [rounds, json] = options;

  // It is better to know now than in a minute. The file keeps its content until there is a new one.
  const std::string path = json.empty() ? "" : tools::from_the_caller(json).string();
  if (!json.empty() && !std::ofstream(path, std::ios::app)) {
    std::fprintf(stderr, "compare: can't write %s: %s\n", path.c_str(), std::strerror(errno));
    return 1;
  }

  tools::warn();
  const std::vector<Entry> entries = measure(rounds);
  print(entries);
  if (json.empty()) return 0;
  std::ofstream file(path);
  write_json(entries, file);
  if (!file.flush()) {
    std::fprintf(stderr, "compare: can't write %s: %s\n", path.c_str(), std::strerror(errno));
    return 1;
  }
  std::printf("Written to %s\n", path.c_str());
}
