// What it costs to forget n nodes: the same, for a thousand and for a million.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstddef>

#include "value.h"

using micrograd::Mark;
using micrograd::Tape;

// The clock is read around each rewind(), so that the recording doesn't count. What is shown is
// mostly that reading. It is read once more first: a long recording drives it out of the cache.
void Reset(benchmark::State& state) {
  const auto nodes = static_cast<std::size_t>(state.range(0));
  Tape tape(nodes);
  const Mark empty = tape.mark();
  for (auto _ : state) {
    for (std::size_t i = 0; i < nodes; ++i) tape.value(1);
    benchmark::DoNotOptimize(std::chrono::steady_clock::now());
    const auto start = std::chrono::steady_clock::now();
    tape.rewind(empty);
    benchmark::DoNotOptimize(&tape);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(time.count());
  }
}
BENCHMARK(Reset)->RangeMultiplier(10)->Range(1000, 1'000'000)->UseManualTime()->Iterations(500);
