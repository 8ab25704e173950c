#include "benchmarks/workloads.h"

#include <random>

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

}  // namespace

Data<3, 4> Seed::data() {
  return {{{{2.0, 3.0, -1.0}, {3.0, -1.0, 0.5}, {0.5, 1.0, 1.0}, {1.0, 1.0, -1.0}}},
          {1.0, -1.0, -1.0, 1.0}};
}

std::vector<double> Seed::parameters() { return initial_parameters<Seed>(); }

Data<2, 100> Moons::data() {
  std::mt19937_64 random(4);
  const micrograd::Moons<100> moons(random);
  Data<2, 100> data;
  for (std::size_t i = 0; i < data.inputs.size(); ++i) {
    for (std::size_t k = 0; k < 2; ++k) data.inputs[i][k] = moons.inputs[i][k];
    data.targets[i] = moons.targets[i];
  }
  return data;
}

std::vector<double> Moons::parameters() { return initial_parameters<Moons>(); }

}  // namespace benchmarks
