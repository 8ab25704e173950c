// The library's engine, or the reader's, as far as it is written: see tape_engine.h.
#if __has_include("backward.h")

#include "benchmarks/tape_benchmarks.h"
#include "benchmarks/tape_engine.h"

namespace {

[[maybe_unused]] const bool registered =
    benchmarks::register_tape_benchmarks<TapeEngine>(kEngineName, benchmark::o1);

}  // namespace

#endif
