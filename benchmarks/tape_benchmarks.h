/// \file
/// Reset, Record and Backward, for any engine that expressions.h describes.
#ifndef BENCHMARKS_TAPE_BENCHMARKS_H_
#define BENCHMARKS_TAPE_BENCHMARKS_H_

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstddef>
#include <string>

#include "benchmarks/expressions.h"
#include "benchmarks/memory.h"

namespace benchmarks {

/// What each benchmark reports beside the time.
inline void report(benchmark::State& state, double bytes_per_node) {
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
  state.counters["bytes/node"] = bytes_per_node;
}

/// To forget a chain of n nodes. The clock is read before and after each reset, so that the
/// recording in between doesn't count; what is shown includes that reading. It is read once more
/// first, for it is slow when the recording has just driven it out of the cache.
template <typename Engine>
void reset(benchmark::State& state) {
  const double bytes = bytes_per_node<Engine>();
  const auto nodes = static_cast<std::size_t>(state.range(0));
  Chain<Engine> chain(nodes);
  Engine engine(nodes + kMostInputs);
  engine.reset();
  for (auto _ : state) {
    {
      auto root = chain(engine);
      engine.end(root);
      benchmark::DoNotOptimize(root);
    }
    benchmark::ClobberMemory();
    benchmark::DoNotOptimize(std::chrono::steady_clock::now());
    const auto start = std::chrono::steady_clock::now();
    engine.reset();
    benchmark::DoNotOptimize(&engine);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(time.count());
  }
  report(state, bytes);
}

/// To record an expression of n operations, over the one before.
template <typename Engine, template <typename> class Expression>
void record(benchmark::State& state) {
  const double bytes = bytes_per_node<Engine, Expression>();
  const auto nodes = static_cast<std::size_t>(state.range(0));
  Expression<Engine> expression(nodes);
  Engine engine(nodes + kMostInputs);
  for (auto _ : state) {
    engine.reset();
    auto root = expression(engine);
    engine.end(root);
    benchmark::DoNotOptimize(root);
    benchmark::ClobberMemory();
  }
  report(state, bytes);
}

/// To find all gradients of an expression of n operations.
template <typename Engine, template <typename> class Expression>
void backward(benchmark::State& state) {
  const double bytes = bytes_per_node<Engine, Expression>();
  const auto nodes = static_cast<std::size_t>(state.range(0));
  Expression<Engine> expression(nodes);
  Engine engine(nodes + kMostInputs);
  engine.reset();
  const auto root = expression(engine);
  engine.end(root);
  for (auto _ : state) {
    engine.backward(root);
    benchmark::DoNotOptimize(&engine);
  }
  report(state, bytes);
}

/// Registers Record and Backward of one expression.
template <typename Engine, template <typename> class Expression>
void register_expression(const std::string& engine) {
  const std::string name = engine + "/" + Expression<Engine>::kName;
  benchmark::RegisterBenchmark(("Record/" + name).c_str(), record<Engine, Expression>)
      ->RangeMultiplier(10)
      ->Range(1000, 1'000'000)
      ->Complexity(benchmark::oN);
  benchmark::RegisterBenchmark(("Backward/" + name).c_str(), backward<Engine, Expression>)
      ->RangeMultiplier(10)
      ->Range(1000, 1'000'000)
      ->Complexity(benchmark::oN);
}

/// Registers all of them, for 10^3 to 10^6 nodes. `reset_grows` says how Reset should.
template <typename Engine>
bool register_tape_benchmarks(const std::string& engine, benchmark::BigO reset_grows) {
  benchmark::RegisterBenchmark(("Reset/" + engine).c_str(), reset<Engine>)
      ->RangeMultiplier(10)
      ->Range(1000, 1'000'000)
      ->UseManualTime()
      ->Iterations(reset_grows == benchmark::o1 ? 500 : 20)
      ->Complexity(reset_grows);
  register_expression<Engine, Chain>(engine);
  register_expression<Engine, TanhChain>(engine);
  register_expression<Engine, RandomDag>(engine);
  return true;
}

}  // namespace benchmarks

#endif  // BENCHMARKS_TAPE_BENCHMARKS_H_
