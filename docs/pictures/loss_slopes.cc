// How steep two losses are, by how wrong the answer is, for loss_slopes.gp: in each line the number before
// the last step, s; the slope of the squared error of tanh(s), whose target is -1; and the slope of the
// cross-entropy of the logits s and 0, whose target is the second. Both should be low, so s should be too.
#include <array>
#include <cstdio>

#include "micrograd/micrograd.h"

int main() {
  for (double s = -4; s <= 8; s += 0.25) {
    micrograd::Tape tape(100);
    const micrograd::Value sum = tape.value(s);
    const micrograd::Value miss = tanh(sum) + 1.0;
    backward(miss * miss);
    const double of_squared_error = sum.grad();
    backward(cross_entropy(std::array{sum, tape.value(0.0)}, 1));
    std::printf("%g %g %g\n", s, of_squared_error, sum.grad());
  }
}
