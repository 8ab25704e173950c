#include "benchmarks/adolc_engine.h"
#include "benchmarks/tape_benchmarks.h"

namespace {

[[maybe_unused]] const bool registered =
    benchmarks::register_tape_benchmarks<benchmarks::AdolcEngine>("adolc", benchmark::oN);

}  // namespace
