/// \file
/// ADOL-C (https://github.com/coin-or/ADOL-C), a widely used library, as an engine of
/// expressions.h.
#ifndef BENCHMARKS_ADOLC_ENGINE_H_
#define BENCHMARKS_ADOLC_ENGINE_H_

#include <adolc/adolc.h>

#include <cstddef>
#include <vector>

#include "benchmarks/memory.h"

namespace benchmarks {

class AdolcEngine {
 public:
  using Number = adouble;

  /// A tape with room in memory for this many operations. ADOL-C writes the rest to files.
  explicit AdolcEngine(std::size_t nodes) : room_(static_cast<unsigned int>(16 * nodes + 4096)) {}
  ~AdolcEngine() {
    if (recording_) trace_off();
  }

  void reset() {
    if (recording_) trace_off();
    trace_on(kTape, 1, room_, room_, room_, room_);
    recording_ = true;
    inputs_ = 0;
  }

  Number input(double data) {
    Number number;
    number <<= data;
    ++inputs_;
    return number;
  }

  void end(Number root) {
    double data;
    root >>= data;
    trace_off();
    recording_ = false;
  }

  /// The gradients of the root of the last recording, in the order of the inputs.
  const std::vector<double>& gradients() {
    double seed = 1;
    gradients_.resize(inputs_);
    ::reverse(kTape, 1, static_cast<int>(inputs_), 0, &seed, gradients_.data());
    return gradients_;
  }

  void backward(const Number&) { gradients(); }

  /// What the last recording takes: a byte for each operation, four for each place of an operand or a
  /// result, and eight for each number that the way back needs.
  static double recorded_bytes() {
    std::size_t stats[STAT_SIZE];
    tapestats(kTape, stats);
    return static_cast<double>(stats[NUM_OPERATIONS] + stats[NUM_LOCATIONS] * sizeof(locint) +
                               (stats[NUM_VALUES] + stats[TAY_STACK_SIZE]) * sizeof(double));
  }

 private:
  static constexpr short kTape = 1;

  const unsigned int room_;
  bool recording_ = false;
  std::size_t inputs_ = 0;
  std::vector<double> gradients_;
};

}  // namespace benchmarks

#endif  // BENCHMARKS_ADOLC_ENGINE_H_
