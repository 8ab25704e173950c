// What one step of training costs: forward pass, backward pass and descent, in networks of two sizes.
#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>

#include "training.h"

using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;

// Samples at random: what they are makes no difference to the time.
template <std::size_t Samples, std::size_t In, std::size_t... Sizes>
void TrainingStep(benchmark::State& state) {
  Tape tape(100'000);
  std::mt19937_64 random(1);
  const Mlp<In, Sizes...> mlp(tape, random);

  std::array<std::array<Scalar, In>, Samples> inputs;
  std::array<Scalar, Samples> targets;
  for (std::size_t i = 0; i < Samples; ++i) {
    for (Scalar& x : inputs[i]) x = micrograd::uniform(random);
    targets[i] = micrograd::uniform(random);
  }

  for (auto _ : state) {
    benchmark::DoNotOptimize(training_step(mlp, inputs, targets, Scalar(0.001)));
  }
  const std::size_t parameters = tape.size();
  squared_error(mlp, inputs, targets);
  const std::size_t nodes = tape.size() - parameters;
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(nodes));
}
BENCHMARK(TrainingStep<4, 3, 4, 4, 1>);
BENCHMARK(TrainingStep<100, 2, 16, 16, 1>);
