#include <vector>

#include "benchmarks/adolc_engine.h"
#include "benchmarks/engines.h"
#include "benchmarks/memory.h"
#include "benchmarks/workloads.h"

// For plain_gpt_loss, which finds them by the type of their argument.
static double plain(const adouble& x) { return x.value(); }
static adouble relu(const adouble& x) { return fmax(x, 0.0); }

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
    const adouble loss = Workload::loss(parameters);
    engine_.end(loss);
    descent_(parameters_, engine_.gradients());
    return loss.value();
  }

 private:
  std::vector<double> parameters_ = Workload::parameters();
  decltype(Workload::descent()) descent_ = Workload::descent();
  benchmarks::AdolcEngine engine_{Workload::kNodes};
};

template <typename Workload>
bool add() {
  return benchmarks::add_training<Workload, AdolcTrainer<Workload>>(
      "adolc", benchmarks::bytes_per_node<benchmarks::AdolcEngine>);
}

[[maybe_unused]] const bool added =
    add<benchmarks::FourSamples>() && add<benchmarks::Moons>() && add<benchmarks::Gpt>();

}  // namespace
