#include "benchmarks/workloads.h"

#include <cstddef>
#include <random>
#include <vector>

#include "micrograd/examples/four_samples.h"
#include "micrograd/examples/moons.h"
#include "micrograd/testing/plain_network.h"

namespace benchmarks {
namespace {

using micrograd::testing::plain_start;
using micrograd::testing::plain_uniform;

std::vector<double> start(const std::vector<std::size_t>& sizes) {
  std::mt19937_64 random(42);
  return plain_start(sizes, random);
}

}  // namespace

Data<3, 4> FourSamples::data() {
  using Samples = micrograd::examples::FourSamples<double>;
  return {Samples::inputs, Samples::targets};
}

std::vector<double> FourSamples::parameters() { return start({kSizes.begin(), kSizes.end()}); }

Data<2, 100> Moons::data() {
  std::mt19937_64 random(4);
  const micrograd::examples::Moons<double, 100> moons([&] { return plain_uniform(random); });
  return {moons.inputs, moons.targets};
}

std::vector<double> Moons::parameters() { return start({kSizes.begin(), kSizes.end()}); }

}  // namespace benchmarks
