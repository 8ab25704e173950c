// Twenty steps at each of four learning rates: the loss before every fourth step, and the last.
#include <cstdio>
#include <random>

#include "micrograd/examples/four_samples.h"

#include "training.h"

using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using Samples = micrograd::examples::FourSamples<Scalar>;

int main() {
  std::printf("%-8s%10d%10d%10d%10d%10d%10d\n", "step", 0, 4, 8, 12, 16, 19);
  for (const double rate : {0.001, 0.01, 0.1, 0.5}) {
    Tape tape(1000);
    std::mt19937_64 random(42);
    const Mlp<3, 4, 4, 1> mlp(tape, random);
    std::printf("%-8g", rate);
    for (int k = 0; k < 20; ++k) {
      const Scalar loss =
          training_step(mlp, Samples::inputs, Samples::targets, static_cast<Scalar>(rate));
      if (k % 4 == 0 || k == 19) std::printf("%10.5f", loss);
    }
    std::printf("\n");
  }
}
