// Runs Reset, Record and Backward of every engine. After Google Benchmark's own lines it prints a table
// of them, with a row for each benchmark and a column for each number of nodes.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tools/run_benchmarks.h"

namespace {

/// A time in the unit that suits it, from nanoseconds: 22 ns, 3.6 ms.
std::string in_units(double time) {
  const char* unit = "ns";
  for (const char* larger : {"us", "ms", "s"}) {
    if (time < 999.5) break;
    time /= 1000;
    unit = larger;
  }
  char text[40];
  std::snprintf(text, sizeof text, time < 9.95 ? "%.1f %s" : "%.0f %s", time, unit);
  return text;
}

/// Reports as Google Benchmark would, and then prints the table.
class WithTable : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override { return usual_->ReportContext(context); }

  void ReportRuns(const std::vector<Run>& runs) override {
    usual_->ReportRuns(runs);
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;  // BigO, for one.
      const std::string& name = run.run_name.function_name;
      if (times_.count(name) == 0) names_.push_back(name);
      nodes_.insert(run.complexity_n);
      times_[name][run.complexity_n] = run.run_name.time_type == "manual_time"
                                           ? run.GetAdjustedRealTime()
                                           : run.GetAdjustedCPUTime();
    }
  }

  void Finalize() override {
    usual_->Finalize();
    if (dynamic_cast<benchmark::ConsoleReporter*>(usual_) == nullptr) return;  // JSON, for one.
    std::printf("\n%-26s", "nodes");
    for (const std::int64_t nodes : nodes_) std::printf("%10lld", static_cast<long long>(nodes));
    std::printf("\n");
    print("Reset/", [](double time, double) { return in_units(time); });
    const auto each = [](double time, double nodes) {
      char text[40];
      std::snprintf(text, sizeof text, "%.1f", time / nodes);
      return std::string(text);
    };
    std::printf("\nns a node\n");
    print("Record/", each);
    std::printf("\n");
    print("Backward/", each);
  }

 private:
  /// The rows whose names begin so.
  template <typename Format>
  void print(const std::string& kind, Format format) {
    for (const std::string& name : names_) {
      if (name.rfind(kind, 0) != 0) continue;
      std::printf("%-26s", name.c_str());
      for (const std::int64_t nodes : nodes_) {
        const auto time = times_[name].find(nodes);
        std::printf("%10s", time == times_[name].end()
                                ? ""
                                : format(time->second, static_cast<double>(nodes)).c_str());
      }
      std::printf("\n");
    }
  }

  benchmark::BenchmarkReporter* const usual_ = benchmark::CreateDefaultDisplayReporter();
  std::vector<std::string> names_;  // In the order of their runs.
  std::set<std::int64_t> nodes_;
  std::map<std::string, std::map<std::int64_t, double>> times_;  // Nanoseconds, by name and nodes.
};

}  // namespace

int main(int argc, char** argv) {
  return tools::run_benchmarks(argc, argv, [] {
    WithTable reporter;
    return benchmark::RunSpecifiedBenchmarks(&reporter);
  });
}
