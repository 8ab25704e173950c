#include "benchmarks/workloads.h"

#include <array>
#include <cstddef>
#include <random>
#include <vector>

#include "micrograd/examples/four_samples.h"
#include "micrograd/examples/moons.h"
#include "micrograd/testing/plain_attention.h"
#include "micrograd/testing/plain_network.h"

namespace benchmarks {
namespace {

using micrograd::testing::plain_normal;
using micrograd::testing::plain_start;
using micrograd::testing::plain_uniform;

std::vector<double> start(const std::vector<std::size_t>& sizes) {
  std::mt19937_64 random(42);
  return plain_start(sizes, random);
}

// digits.txt, a string for each line.
constexpr std::array<const char*, 1797> kDigits{
#include "benchmarks/digits.inc"
};

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

Data<64, 1797, std::array<double, 10>> Digits::data() {
  Data<64, 1797, std::array<double, 10>> data{};
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    const char* next = kDigits[i];
    for (double& pixel : data.inputs[i]) {
      const char c = *next++;
      pixel = (c <= '9' ? c - '0' : c - 'a' + 10) / 16.0;
    }
    const char digit = *++next;
    data.targets[i].fill(-1);
    data.targets[i][static_cast<std::size_t>(digit - '0')] = 1;
  }
  return data;
}

std::vector<double> Digits::parameters() { return start({kSizes.begin(), kSizes.end()}); }

std::vector<double> Gpt::parameters() {
  std::mt19937_64 random(42);
  std::vector<double> parameters(kSizes.parameters());
  for (double& parameter : parameters) parameter = 0.08 * plain_normal(random);
  return parameters;
}

}  // namespace benchmarks
