#include <cstddef>
#include <vector>

#include "benchmarks/engines.h"
#include "benchmarks/heap_graph_engine.h"
#include "benchmarks/memory.h"
#include "micrograd/testing/plain_network.h"

namespace {

using micrograd::testing::plain_squared_error;

using benchmarks::heap_graph::Value;

template <typename Workload>
class HeapGraphTrainer : public benchmarks::Trainer {
 public:
  HeapGraphTrainer() {
    for (double p : Workload::parameters()) parameters_.emplace_back(p);
  }

  double step() override {
    const Value loss = plain_squared_error(sizes_, parameters_, data_.inputs, data_.targets);
    backward(loss);
    for (Value& p : parameters_) p.set_data(p.data() - Workload::kLearningRate * p.grad());
    return loss.data();
  }

 private:
  const std::vector<std::size_t> sizes_{Workload::kSizes.begin(), Workload::kSizes.end()};
  const decltype(Workload::data()) data_ = Workload::data();
  std::vector<Value> parameters_;
};

[[maybe_unused]] const bool added =
    benchmarks::add_engine<HeapGraphTrainer<benchmarks::FourSamples>,
                           HeapGraphTrainer<benchmarks::Moons>>(
        "heap_graph", benchmarks::bytes_per_node<benchmarks::HeapGraphEngine>);

}  // namespace
