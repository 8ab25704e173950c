/// \file
/// What the benchmarks' main() does: the same as BENCHMARK_MAIN(), and in addition it warns if the
/// build isn't optimised, and fails if there was nothing to run.
#ifndef TOOLS_RUN_BENCHMARKS_H_
#define TOOLS_RUN_BENCHMARKS_H_

#include <benchmark/benchmark.h>

#include <cstdio>

namespace tools {

/// Warns on stderr of what makes this program's figures unreliable.
inline void warn() {
#ifndef NDEBUG
  std::fputs("warning: this build is not for speed; use bazel run --config=bench\n", stderr);
#endif
  if (benchmark::CPUInfo::Get().scaling == benchmark::CPUInfo::ENABLED) {
    std::fputs("warning: the CPU changes its frequency as it likes; trust ratios, not times\n",
               stderr);
  }
}

/// Runs the registered benchmarks, by `run_them`, which returns how many it ran. Returns the
/// program's exit code.
template <typename RunThem>
int run_benchmarks(int argc, char** argv, RunThem run_them) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  warn();
  const bool ran = run_them() > 0;
  benchmark::Shutdown();
  return ran ? 0 : 1;
}

/// Runs the benchmarks that the command line selects.
inline int run_benchmarks(int argc, char** argv) {
  return run_benchmarks(argc, argv, [] { return benchmark::RunSpecifiedBenchmarks(); });
}

}  // namespace tools

#endif  // TOOLS_RUN_BENCHMARKS_H_
