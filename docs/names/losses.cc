// Prints the losses of the first 20 steps of micrograd/examples/names.cc, with all their digits: the page's must
// be the same. Run it with `bazel run`: it reads micrograd/examples/names.txt.
#include <cstdio>
#include <fstream>
#include <random>

#include "gpt.h"
#include "micrograd/examples/words.h"

int main() {
  using Model = micrograd::Gpt<27, 16, 4, 16>;
  std::ifstream in("micrograd/examples/names.txt");
  const auto list = micrograd::examples::Words::read(in);
  std::mt19937_64 random(1);
  const auto words = list.shuffled(random);
  micrograd::Tape tape(300'000);
  const Model gpt(tape, random);
  micrograd::Adam<Model::kParameters> adam(0.01, 1000);
  for (int step = 0; step < 20; ++step) {
    const micrograd::Mark before = tape.mark();
    const micrograd::Value loss = gpt.loss(list.tokens(words[static_cast<std::size_t>(step)]));
    backward(loss);
    std::printf("%.17g\n", loss.data());
    adam.descend(gpt.parameters());
    tape.rewind(before);
  }
}
