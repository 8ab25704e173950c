// What a backward pass costs: so much a node, however many nodes there are.
#include <benchmark/benchmark.h>

#include <cstddef>

#include "backward.h"

using micrograd::Tape;
using micrograd::Value;

// (2 x + 1) / 2 - 1/2 is x again, so that no gradient vanishes or overflows, however long the chain.
void Backward(benchmark::State& state) {
  const auto nodes = static_cast<std::size_t>(state.range(0));
  Tape tape(nodes + 5);
  Value x = tape.value(1);
  const Value two = tape.value(2), one = tape.value(1), half = tape.value(0.5),
              minus_half = tape.value(-0.5);
  for (std::size_t i = 0; i < nodes; i += 4) x = (x * two + one) * half + minus_half;
  for (auto _ : state) {
    backward(x);
    benchmark::DoNotOptimize(&tape);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(Backward)->RangeMultiplier(10)->Range(1000, 1'000'000)->Complexity(benchmark::oN);
