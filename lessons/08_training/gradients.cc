// The network of this lesson before its first step, in numbers, for pytorch.py: the four samples (three inputs and
// a target), and then each parameter with its gradient.
#include <cstddef>
#include <cstdio>
#include <random>

#include "micrograd/examples/four_samples.h"

#include "training.h"

using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using Samples = micrograd::examples::FourSamples<Scalar>;

int main() {
  Tape tape(1000);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  backward(squared_error(mlp, Samples::inputs, Samples::targets));

  for (std::size_t i = 0; i < Samples::inputs.size(); ++i) {
    for (const Scalar x : Samples::inputs[i]) std::printf("%g ", x);
    std::printf("%g\n", Samples::targets[i]);
  }
  for (const micrograd::Value p : mlp.parameters())
    std::printf("%.17g %.17g\n", p.data(), p.grad());
}
