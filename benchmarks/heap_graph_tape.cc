#include "benchmarks/heap_graph_engine.h"
#include "benchmarks/tape_benchmarks.h"

namespace {

[[maybe_unused]] const bool registered =
    benchmarks::register_tape_benchmarks<benchmarks::HeapGraphEngine>("heap_graph", benchmark::oN);

}  // namespace
