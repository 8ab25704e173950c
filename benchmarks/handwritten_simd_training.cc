#include <cstddef>
#include <tuple>

#include "benchmarks/engines.h"
#include "benchmarks/handwritten_simd.h"

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

  const benchmarks::Batches<kLanes, Workload::kSizes[0], kSamples> batches_{
      Workload::data().inputs, Workload::data().targets};
  typename Workload::template Network<OnLanes> network_{Workload::parameters()};
};

[[maybe_unused]] const bool added =
    benchmarks::add_engine<HandwrittenSimdTrainer<benchmarks::FourSamples>,
                           HandwrittenSimdTrainer<benchmarks::Moons>>("handwritten_simd",
                                                                      [] { return 0.0; });

}  // namespace
