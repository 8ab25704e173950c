// Prints the losses of the first 20 steps of micrograd/examples/moons.cc, with all their digits: the page's must
// be the same.
#include <cstdio>
#include <random>

#include "micrograd/examples/moons.h"
#include "training.h"

int main() {
  using micrograd::Scalar;
  std::mt19937_64 random(42);
  const micrograd::examples::Moons<Scalar, 100> moons([&] { return micrograd::uniform(random); });
  micrograd::Tape tape(70'000);
  const micrograd::Mlp<2, 16, 16, 1> mlp(tape, random);
  for (int step = 0; step < 20; ++step) {
    std::printf("%.17g\n", training_step(mlp, moons.inputs, moons.targets, Scalar(0.005)));
  }
}
