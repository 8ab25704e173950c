// How wrong a backward pass in pre-order is on the network of lesson 8: 41 parameters, four samples, and
// the weights that training starts from. Then the network is trained twice, with the right gradients
// and with the wrong ones.
#include "lessons/04_backward/pre_order.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <random>
#include <vector>

#include "micrograd/examples/four_samples.h"
#include "micrograd/micrograd.h"

namespace {

using lessons::pre_order;
using lessons::walk;
using micrograd::Mark;
using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using Samples = micrograd::examples::FourSamples<Scalar>;

constexpr std::size_t kSteps = 20;

// The network, its loss, and the gradients of the loss by both walks.
class Example {
 public:
  const std::array<Value, 41>& parameters() const { return parameters_; }

  // A forward pass and both backward passes.
  Scalar measure() {
    tape_.rewind(mark_);
    const Value loss = squared_error(network_, Samples::inputs, Samples::targets);
    backward(loss);
    in_pre_order_ = walk(tape_, pre_order(loss)).gradients;
    return loss.data();
  }

  Scalar right(Value p) const { return p.grad(); }
  Scalar wrong(Value p) const { return in_pre_order_[p.index()]; }

  // Sums in another order differ in their last digits, and that is no mistake.
  bool differ(Value p) const { return std::abs(wrong(p) - right(p)) > Scalar(1e-4); }

 private:
  Tape tape_{1000};
  std::mt19937_64 random_{42};
  const Mlp<3, 4, 4, 1> network_{tape_, random_};
  const std::array<Value, 41> parameters_ = network_.parameters();
  const Mark mark_ = tape_.mark();
  std::vector<Scalar> in_pre_order_;
};

// The loss before each step, with the gradients of one walk or the other.
std::array<Scalar, kSteps> train(Scalar (Example::*gradient)(Value) const) {
  Example example;
  std::array<Scalar, kSteps> losses{};
  for (Scalar& loss : losses) {
    loss = example.measure();
    for (Value p : example.parameters()) {
      p.set_data(p.data() - Scalar(0.1) * (example.*gradient)(p));
    }
  }
  return losses;
}

}  // namespace

int main() {
  Example example;
  example.measure();
  auto next = example.parameters().begin();
  for (const int size : {4 * (3 + 1), 4 * (4 + 1), 1 * (4 + 1)}) {
    int differ = 0;
    Scalar largest = 0;
    for (const auto end = next + size; next != end; ++next) {
      differ += example.differ(*next) ? 1 : 0;
      largest = std::max(largest, std::abs(example.wrong(*next) - example.right(*next)));
    }
    std::printf("layer of %2d parameters: %2d gradients wrong, by up to %.2f\n", size, differ,
                largest);
  }

  const auto right = train(&Example::right);
  const auto wrong = train(&Example::wrong);
  std::printf("\nloss before step   right gradients   wrong gradients\n");
  for (const std::size_t step : std::array<std::size_t, 8>{0, 1, 2, 4, 8, 12, 16, 19}) {
    std::printf("%16zu %17.6f %17.6f\n", step, right[step], wrong[step]);
  }
}
