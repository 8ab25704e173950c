// A layer of two neurons on its tape, and then what two lines make of the four corners of a square.
#include <array>
#include <cstddef>
#include <cstdio>
#include <random>

#include "micrograd/examples/gates.h"
#include "player/look.h"

#include "layer.h"

using micrograd::Layer;
using micrograd::Scalar;
using micrograd::Tape;
using Gates = micrograd::examples::Gates<Scalar>;

int main(int argc, char** argv) {
  player::Look look(argc, argv);
  Tape tape(40);
  std::mt19937_64 random(1);
  const Layer<2, 2> layer(tape, random);
  const micrograd::Mark mark = tape.mark();

  backward(layer({0.5, -1.0})[1]);
  look.at(tape);
  tape.rewind(mark);

  const auto parameters = layer.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].set_data(Gates::network[i]);
  std::printf("\nx0 x1   neuron 0   neuron 1\n");
  for (const auto& [x0, x1] : Gates::inputs) {
    const auto y = layer({x0, x1});
    std::printf("%2g %2g %10.2f %10.2f\n", x0, x1, y[0].data(), y[1].data());
    tape.rewind(mark);
  }
  return look.done();
}
