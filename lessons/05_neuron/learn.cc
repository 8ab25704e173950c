// One neuron learns, from four samples: first whether either input is 1, then whether exactly one is.
//
//     learn [--svg FILE]    draws what it has learnt first as an SVG picture, too
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <random>
#include <string_view>

#include "micrograd/examples/boundary.h"
#include "micrograd/examples/gates.h"
#include "tools/caller.h"

#include "neuron.h"

namespace {

using micrograd::Neuron;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using Gates = micrograd::examples::Gates<Scalar>;

// Two decimals, and no "-0.00".
double rounded(Scalar x) { return std::round(100 * x) / 100 + 0.0; }

// A hundred steps: answer all samples, add up the squares of the misses, walk back, and move each parameter
// a little against its gradient.
void train(const Neuron<2>& neuron, const std::array<Scalar, 4>& targets) {
  Tape& tape = neuron.parameters()[0].tape();
  const micrograd::Mark mark = tape.mark();
  std::printf("step   error     0,0     0,1     1,0     1,1\n");
  for (int step = 0; step <= 100; ++step) {
    Value error;
    std::array<Scalar, 4> answers{};
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const Value answer = neuron(Gates::inputs[i]);
      const Value miss = answer - targets[i];
      error = i == 0 ? miss * miss : error + miss * miss;
      answers[i] = answer.data();
    }
    if (step < 3 || step == 10 || step == 100) {
      std::printf("%4d%8.3f", step, error.data());
      for (const Scalar answer : answers) std::printf("%8.2f", rounded(answer));
      std::printf("\n");
    }
    backward(error);
    for (const Value p : neuron.parameters()) p.set_data(p.data() - Scalar(0.1) * p.grad());
    tape.rewind(mark);
  }
}

}  // namespace

int main(int argc, char** argv) {
  Tape tape(100);
  std::mt19937_64 random(1);

  std::printf("Is either input 1?\n");
  const Neuron<2> neuron(tape, random);
  train(neuron, Gates::either);
  const auto says = [&](double x, double y) {
    const micrograd::Mark mark = tape.mark();
    const Scalar answer = neuron({Scalar(x), Scalar(y)}).data();
    tape.rewind(mark);
    return answer;
  };
  std::cout << '\n' << micrograd::examples::text(says, Gates::inputs, Gates::either, false) << '\n';

  std::printf("Is exactly one input 1?\n");
  train(Neuron<2>(tape, random), Gates::exactly_one);

  if (argc == 3 && argv[1] == std::string_view("--svg")) {
    std::ofstream file(tools::from_the_caller(argv[2]));
    file << micrograd::examples::svg(says, Gates::inputs, Gates::either,
                                     "Is either input 1? One neuron, after 100 steps");
    if (!file.flush()) std::cerr << "learn: can't write " << argv[2] << '\n';
  }
}
