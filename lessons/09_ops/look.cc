// How much two logits, 1 and 2, are surprised when the first was right, and how to change them.
#include <array>

#include "player/look.h"

#include "ops.h"

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  micrograd::Tape tape(20);
  const std::array<micrograd::Value, 2> logits{tape.value(1.0), tape.value(2.0)};
  backward(cross_entropy(logits, 0));
  look.at(tape, "", {"logit 0", "logit 1"});
  return look.done();
}
