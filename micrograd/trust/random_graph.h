/// \file
/// Random graphs with all operations of lessons 2, 3 and 9, for what runs a tape in another way.
///
///     const RandomGraph graph(seed);
///     Tape tape(RandomGraph::kMostNodes);
///     const RandomGraph::Recorded r = graph.record(tape, graph.numbers(0));
#ifndef MICROGRAD_TRUST_RANDOM_GRAPH_H_
#define MICROGRAD_TRUST_RANDOM_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "micrograd/micrograd.h"

namespace micrograd::trust {

/// What to compute, without the numbers. A seed gives the same graph each time.
class RandomGraph {
 public:
  static constexpr std::size_t kParameters = 4;    ///< How many parameters it has.
  static constexpr std::size_t kInputs = 3;        ///< And inputs.
  static constexpr std::size_t kMostNodes = 1000;  ///< How long a tape for it has to be.

  /// The graph on a tape.
  struct Recorded {
    std::vector<Value> parameters;  ///< Not side by side.
    Mark mark;                      ///< After them.
    std::vector<Value> inputs;      ///< Leaves after the mark.
    std::vector<Value> roots;       ///< One to three, the same one perhaps twice.
  };

  /// The same graph for the same seed.
  explicit RandomGraph(std::uint64_t seed) : seed_(seed) {}

  /// Numbers for the parameters and then the inputs, between -2 and 2; others for each `which`.
  std::vector<Scalar> numbers(std::uint64_t which) const {
    std::mt19937_64 random(1'000'003 * seed_ + which);
    std::vector<Scalar> all(kParameters + kInputs);
    for (Scalar& number : all) number = 2 * uniform(random);
    return all;
  }

  /// Records it, for these numbers. Every second parameter has a node between it and the next, so that the
  /// parameters don't stand side by side.
  Recorded record(Tape& tape, const std::vector<Scalar>& numbers) const {
    std::mt19937_64 random(seed_);
    Recorded result{{}, tape.mark(), {}, {}};
    for (std::size_t i = 0; i < kParameters; ++i) {
      result.parameters.push_back(tape.value(numbers[i]));
      if (i % 2 == 0) tape.value(7);
    }
    result.mark = tape.mark();
    std::vector<Value> all = result.parameters;
    const auto next_input = [&] {
      result.inputs.push_back(tape.value(numbers[kParameters + result.inputs.size()]));
      all.push_back(result.inputs.back());
    };
    next_input();
    const std::size_t steps = 5 + random() % 60;
    for (std::size_t k = 0; k < steps; ++k) {
      // An input may come late; but none is missing, for the roots come last.
      if (result.inputs.size() < kInputs && (random() % 4 == 0 || k + kInputs > steps))
        next_input();
      const auto pick = [&] {
        return random() % 2 == 0
                   ? all[all.size() - 1 - random() % std::min<std::size_t>(3, all.size())]
                   : all[random() % all.size()];
      };
      const Value a = pick();
      const Value b = pick();
      all.push_back(step(a, b, all.back(), random));
    }
    const std::size_t roots = 1 + random() % 3;
    for (std::size_t k = 0; k < roots; ++k) {
      result.roots.push_back(k == 0 ? all.back() + result.inputs.back()
                                    : all[all.size() - 1 - random() % 5]);
      if (result.roots.back().index() < result.mark.size) result.roots.pop_back();
    }
    return result;
  }

 private:
  // One operation, or a few. Most keep to numbers of the order of 1; some go where IEEE arithmetic ends.
  static Value step(Value a, Value b, Value sum, std::mt19937_64& random) {
    switch (random() % 24) {
      case 0: return a + b;
      case 1: return a * b;
      case 2: return a - b;
      case 3: return tanh(a);
      case 4:
      case 5: return sum + a * b;
      case 6: return tanh(sum + a * b + b * b);
      case 7: return 0.5 * a + 0.25;
      case 8: return a - 1.5;
      case 9: return 2.0 - a;
      case 10: return a * a * 0.25;
      case 11: return exp(-(a * a));
      case 12: return log(a * a + 0.5);
      case 13: return relu(a);
      case 14: return relu(a) + 0.1 * a;
      case 15: return pow(a, 2);
      case 16: return pow(a * a + 0.1, -0.5);
      case 17: return a / (b * b + 1.0);
      case 18: return a / 4.0;
      case 19: return 3.0 / (a * a + 1.0);
      case 20: return tanh(a) + 0.0 * b;
      // Not softmax() and cross_entropy(), which subtract the largest number of the recording.
      case 21: return exp(tanh(a)) / (exp(tanh(a)) + exp(tanh(b)));
      case 22: return log(exp(tanh(a)) + exp(tanh(b))) - tanh(b);
      default: break;
    }
    if (random() % 8 != 0) return tanh(a * b);
    switch (random() % 6) {
      case 0: return log(a);
      case 1: return pow(a, 0.5);
      case 2: return a / relu(b);
      case 3: return exp(a * 50.0);
      case 4: return pow(relu(a), 0);
      default: return 1.0 / relu(a);
    }
  }

  std::uint64_t seed_;
};

}  // namespace micrograd::trust

#endif  // MICROGRAD_TRUST_RANDOM_GRAPH_H_
