/// \file
/// What the benchmarks need of a training engine, and the list of those that are linked in.
#ifndef BENCHMARKS_ENGINES_H_
#define BENCHMARKS_ENGINES_H_

#include <memory>
#include <string>
#include <vector>

#include "benchmarks/workloads.h"

namespace benchmarks {

/// A network in training.
class Trainer {
 public:
  virtual ~Trainer() = default;

  /// Forward pass, backward pass and descent. Returns the loss before the descent.
  virtual double step() = 0;
};

/// A way to train.
struct Engine {
  std::string name;
  std::unique_ptr<Trainer> (*four_samples)();
  std::unique_ptr<Trainer> (*moons)();
  double (*bytes_per_node)();  ///< Of a long recording; nan where it can't be told.
};

/// All engines of this program; each adds itself before main().
inline std::vector<Engine>& engines() {
  static std::vector<Engine> all;
  return all;
}

/// Adds an engine with these trainers, which may be in an unnamed namespace. (The argument can't be
/// their template: g++ 12 confuses two of the same name from two files.)
template <typename FourSamplesTrainer, typename MoonsTrainer>
bool add_engine(const char* name, double (*bytes_per_node)()) {
  engines().push_back(
      {name, []() -> std::unique_ptr<Trainer> { return std::make_unique<FourSamplesTrainer>(); },
       []() -> std::unique_ptr<Trainer> { return std::make_unique<MoonsTrainer>(); },
       bytes_per_node});
  return true;
}

}  // namespace benchmarks

#endif  // BENCHMARKS_ENGINES_H_
