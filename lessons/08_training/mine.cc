// Yours to play with, on your own engine: bazel run //lessons/08_training:mine
//
// It answers the question that one neuron can't: is exactly one of two inputs 1? Change the samples, the shape of
// the network, the seed, the rate, the loss. (Points between -1.5 and 2.5 across and -1 and 1.5 up are drawn.)
#include <array>
#include <cstddef>
#include <cstdio>
#include <iostream>
#include <random>

#include "micrograd/examples/boundary.h"

#include "training.h"

namespace {

using micrograd::Mark;
using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

constexpr std::size_t kSamples = 4;
constexpr std::array<std::array<Scalar, 2>, kSamples> kInputs{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}};
constexpr std::array<Scalar, kSamples> kTargets{-1, 1, 1, -1};

using Network = Mlp<2, 2, 1>;  // Two inputs, a hidden layer of two neurons, one output.
constexpr unsigned kSeed = 2;  // Try 1.
constexpr auto kRate = Scalar(0.1);
constexpr int kSteps = 500;

// How wrong the network is: here, the sum of the squared misses.
Value loss_of(const Network& network) {
  Value sum;
  for (std::size_t i = 0; i < kSamples; ++i) {
    const Value miss = network(kInputs[i])[0] - kTargets[i];
    sum = i == 0 ? miss * miss : sum + miss * miss;
  }
  return sum;
}

}  // namespace

int main() {
  Tape tape(10'000);
  std::mt19937_64 random(kSeed);
  const Network network(tape, random);
  const Mark mark = tape.mark();

  for (int step = 0; step <= kSteps; ++step) {
    const Value loss = loss_of(network);
    if (step % 100 == 0) std::printf("step %3d, loss %9.6f\n", step, loss.data());
    backward(loss);
    micrograd::descend(network.parameters(), kRate);
    tape.rewind(mark);
  }

  const auto answer = [&](double x, double y) {
    const Scalar output = network({Scalar(x), Scalar(y)})[0].data();
    tape.rewind(mark);
    return output;
  };
  std::cout << '\n' << micrograd::examples::text(answer, kInputs, kTargets, false);
}
