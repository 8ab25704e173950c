#include <cstddef>
#include <vector>

#include "benchmarks/adolc_engine.h"
#include "benchmarks/engines.h"
#include "benchmarks/memory.h"
#include "micrograd/testing/plain_network.h"

namespace {

using micrograd::testing::plain_squared_error;

/// Records each step anew, as the tape does.
template <typename Workload>
class AdolcTrainer : public benchmarks::Trainer {
 public:
  double step() override {
    engine_.reset();
    std::vector<adouble> parameters;
    parameters.reserve(parameters_.size());
    for (double p : parameters_) parameters.push_back(engine_.input(p));
    const adouble loss = plain_squared_error(sizes_, parameters, data_.inputs, data_.targets);
    engine_.end(loss);
    const std::vector<double>& gradients = engine_.gradients();
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
      parameters_[i] -= Workload::kLearningRate * gradients[i];
    }
    return loss.value();
  }

 private:
  const std::vector<std::size_t> sizes_{Workload::kSizes.begin(), Workload::kSizes.end()};
  const decltype(Workload::data()) data_ = Workload::data();
  std::vector<double> parameters_ = Workload::parameters();
  benchmarks::AdolcEngine engine_{Workload::kNodes};
};

[[maybe_unused]] const bool added =
    benchmarks::add_engine<AdolcTrainer<benchmarks::FourSamples>, AdolcTrainer<benchmarks::Moons>>(
        "adolc", benchmarks::bytes_per_node<benchmarks::AdolcEngine>);

}  // namespace
