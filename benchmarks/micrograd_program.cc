// The library's programs, or the reader's, as far as they are written: see tape_engine.h. A program of one
// sample's squared error runs for each sample, as it was read (`program`) or fused (`fused`); or for several at once,
// fused (`lanes`) or printed and compiled (`source`).
#if __has_include("program.h")

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "benchmarks/recorded.h"
#include "printed.h"
#if __has_include("lanes.h")
#include "lanes.h"
#elif __has_include("fuse.h")
#include "fuse.h"
#endif

namespace {

using micrograd::Program;

/// One sample after the other, by what `optimise` makes of what was recorded.
template <typename Workload, auto optimise>
class ProgramTrainer : public Recorded<Workload> {
 public:
  double step() override {
    program_.read_parameters(this->tape_);
    double loss = 0;
    for (const auto& sample : samples_) {
      loss += program_.forward(sample)[0];
      program_.backward(std::array{Scalar(1)});
    }
    this->descend_by(program_);
    return loss;
  }

 private:
  Program<Scalar, decltype(optimise(std::declval<Code>()))> program_{optimise(this->code())};
  const std::vector<typename Recorded<Workload>::Sample> samples_ = this->samples();
};

/// "program", or "reader_program".
std::string name(const std::string& engine) {
  return (std::string_view(kEngineName) == "micrograd" ? "" : "reader_") + engine;
}

/// Adds an engine to each workload that has samples.
template <template <typename> class TrainerOf>
bool add(const std::string& engine) {
  const auto no_bytes = [] { return 0.0; };
  return benchmarks::add_training<benchmarks::FourSamples, TrainerOf<benchmarks::FourSamples>>(
             name(engine).c_str(), no_bytes) &&
         benchmarks::add_training<benchmarks::Moons, TrainerOf<benchmarks::Moons>>(
             name(engine).c_str(), no_bytes) &&
         benchmarks::add_training<benchmarks::Digits, TrainerOf<benchmarks::Digits>>(
             name(engine).c_str(), no_bytes);
}

template <typename Workload>
using AsItWasRead = ProgramTrainer<Workload, [](const Code& code) { return code; }>;
[[maybe_unused]] const bool program_added = add<AsItWasRead>("program");

#if __has_include("fuse.h")
template <typename Workload>
using Fused = ProgramTrainer<Workload, micrograd::fuse>;
[[maybe_unused]] const bool fused_added = add<Fused>("fused");
#endif

#if __has_include("lanes.h")
/// As many samples at once as the machine has lanes, by what `optimise` makes of what was recorded.
template <typename Workload, auto optimise>
class LanesTrainer : public Recorded<Workload> {
  using Base = Recorded<Workload>;

 public:
  double step() override {
    program_.read_parameters(this->tape_);
    Number loss = 0;
    for (const auto& batch : batches_) {
      loss += share(program_.forward(batch.numbers)[0], batch.taking_part);
      program_.backward(std::array{batch.taking_part});
    }
    this->descend_by(program_);
    return total(loss);
  }

 private:
  static constexpr std::size_t kLanes =
      std::min(micrograd::kMachineLanes, std::bit_floor(Base::kSamples));
  using Number = micrograd::Lanes<kLanes>;

  Program<Number, decltype(optimise(std::declval<Code>()))> program_{optimise(this->code())};
  const std::vector<micrograd::Batch<kLanes, Base::kIn + Base::kOut>> batches_ =
      micrograd::batches<kLanes>(std::span<const typename Base::Sample>(this->samples()));
};

template <typename Workload>
using FusedOnLanes = LanesTrainer<Workload, micrograd::fuse>;
[[maybe_unused]] const bool lanes_added = add<FusedOnLanes>("lanes");
#endif

#ifdef BENCHMARKS_PRINTED
micrograd::FourSamples printed(benchmarks::FourSamples) { return {}; }
micrograd::Moons printed(benchmarks::Moons) { return {}; }
micrograd::Digits printed(benchmarks::Digits) { return {}; }

template <typename Workload>
using Printed = LanesTrainer<Workload, [](const Code&) { return printed(Workload{}); }>;
[[maybe_unused]] const bool source_added = add<Printed>("source");
#endif

}  // namespace

#endif
