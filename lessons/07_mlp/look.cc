// The network of lesson 8 in numbers, and then a smaller one that answers what no neuron could.
#include <cstddef>
#include <cstdio>
#include <iostream>
#include <random>

#include "micrograd/examples/gates.h"
#include "player/look.h"

#include "mlp.h"

using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using Gates = micrograd::examples::Gates<Scalar>;

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  Tape tape(200);
  std::mt19937_64 random(42);
  const Mlp<3, 4, 4, 1> mlp(tape, random);
  const auto parameters = mlp.parameters();
  const auto output = mlp({2.0, 3.0, -1.0})[0];
  backward(output);
  look.keep(tape);
  std::cout << mlp.kParameters << " parameters, and " << tape.size() - mlp.kParameters
            << " nodes for one forward pass\n"
            << "output " << output.data() << '\n'
            << "gradient of the first weight " << parameters.front().grad() << '\n'
            << "gradient of the last bias " << parameters.back().grad() << '\n';

  const Mlp<2, 2, 1> small(tape, random);
  const auto its = small.parameters();
  for (std::size_t i = 0; i < its.size(); ++i) its[i].set_data(Gates::network[i]);
  std::printf("\nx0 x1   network\n");
  for (const auto& [x0, x1] : Gates::inputs) {
    std::printf("%2g %2g %9.2f\n", x0, x1, small({x0, x1})[0].data());
  }
  return look.done();
}
