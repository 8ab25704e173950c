#include <vector>

#include "benchmarks/engines.h"
#include "benchmarks/heap_graph_engine.h"
#include "benchmarks/memory.h"
#include "benchmarks/network.h"

namespace {

using heap_graph::Value;

template <typename Workload>
class HeapGraphTrainer : public benchmarks::Trainer {
 public:
  HeapGraphTrainer() {
    for (double p : Workload::parameters()) parameters_.emplace_back(p);
  }

  double step() override {
    const Value loss =
        benchmarks::squared_error(Workload::kSizes, parameters_, data_.inputs, data_.targets);
    backward(loss);
    for (Value& p : parameters_) p.set_data(p.data() - Workload::kLearningRate * p.grad());
    return loss.data();
  }

 private:
  const decltype(Workload::data()) data_ = Workload::data();
  std::vector<Value> parameters_;
};

[[maybe_unused]] const bool added =
    benchmarks::add_engine<HeapGraphTrainer<benchmarks::Seed>, HeapGraphTrainer<benchmarks::Moons>>(
        "heap_graph", benchmarks::bytes_per_node<benchmarks::HeapGraphEngine>);

}  // namespace
