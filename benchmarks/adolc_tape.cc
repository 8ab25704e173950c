#include <cstddef>

#include "benchmarks/adolc_engine.h"
#include "benchmarks/tape_benchmarks.h"

namespace {

// Each recording starts with a copy of ADOL-C's store of numbers, which never shrinks. So there is
// always room for the store of a million nodes; what doesn't fit would go to a file.
class AdolcEngine : public benchmarks::AdolcEngine {
 public:
  explicit AdolcEngine(std::size_t nodes) : benchmarks::AdolcEngine(nodes + kStore) {}

 private:
  static constexpr std::size_t kStore = 65'536;  // AdolcEngine makes room for 16 times as many.
};

[[maybe_unused]] const bool registered =
    benchmarks::register_tape_benchmarks<AdolcEngine>("adolc", benchmark::oN);

}  // namespace
