// Softmax as the formula is written, without the largest logit subtracted, beside the library's. Each
// pair of logits is 1 apart, so each pair of probabilities should be the same.
#include <array>
#include <cmath>
#include <cstdio>

#include "ops.h"

using micrograd::Value;

int main() {
  std::printf("    logits          as written         with the largest subtracted\n");
  for (const double logit :
       {0.0, 100.0, 708.0, 708.6, 709.0, 1000.0, -100.0, -743.0, -745.0, -746.0}) {
    micrograd::Tape tape(100);
    const std::array<Value, 2> logits{tape.value(logit), tape.value(logit + 1)};
    const Value first = exp(logits[0]);
    const Value second = exp(logits[1]);
    const Value sum = first + second;
    std::array<Value, 2> p = logits;
    softmax(p);
    std::printf("%7.1f %7.1f  %9.4f %9.4f  %9.4f %9.4f\n", logit, logit + 1,
                std::abs((first / sum).data()),  // A nan may come with a minus.
                std::abs((second / sum).data()), p[0].data(), p[1].data());
  }
}
