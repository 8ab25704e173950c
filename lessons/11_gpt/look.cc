// A small GPT that learns one name by heart, with a new Adam.
#include <array>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "player/look.h"

#include "gpt.h"

using micrograd::Tape;
using micrograd::Value;
using Model = micrograd::Gpt<27, 8, 2, 8>;

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  constexpr std::string_view kName = "emma";
  std::vector<std::size_t> text;
  for (const char letter : kName) text.push_back(static_cast<std::size_t>(letter - 'a'));
  Tape tape(50'000);
  std::mt19937_64 random(1);
  const Model gpt(tape, random);
  const auto parameters = gpt.parameters();
  micrograd::Adam<Model::kParameters> adam(micrograd::Scalar(0.01), 200);
  const micrograd::Mark mark = tape.mark();
  std::printf("step   loss of \"%s\"   what it invents\n", kName.data());
  for (int step = 0; step <= 100; ++step) {
    const Value loss = gpt.loss(text);
    if (step == 0) look.keep(tape);
    const double surprise = static_cast<double>(loss.data());
    backward(loss);
    adam.descend(parameters);
    tape.rewind(mark);
    if (step % 20 != 0) continue;
    std::string invented;
    std::array<std::size_t, 8> room{};
    for (const std::size_t token : gpt.sample(micrograd::Scalar(0.5), random, room)) {
      invented += static_cast<char>('a' + token);
    }
    std::printf("%4d   %14.3f   %s\n", step, surprise, invented.c_str());
  }
  return look.done();
}
