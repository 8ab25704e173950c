/// \file
/// How much memory a recording takes.
#ifndef BENCHMARKS_MEMORY_H_
#define BENCHMARKS_MEMORY_H_

#include <cstddef>
#include <limits>

#if defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 33)
#include <malloc.h>
#define BENCHMARKS_HAVE_MALLINFO2
#endif
#endif

#include "benchmarks/expressions.h"

namespace benchmarks {

/// The bytes that the program holds on the heap now, or nan if the C library can't tell.
inline double heap_bytes() {
#ifdef BENCHMARKS_HAVE_MALLINFO2
  const auto info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
#else
  return std::numeric_limits<double>::quiet_NaN();
#endif
}

/// How much the heap grows per node when such an engine is made and records a long expression. An
/// engine that reserves memory in advance has recorded_bytes(), which is used instead.
template <typename Engine, template <typename> class Expression = Chain>
double bytes_per_node() {
  constexpr std::size_t kNodes = 100'000;
  Expression<Engine> expression(kNodes - kMostInputs);
  const double before = heap_bytes();
  Engine engine(kNodes);
  engine.reset();
  const auto root = expression(engine);
  engine.end(root);
  if constexpr (requires { Engine::recorded_bytes(); }) {
    return Engine::recorded_bytes() / static_cast<double>(kNodes);
  } else {
    return (heap_bytes() - before) / static_cast<double>(kNodes);
  }
}

}  // namespace benchmarks

#endif  // BENCHMARKS_MEMORY_H_
