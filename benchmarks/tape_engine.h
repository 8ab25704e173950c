/// \file
/// The tape as an engine of expressions.h: the library's or the reader's, as the include path says.
///
/// Both are in namespace micrograd, and one program has both. So the reader's is compiled with the
/// name replaced: -Dmicrograd=reader.
#ifndef BENCHMARKS_TAPE_ENGINE_H_
#define BENCHMARKS_TAPE_ENGINE_H_

#include <cstddef>
#include <vector>

#include "backward.h"

#define BENCHMARKS_QUOTE_(name) #name
#define BENCHMARKS_QUOTE(name) BENCHMARKS_QUOTE_(name)

namespace {

/// "micrograd" or "reader".
constexpr const char* kEngineName = BENCHMARKS_QUOTE(micrograd);

/// Sets the parameters to these numbers.
void set_all(const auto& parameters, const std::vector<double>& numbers) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    parameters[i].set_data(static_cast<micrograd::Scalar>(numbers[i]));
  }
}

class TapeEngine {
 public:
  using Number = micrograd::Value;

  explicit TapeEngine(std::size_t nodes) : tape_(nodes) {}

  void reset() { tape_.rewind(empty_); }
  Number input(double data) { return tape_.value(static_cast<micrograd::Scalar>(data)); }
  void end(Number) {}
  void backward(Number root) { micrograd::backward(root); }

 private:
  micrograd::Tape tape_;
  const micrograd::Mark empty_ = tape_.mark();
};

}  // namespace

#endif  // BENCHMARKS_TAPE_ENGINE_H_
