// TrainingStep/<engine>/<workload>: forward pass, backward pass and descent. Items are operations.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <string>

#include "benchmarks/engines.h"
#include "benchmarks/workloads.h"
#include "tools/run_benchmarks.h"

int main(int argc, char** argv) {
  for (const benchmarks::About& workload : benchmarks::kWorkloads) {
    for (const benchmarks::Training& training : benchmarks::trainings()) {
      if (training.workload != workload.name) continue;
      const std::string name = "TrainingStep/" + training.engine + "/" + training.workload;
      benchmark::RegisterBenchmark(name.c_str(), [&](benchmark::State& state) {
        const std::unique_ptr<benchmarks::Trainer> trainer = training.start();
        for (auto _ : state) benchmark::DoNotOptimize(trainer->step());
        state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(workload.nodes));
      });
    }
  }
  return tools::run_benchmarks(argc, argv);
}
