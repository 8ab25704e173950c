#include "benchmarks/engines.h"
#include "micrograd/testing/handwritten.h"

namespace {

using micrograd::testing::Handwritten;

template <typename Workload>
class HandwrittenTrainer : public benchmarks::Trainer {
 public:
  double step() override {
    return training_step(network_, data_.inputs, data_.targets, Workload::kLearningRate);
  }

 private:
  const decltype(Workload::data()) data_ = Workload::data();
  typename Workload::template Network<Handwritten> network_{Workload::parameters()};
};

[[maybe_unused]] const bool added =
    benchmarks::add_engine<HandwrittenTrainer<benchmarks::FourSamples>,
                           HandwrittenTrainer<benchmarks::Moons>>("handwritten",
                                                                  [] { return 0.0; });

}  // namespace
