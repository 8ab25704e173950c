// Runs for the tape player that no lesson's program has: `runs NAME --json FILE`.
//
//     hello             tanh(a * b + 6.5), forward and back, as in micrograd/examples/hello.cc
//     twice             lesson 2: a + a, with two arrows from one number
//     diamond           lesson 4: L = s + y, walked from the end of the tape
//     diamond_search    the same in pre-order, in which y hands on too early
#include <iostream>
#include <string_view>

#include "lessons/04_backward/pre_order.h"
#include "micrograd/micrograd.h"
#include "player/look.h"

using micrograd::Tape;
using micrograd::Value;

namespace {

void hello(player::Look& look) {
  Tape tape(5);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-3.0);
  backward(tanh(a * b + 6.5));
  look.keep(tape, "", {"a", "b"});
}

void twice(player::Look& look) {
  Tape tape(2);
  const Value a = tape.value(3.0);
  a + a;
  look.keep(tape, "Two arrows leave one number, and each counts.", {"a"});
}

void diamond(player::Look& look, bool in_pre_order) {
  Tape tape(4);
  const Value x = tape.value(0.5);
  const Value y = x * x;
  const Value s = y * y;
  const Value loss = s + y;
  backward(loss);
  look.keep(tape, "", {"x", "y", "s", "L"},
            in_pre_order ? lessons::pre_order(loss) : std::vector<std::size_t>{});
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view name = argc > 1 ? argv[1] : "";
  player::Look look(argc - (argc > 1), argv + (argc > 1));
  if (name == "hello") {
    hello(look);
  } else if (name == "twice") {
    twice(look);
  } else if (name == "diamond" || name == "diamond_search") {
    diamond(look, name == "diamond_search");
  } else {
    std::cerr << "usage: runs hello|twice|diamond|diamond_search --json FILE\n";
    return 2;
  }
  return look.done();
}
