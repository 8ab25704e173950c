#include "benchmarks/tape_benchmarks.h"
#include "benchmarks/tape_engine.h"

namespace {

[[maybe_unused]] const bool registered =
    benchmarks::register_tape_benchmarks<TapeEngine>(kEngineName, benchmark::o1);

}  // namespace
