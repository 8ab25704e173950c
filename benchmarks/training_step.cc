// TrainingStep/<engine>/<workload>: forward pass, backward pass and descent. Items are operations.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <string>

#include "benchmarks/engines.h"
#include "tools/run_benchmarks.h"

namespace {

using benchmarks::Trainer;

/// Registers an engine on a workload.
template <typename Workload>
void add(const std::string& engine, std::unique_ptr<Trainer> (*start)()) {
  const std::string name = "TrainingStep/" + engine + "/" + Workload::kName;
  benchmark::RegisterBenchmark(name.c_str(), [start](benchmark::State& state) {
    const std::unique_ptr<Trainer> trainer = start();
    for (auto _ : state) benchmark::DoNotOptimize(trainer->step());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(Workload::kNodes));
  });
}

}  // namespace

int main(int argc, char** argv) {
  for (const benchmarks::Engine& engine : benchmarks::engines()) {
    add<benchmarks::FourSamples>(engine.name, engine.four_samples);
    add<benchmarks::Moons>(engine.name, engine.moons);
  }
  return tools::run_benchmarks(argc, argv);
}
