#include "benchmarks/workloads.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <vector>

#include "micrograd/four_samples.h"
#include "micrograd/micrograd.h"
#include "micrograd/moons.h"

namespace benchmarks {
namespace {

template <typename Workload>
std::vector<double> initial_parameters() {
  using Network = typename Workload::template Network<micrograd::Mlp>;
  micrograd::Tape tape(Network::kParameters);
  std::mt19937_64 random(42);
  std::vector<double> parameters;
  for (micrograd::Value p : Network(tape, random).parameters()) parameters.push_back(p.data());
  return parameters;
}

template <std::size_t In, std::size_t Samples>
Data<In, Samples> in_double(const std::array<std::array<micrograd::Scalar, In>, Samples>& inputs,
                            const std::array<micrograd::Scalar, Samples>& targets) {
  Data<In, Samples> data;
  for (std::size_t i = 0; i < Samples; ++i) {
    std::ranges::copy(inputs[i], data.inputs[i].begin());
    data.targets[i] = targets[i];
  }
  return data;
}

}  // namespace

Data<3, 4> Seed::data() {
  return in_double(micrograd::FourSamples::inputs, micrograd::FourSamples::targets);
}

std::vector<double> Seed::parameters() { return initial_parameters<Seed>(); }

Data<2, 100> Moons::data() {
  std::mt19937_64 random(4);
  const micrograd::Moons<100> moons(random);
  return in_double(moons.inputs, moons.targets);
}

std::vector<double> Moons::parameters() { return initial_parameters<Moons>(); }

}  // namespace benchmarks
