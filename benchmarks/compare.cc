// Trains with every engine in turn, round after round, and prints one table: a machine that slows
// down for a while slows all of them, so that their ratios hold.
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
#include <initializer_list>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "benchmarks/engines.h"
#include "benchmarks/run.h"

namespace {

using benchmarks::Engine;
using benchmarks::Trainer;

/// How long one engine's turn is to last, about, in nanoseconds.
constexpr double kTurn = 50e6;

struct Workload {
  std::string name;
  std::string about;
  std::size_t nodes;
  std::unique_ptr<Trainer> (*Engine::*start)();
};

const Workload kWorkloads[] = {
    {benchmarks::Seed::kName, "MLP 3-4-4-1, 4 samples", benchmarks::Seed::kNodes, &Engine::seed},
    {benchmarks::Moons::kName, "MLP 2-16-16-1, 100 samples", benchmarks::Moons::kNodes,
     &Engine::moons},
};

/// An engine on a workload.
struct Entry {
  const Engine* engine;
  const Workload* workload;
  double loss = 0;              ///< After 20 steps.
  std::vector<double> times{};  ///< Nanoseconds a step, one for each round.
  std::vector<double> to_handwritten{}, to_heap_graph{};  ///< The same as ratios within the round.
};

double median(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  const std::size_t half = numbers.size() / 2;
  return numbers.size() % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
}

/// Nanoseconds a step, over one turn, from the initial weights. Time of the CPU: what other programs
/// take meanwhile doesn't count.
double take_a_turn(const Entry& entry) {
  const std::unique_ptr<Trainer> trainer = (entry.engine->*entry.workload->start)();
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

double loss_after_twenty_steps(const Entry& entry) {
  const std::unique_ptr<Trainer> trainer = (entry.engine->*entry.workload->start)();
  for (int step = 0; step < 20; ++step) trainer->step();
  return trainer->step();
}

/// The entry of that engine on the same workload.
const Entry& peer(const std::vector<Entry>& entries, const Entry& entry, const std::string& name) {
  return *std::ranges::find_if(entries, [&](const Entry& other) {
    return other.workload == entry.workload && other.engine->name == name;
  });
}

std::vector<Entry> measure(int rounds) {
  std::vector<Entry> entries;
  for (const Workload& workload : kWorkloads) {
    for (const Engine& engine : benchmarks::engines()) entries.push_back({&engine, &workload});
  }
  std::fprintf(stderr, "training in turn, %d rounds: ", rounds);
  for (Entry& entry : entries) entry.loss = loss_after_twenty_steps(entry);
  for (int round = 0; round < rounds; ++round) {
    for (Entry& entry : entries) entry.times.push_back(take_a_turn(entry));
    for (Entry& entry : entries) {
      const double time = entry.times.back();
      entry.to_handwritten.push_back(time / peer(entries, entry, "handwritten").times.back());
      entry.to_heap_graph.push_back(time / peer(entries, entry, "heap_graph").times.back());
    }
    std::fputc('.', stderr);
  }
  std::fputc('\n', stderr);
  std::ranges::stable_sort(entries, {}, [](const Entry& entry) {
    return std::pair(entry.workload, median(entry.to_handwritten));
  });
  return entries;
}

void print(const std::vector<Entry>& entries) {
  const Workload* workload = nullptr;
  for (const Entry& entry : entries) {
    if (entry.workload != workload) {
      workload = entry.workload;
      std::printf("\n%s: %s, %zu operations a step\n", workload->name.c_str(),
                  workload->about.c_str(), workload->nodes);
      std::printf("%-12s %12s %9s %11s   %-26s %s\n", "", "ns/step", "ns/node", "bytes/node",
                  "times handwritten", "times heap_graph");
    }
    const auto [low, high] = std::ranges::minmax(entry.to_handwritten);
    char spread[40];
    std::snprintf(spread, sizeof spread, "%.2f (%.2f to %.2f)", median(entry.to_handwritten), low,
                  high);
    std::printf("%-12s %12.0f %9.2f %11.0f   %-26s %.4f\n", entry.engine->name.c_str(),
                median(entry.times), median(entry.times) / static_cast<double>(workload->nodes),
                entry.engine->bytes_per_node(), spread, median(entry.to_heap_graph));
  }
  std::printf("\nMedians of %zu rounds; in brackets the smallest and largest ratio of a round.\n",
              entries[0].times.size());
  for (const Entry& entry : entries) {
    const double expected = peer(entries, entry, "handwritten").loss;
    if (!(std::abs(entry.loss - expected) <= 1e-9 * expected)) {
      std::printf(
          "%s computes something else: its loss on %s after 20 steps is %.12g, not %.12g.\n",
          entry.engine->name.c_str(), entry.workload->name.c_str(), entry.loss, expected);
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
    file << separator << R"(  {"engine": ")" << entry.engine->name << R"(", "workload": ")"
         << entry.workload->name << '"';
    for (const auto& [key, value] : std::initializer_list<std::pair<const char*, double>>{
             {"ns_per_step", time},
             {"ns_per_node", time / static_cast<double>(entry.workload->nodes)},
             {"bytes_per_node", entry.engine->bytes_per_node()},
             {"ratio_to_handwritten", median(entry.to_handwritten)},
             {"ratio_to_heap_graph", median(entry.to_heap_graph)},
             {"loss_after_20_steps", entry.loss}}) {
      file << ", \"" << key << "\": " << number(value);
    }
    file << '}';
    separator = ",\n";
  }
  file << "\n]\n";
}

/// A path as the caller of `bazel run` means it.
std::filesystem::path from_the_caller(const std::string& path) {
  const char* const folder = std::getenv("BUILD_WORKING_DIRECTORY");
  return folder == nullptr ? std::filesystem::path(path) : std::filesystem::path(folder) / path;
}

}  // namespace

int main(int argc, char** argv) {
  std::string json;
  int rounds = 11;
  for (int i = 1; i < argc; i += 2) {
    const std::string option = argv[i];
    const std::string value = i + 1 < argc ? argv[i + 1] : "";
    if (option == "--json" && !value.empty()) {
      json = value;
    } else if (option == "--rounds" && std::atoi(value.c_str()) > 0) {
      rounds = std::atoi(value.c_str());
    } else {
      std::fprintf(stderr,
                   "compare: '%s %s' is not understood; give --json FILE, --rounds N, or nothing\n",
                   option.c_str(), value.c_str());
      return 2;
    }
  }

  // Better to know now than in a minute. What is in the file stays until there is something new.
  const std::string path = json.empty() ? "" : from_the_caller(json).string();
  if (!json.empty() && !std::ofstream(path, std::ios::app)) {
    std::fprintf(stderr, "compare: can't write %s: %s\n", path.c_str(), std::strerror(errno));
    return 1;
  }

  benchmarks::warn();
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
