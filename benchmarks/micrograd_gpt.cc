// The library's GPT, or the reader's, as far as it is written: see tape_engine.h.
#if __has_include("gpt.h")

#include <array>
#include <random>

#include "benchmarks/engines.h"
#include "benchmarks/memory.h"
#include "benchmarks/tape_engine.h"
#include "benchmarks/workloads.h"
#include "gpt.h"

namespace {

using micrograd::Scalar;
using Workload = benchmarks::Gpt;
using Network = Workload::Network<micrograd::Gpt>;

class TapeGptTrainer : public benchmarks::Trainer {
 public:
  TapeGptTrainer() { set_all(parameters_, Workload::parameters()); }

  double step() override {
    const micrograd::Value loss = network_.loss(Workload::kText);
    backward(loss);
    adam_.descend(parameters_);
    const double result = loss.data();
    tape_.rewind(mark_);
    return result;
  }

 private:
  // Twice the room: a reader's expressions may need more nodes than ours.
  micrograd::Tape tape_{2 * (Network::kParameters + Workload::kNodes)};
  std::mt19937_64 random_;
  const Network network_{tape_, random_};
  const std::array<micrograd::Value, Network::kParameters> parameters_ = network_.parameters();
  const micrograd::Mark mark_ = tape_.mark();
  micrograd::Adam<Network::kParameters> adam_{static_cast<Scalar>(Workload::kRate),
                                              Workload::kSteps};
};

[[maybe_unused]] const bool added = benchmarks::add_training<Workload, TapeGptTrainer>(
    kEngineName, benchmarks::bytes_per_node<TapeEngine>);

}  // namespace

#endif
