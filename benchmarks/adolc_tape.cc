#include <cstddef>

#include "benchmarks/adolc_engine.h"
#include "benchmarks/tape_benchmarks.h"

namespace {

// Each recording begins with all that ADOL-C's store holds, and the store never shrinks. So there is
// room for the store of a million nodes too, however few there are: what has no room goes to a file.
class AdolcEngine : public benchmarks::AdolcEngine {
 public:
  explicit AdolcEngine(std::size_t nodes) : benchmarks::AdolcEngine(nodes + kStore) {}

 private:
  static constexpr std::size_t kStore = 65'536;  // AdolcEngine makes room for 16 times as many.
};

[[maybe_unused]] const bool registered =
    benchmarks::register_tape_benchmarks<AdolcEngine>("adolc", benchmark::oN);

}  // namespace
