/// \file
/// Lesson 8's live part: the training of micrograd/examples/moons.cc, for WebAssembly. The page calls
/// the functions below; start() comes first.
#include <array>
#include <cstddef>
#include <optional>
#include <random>
#include <vector>

#include "micrograd/examples/boundary.h"
#include "micrograd/examples/moons.h"
#include "training.h"

namespace {

using micrograd::Mark;
using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::examples::View;

constexpr std::size_t kSamples = 100;
constexpr std::size_t kMostAdded = 100;
constexpr std::size_t kColumns = 48;  // Of the grid: 48 by 30 square cells.
constexpr std::size_t kRows = 30;

// A sample of its own: squared_error() takes arrays whose size is fixed.
struct Added {
  std::array<std::array<Scalar, 2>, 1> inputs;
  std::array<Scalar, 1> targets;
};

struct Training {
  explicit Training(unsigned seed) : random(seed) {}

  std::mt19937_64 random;
  micrograd::examples::Moons<Scalar, kSamples> moons{[&] { return micrograd::uniform(random); }};
  std::vector<Added> added;
  Tape tape{150'000};  // For 200 samples; each takes 644 places.
  Mlp<2, 16, 16, 1> mlp{tape, random};
};

std::optional<Training> training;

Scalar predict(Scalar x, Scalar y) {
  const Mark before = training->tape.mark();
  const Scalar answer = training->mlp({x, y})[0].data();
  training->tape.rewind(before);
  return answer;
}

// The loss of all samples, recorded on the tape.
Value recorded_loss() {
  Value sum = squared_error(training->mlp, training->moons.inputs, training->moons.targets);
  for (const auto& [inputs, targets] : training->added) {
    sum = sum + squared_error(training->mlp, inputs, targets);
  }
  return sum;
}

}  // namespace

extern "C" {

/// Draws the crescents, and then the network's weights. No points are added yet.
[[clang::export_name("start")]] void start(unsigned seed) { training.emplace(seed); }

/// Adds a point. Returns false, and adds nothing, if there is no room for one more.
[[clang::export_name("add")]] bool add(double x, double y, double target) {
  if (training->added.size() == kMostAdded) return false;
  training->added.push_back({{{{Scalar(x), Scalar(y)}}}, {Scalar(target)}});
  return true;
}

/// Forgets the points that were added.
[[clang::export_name("forget")]] void forget() { training->added.clear(); }

/// One step of training. Returns the loss before it.
[[clang::export_name("step")]] double step(double rate) {
  auto& [random, moons, added, tape, mlp] = *training;
  if (added.empty()) return training_step(mlp, moons.inputs, moons.targets, Scalar(rate));
  const Mark before = tape.mark();
  const Value loss = recorded_loss();
  const Scalar loss_before = loss.data();
  backward(loss);
  descend(mlp.parameters(), Scalar(rate));
  tape.rewind(before);
  return loss_before;
}

/// The loss as it is now.
[[clang::export_name("loss")]] double loss() {
  const Mark before = training->tape.mark();
  const Scalar now = recorded_loss().data();
  training->tape.rewind(before);
  return now;
}

/// How many points there are.
[[clang::export_name("size")]] std::size_t size() {
  return training->moons.targets.size() + training->added.size();
}

/// The points: x, y, target, and the network's answer, whose sign is the target's if the point is on its side
/// of the boundary. Those that were added come last.
[[clang::export_name("points")]] const double* points() {
  static std::array<double, (kSamples + kMostAdded) * 4> all;
  auto next = all.begin();
  const auto append = [&](const std::array<Scalar, 2>& input, Scalar target) {
    for (const double number : {input[0], input[1], target, predict(input[0], input[1])}) {
      *next++ = number;
    }
  };
  const auto& [inputs, targets] = training->moons;
  for (std::size_t i = 0; i < kSamples; ++i) append(inputs[i], targets[i]);
  for (const Added& added : training->added) append(added.inputs[0], added.targets[0]);
  return all.data();
}

/// The part of the plane that is drawn, and the grid on it: left, top, width, height, columns, rows.
[[clang::export_name("view")]] const double* view() {
  static constexpr std::array<double, 6> all{View::kLeft,   View::kTop, View::kWidth,
                                             View::kHeight, kColumns,   kRows};
  return all.data();
}

/// The network's answers at the corners of the grid's cells, from the upper left, row by row.
[[clang::export_name("scores")]] const double* scores() {
  static std::array<double, (kColumns + 1) * (kRows + 1)> all;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto column = static_cast<double>(i % (kColumns + 1));
    const auto row = static_cast<double>(i / (kColumns + 1));
    all[i] = predict(Scalar(View::kLeft + View::kWidth * column / kColumns),
                     Scalar(View::kTop - View::kHeight * row / kRows));
  }
  return all.data();
}

}  // extern "C"
