// The reference, and its forward pass alone.
#include <cstddef>

#include "benchmarks/engines.h"
#include "benchmarks/handwritten_gpt.h"
#include "benchmarks/workloads.h"
#include "micrograd/testing/handwritten.h"
#include "micrograd/testing/plain_network.h"

namespace {

using benchmarks::Gpt;
using micrograd::testing::Handwritten;
using micrograd::testing::plain_squared_error;
using micrograd::testing::targets_of;

template <typename Workload>
class HandwrittenTrainer : public benchmarks::Trainer {
 public:
  double step() override {
    return training_step(network_, data_.inputs, data_.targets, Workload::kLearningRate);
  }

  double forward() {
    double loss = 0;
    for (std::size_t i = 0; i < data_.inputs.size(); ++i) {
      loss += plain_squared_error(network_.forward(data_.inputs[i]), targets_of(data_.targets[i]));
    }
    return loss;
  }

 private:
  const decltype(Workload::data()) data_ = Workload::data();
  typename Workload::template Network<Handwritten> network_{Workload::parameters()};
};

template <>
class HandwrittenTrainer<Gpt> : public benchmarks::Trainer {
 public:
  double step() override {
    const double loss = forward();
    network_.backward(Gpt::kText);
    descent_(network_.parameters(), network_.gradients());
    return loss;
  }

  double forward() { return network_.forward(Gpt::kText); }

 private:
  Gpt::Network<benchmarks::HandwrittenGpt> network_{Gpt::parameters()};
  decltype(Gpt::descent()) descent_ = Gpt::descent();
};

template <typename Workload>
class ForwardTrainer : public HandwrittenTrainer<Workload> {
 public:
  double step() override { return this->forward(); }
};

template <typename Workload>
bool add() {
  constexpr auto no_bytes = [] { return 0.0; };
  return benchmarks::add_training<Workload, HandwrittenTrainer<Workload>>("handwritten",
                                                                          no_bytes) &&
         benchmarks::add_training<Workload, ForwardTrainer<Workload>>(benchmarks::kForward,
                                                                      no_bytes);
}

[[maybe_unused]] const bool added = add<benchmarks::FourSamples>() && add<benchmarks::Moons>() &&
                                    add<benchmarks::Digits>() && add<Gpt>();

}  // namespace
