// A weak set of tests for docs/hunt.md: whether a neuron learns.
#include <gtest/gtest.h>

#include "backward.h"

namespace {

using micrograd::Mark;
using micrograd::Tape;
using micrograd::Value;

TEST(Weak, TheLossFalls) {
  Tape tape(100);
  const Value weight = tape.value(0.5);
  const Value bias = tape.value(0.0);
  const Mark mark = tape.mark();
  double first = 0;
  double last = 0;
  for (int step = 0; step < 50; ++step) {
    const Value miss = tanh(weight * 2.0 + bias) - 0.25;
    const Value loss = miss * miss;
    last = loss.data();
    if (step == 0) first = last;
    backward(loss);
    for (const Value parameter : {weight, bias}) {
      parameter.set_data(parameter.data() - 0.02 * parameter.grad());
    }
    tape.rewind(mark);
  }
  EXPECT_LT(last, first);
}

}  // namespace
