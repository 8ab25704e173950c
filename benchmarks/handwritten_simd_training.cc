#include <cstddef>
#include <tuple>

#include "benchmarks/engines.h"
#include "benchmarks/handwritten_simd.h"
#include "benchmarks/workloads.h"

namespace {

using micrograd::testing::BasicHandwritten;

template <typename Workload>
class HandwrittenSimdTrainer : public benchmarks::Trainer {
 public:
  double step() override { return training_step(network_, batches_, Workload::kLearningRate); }

 private:
  static constexpr std::size_t kSamples = std::tuple_size_v<decltype(Workload::data().targets)>;
  static constexpr std::size_t kLanes = benchmarks::lanes_for(kSamples);

  template <std::size_t... Sizes>
  using OnLanes = BasicHandwritten<benchmarks::Lanes<kLanes>, Sizes...>;

  const benchmarks::Batches<kLanes, Workload::kSizes.front(), Workload::kSizes.back(), kSamples>
      batches_{Workload::data().inputs, Workload::data().targets};
  typename Workload::template Network<OnLanes> network_{Workload::parameters()};
};

template <typename Workload>
bool add() {
  return benchmarks::add_training<Workload, HandwrittenSimdTrainer<Workload>>("handwritten_simd",
                                                                              [] { return 0.0; });
}

[[maybe_unused]] const bool added =
    add<benchmarks::FourSamples>() && add<benchmarks::Moons>() && add<benchmarks::Digits>();

}  // namespace
