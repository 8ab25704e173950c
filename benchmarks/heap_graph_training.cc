#include <cstddef>
#include <vector>

#include "benchmarks/engines.h"
#include "benchmarks/heap_graph_engine.h"
#include "benchmarks/memory.h"
#include "benchmarks/workloads.h"

namespace {

using benchmarks::heap_graph::Value;

template <typename Workload>
class HeapGraphTrainer : public benchmarks::Trainer {
 public:
  HeapGraphTrainer() {
    for (double p : numbers_) parameters_.emplace_back(p);
  }

  double step() override {
    const Value loss = Workload::loss(parameters_);
    backward(loss);
    for (std::size_t i = 0; i < numbers_.size(); ++i) gradients_[i] = parameters_[i].grad();
    descent_(numbers_, gradients_);
    for (std::size_t i = 0; i < numbers_.size(); ++i) parameters_[i].set_data(numbers_[i]);
    return loss.data();
  }

 private:
  std::vector<double> numbers_ = Workload::parameters();
  std::vector<double> gradients_ = numbers_;
  std::vector<Value> parameters_;
  decltype(Workload::descent()) descent_ = Workload::descent();
};

template <typename Workload>
bool add() {
  return benchmarks::add_training<Workload, HeapGraphTrainer<Workload>>(
      "heap_graph", benchmarks::bytes_per_node<benchmarks::HeapGraphEngine>);
}

[[maybe_unused]] const bool added =
    add<benchmarks::FourSamples>() && add<benchmarks::Moons>() && add<benchmarks::Gpt>();

}  // namespace
