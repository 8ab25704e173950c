#include <cstddef>

#include "benchmarks/adolc_engine.h"
#include "benchmarks/tape_benchmarks.h"

namespace {

// Each recording begins with all that ADOL-C's store holds, and the store never shrinks. So there is
// room for that of the longest too, however short this one is: what has no room goes to a file.
class AdolcEngine : public benchmarks::AdolcEngine {
 public:
  explicit AdolcEngine(std::size_t nodes) : benchmarks::AdolcEngine(nodes + 65'536) {}
};

[[maybe_unused]] const bool registered =
    benchmarks::register_tape_benchmarks<AdolcEngine>("adolc", benchmark::oN);

}  // namespace
