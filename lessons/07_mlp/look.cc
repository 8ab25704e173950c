// The network of the last lesson: what it costs, and what it says before it has learnt.
#include <iostream>

#include "mlp.h"

int main() {
  micrograd::Tape tape(1000);
  std::mt19937_64 random(42);
  const micrograd::Mlp<3, 4, 4, 1> mlp(tape, random);
  const std::size_t parameters = tape.size();
  const auto [output] = mlp({2.0, 3.0, -1.0});
  backward(output);
  std::cout << parameters << " parameters, and " << tape.size() - parameters
            << " nodes for one forward pass\n"
            << "output " << output.data() << '\n'
            << "gradient of the first weight " << mlp.parameters().front().grad() << '\n'
            << "gradient of the last bias " << mlp.parameters().back().grad() << '\n';
}
