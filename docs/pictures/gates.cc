// How two layers answer a question that one neuron can't, as an SVG picture.
//
//     gates either|not_both    lesson 6: what one or the other neuron of the first layer says
//     gates sees|says          lesson 7: what the last neuron sees, and what the network says
#include <array>
#include <cstddef>
#include <iostream>
#include <random>
#include <string>
#include <string_view>

#include "micrograd/examples/boundary.h"
#include "micrograd/examples/gates.h"
#include "micrograd/micrograd.h"

namespace {

using micrograd::Layer;
using micrograd::Mark;
using micrograd::Mlp;
using micrograd::Neuron;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::examples::svg;
using Gates = micrograd::examples::Gates<Scalar>;

// A layer, a neuron or a network, with parameters that were chosen by hand.
template <typename Model>
class Chosen {
 public:
  template <std::size_t Size>
  explicit Chosen(const std::array<Scalar, Size>& numbers, std::size_t first = 0) {
    for (micrograd::Value p : model_.parameters()) p.set_data(numbers[first++]);
  }

  // Output o for the inputs (x, y).
  double says(double x, double y, std::size_t o) {
    const Mark mark = tape_.mark();
    const auto outputs = model_({Scalar(x), Scalar(y)});
    const double answer = outputs[o].data();
    tape_.rewind(mark);
    return answer;
  }

 private:
  Tape tape_{100};
  std::mt19937_64 random_;
  const Model model_{tape_, random_};
};

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc == 2 ? argv[1] : "";
  Chosen<Layer<2, 2>> layer(Gates::network);
  Chosen<Mlp<2, 2, 1>> network(Gates::network);
  Chosen<Layer<2, 1>> last(Gates::network, 6);
  const auto neuron = [&](std::size_t o) {
    return [&layer, o](double x, double y) { return layer.says(x, y, o); };
  };

  if (what == "either") {
    std::cout << svg(neuron(0), Gates::inputs, Gates::exactly_one, "Neuron 0: is either input 1?");
  } else if (what == "not_both") {
    std::cout << svg(neuron(1), Gates::inputs, Gates::exactly_one,
                     "Neuron 1: are they not both 1?");
  } else if (what == "sees") {
    auto seen = Gates::inputs;
    for (auto& [x, y] : seen) {
      const std::array<Scalar, 2> both{Scalar(neuron(0)(x, y)), Scalar(neuron(1)(x, y))};
      x = both[0];
      y = both[1];
    }
    std::cout << svg([&](double x, double y) { return last.says(x, y, 0); }, seen,
                     Gates::exactly_one, "What the last neuron sees: neuron 0 across, 1 up");
  } else if (what == "says") {
    std::cout << svg([&](double x, double y) { return network.says(x, y, 0); }, Gates::inputs,
                     Gates::exactly_one, "What the network says: is exactly one 1?");
  } else {
    std::cerr << "usage: gates either|not_both|sees|says\n";
    return 2;
  }
}
