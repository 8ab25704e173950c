#include <cstddef>
#include <vector>

#include "benchmarks/adolc_engine.h"
#include "benchmarks/engines.h"
#include "benchmarks/memory.h"
#include "benchmarks/network.h"

namespace {

/// Records each step anew, as the tape does.
template <typename Workload>
class AdolcTrainer : public benchmarks::Trainer {
 public:
  double step() override {
    engine_.reset();
    std::vector<adouble> parameters;
    parameters.reserve(parameters_.size());
    for (double p : parameters_) parameters.push_back(engine_.input(p));
    const adouble loss =
        benchmarks::squared_error(Workload::kSizes, parameters, data_.inputs, data_.targets);
    engine_.end(loss);
    const std::vector<double>& gradients = engine_.gradients();
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      parameters_[i] -= Workload::kLearningRate * gradients[i];
    }
    return loss.value();
  }

 private:
  const decltype(Workload::data()) data_ = Workload::data();
  std::vector<double> parameters_ = Workload::parameters();
  benchmarks::AdolcEngine engine_{Workload::kNodes};
};

[[maybe_unused]] const bool added =
    benchmarks::add_engine<AdolcTrainer<benchmarks::Seed>, AdolcTrainer<benchmarks::Moons>>(
        "adolc", benchmarks::bytes_per_node<benchmarks::AdolcEngine>);

}  // namespace
