/// \file
/// The graph on the heap as an engine of expressions.h.
#ifndef BENCHMARKS_HEAP_GRAPH_ENGINE_H_
#define BENCHMARKS_HEAP_GRAPH_ENGINE_H_

#include <cstddef>

#include "benchmarks/heap_graph.h"

namespace benchmarks {

class HeapGraphEngine {
 public:
  using Number = benchmarks::heap_graph::Value;

  explicit HeapGraphEngine(std::size_t /*nodes*/) {}

  void reset() { root_ = {}; }
  Number input(double data) { return Number(data); }
  void end(const Number& root) { root_ = root; }
  void backward(const Number& root) { benchmarks::heap_graph::backward(root); }

 private:
  Number root_;  // Keeps all that it was computed from, until reset().
};

}  // namespace benchmarks

#endif  // BENCHMARKS_HEAP_GRAPH_ENGINE_H_
