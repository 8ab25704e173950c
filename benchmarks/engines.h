/// \file
/// What the benchmarks need of an engine that trains, and the list of those that are linked in.
#ifndef BENCHMARKS_ENGINES_H_
#define BENCHMARKS_ENGINES_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace benchmarks {

/// A network in training.
class Trainer {
 public:
  virtual ~Trainer() = default;

  /// Forward pass, backward pass and descent. Returns the loss before the descent.
  virtual double step() = 0;
};

/// The engine that computes the loss with plain numbers, and learns nothing.
inline constexpr const char* kForward = "forward";

/// An engine's way through a workload.
struct Training {
  std::string engine;
  std::string workload;
  std::unique_ptr<Trainer> (*start)();
  double (*bytes_per_node)();  ///< Of a long recording; nan where it can't be told.
};

/// All trainings of this program; each adds itself before main().
inline std::vector<Training>& trainings() {
  static std::vector<Training> all;
  return all;
}

/// The training of that engine on that workload, or nullptr.
inline const Training* find_training(const std::string& engine, const std::string& workload) {
  for (const Training& training : trainings()) {
    if (training.engine == engine && training.workload == workload) return &training;
  }
  return nullptr;
}

/// Adds the training of a workload by a trainer, which may be in an unnamed namespace. (It can't be an
/// argument that is a template: g++ 12 confuses two of the same name from two files.)
template <typename Workload, typename TrainerOfIt>
bool add_training(const char* engine, double (*bytes_per_node)()) {
  trainings().push_back(
      {engine, Workload::kName,
       []() -> std::unique_ptr<Trainer> { return std::make_unique<TrainerOfIt>(); },
       bytes_per_node});
  return true;
}

}  // namespace benchmarks

#endif  // BENCHMARKS_ENGINES_H_
