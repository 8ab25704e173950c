/// \file
/// The network of handwritten.h on several samples at once: of all engines here, the closest to the
/// machine's limit.
///
///     BasicHandwritten<Lanes<4>, 3, 4, 4, 1> network(parameters);  // 4 samples at once
///     const Batches<4, 3, 1, 10> batches(inputs, targets);         // 10 samples: 4, 4 and 2
///     double loss = training_step(network, batches, 0.1);
#ifndef BENCHMARKS_HANDWRITTEN_SIMD_H_
#define BENCHMARKS_HANDWRITTEN_SIMD_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <span>

#include "micrograd/lanes.h"
#include "micrograd/testing/handwritten.h"
#include "micrograd/testing/plain_network.h"

namespace benchmarks {

using micrograd::kMachineLanes;
using micrograd::Lanes;
using micrograd::testing::BasicHandwritten;
using micrograd::testing::targets_of;
using micrograd::testing::total;

/// How many lanes to use for this many samples: as many as the machine has, or fewer if there are
/// fewer samples.
constexpr std::size_t lanes_for(std::size_t samples) {
  return std::min(kMachineLanes, std::bit_floor(samples));
}

/// Samples, W in a batch: lane k of batch b is sample b * W + k. If the last batch isn't full, its
/// other lanes hold zeros and take no part.
template <std::size_t W, std::size_t In, std::size_t Out, std::size_t Samples>
struct Batches {
  static constexpr std::size_t kBatches = (Samples + W - 1) / W;

  /// A sample's target is a number, or an array with one for each output.
  template <typename Target>
  Batches(const std::array<std::array<double, In>, Samples>& each_input,
          const std::array<Target, Samples>& each_target) {
    for (std::size_t i = 0; i < Samples; ++i) {
      const std::size_t batch = i / W, lane = i % W;
      for (std::size_t k = 0; k < In; ++k) inputs[batch][k].set(lane, each_input[i][k]);
      const std::span<const double, Out> wanted = targets_of(each_target[i]);
      for (std::size_t o = 0; o < Out; ++o) targets[batch][o].set(lane, wanted[o]);
      taking_part[batch].set(lane, 1);
    }
  }

  std::array<std::array<Lanes<W>, In>, kBatches> inputs{};
  std::array<std::array<Lanes<W>, Out>, kBatches> targets{};
  std::array<Lanes<W>, kBatches> taking_part{};  ///< 1 in the lane of a sample, 0 elsewhere.
};

/// One step of gradient descent on the summed squared error. Returns the loss before it.
template <std::size_t W, std::size_t In, std::size_t... Sizes, std::size_t Out, std::size_t Samples>
double training_step(BasicHandwritten<Lanes<W>, In, Sizes...>& network,
                     const Batches<W, In, Out, Samples>& batches, double learning_rate) {
  Lanes<W> loss = 0;
  for (std::size_t b = 0; b < batches.kBatches; ++b) {
    std::array<Lanes<W>, Out> d_outputs = network.forward(batches.inputs[b]);
    for (std::size_t o = 0; o < Out; ++o) {
      const Lanes<W> difference = (d_outputs[o] - batches.targets[b][o]) * batches.taking_part[b];
      loss += difference * difference;
      d_outputs[o] = 2 * difference;
    }
    network.backward(batches.inputs[b], d_outputs);
  }
  network.descend(learning_rate);
  return total(loss);
}

}  // namespace benchmarks

#endif  // BENCHMARKS_HANDWRITTEN_SIMD_H_
