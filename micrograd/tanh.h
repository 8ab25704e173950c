/// \file
/// Lesson 3: tanh, the S-shaped function that lets a network bend.
///
///     Value x = tape.value(0.5);
///     Value t = tanh(x);  // 0.4621..., and its partial is 0.7864...
#ifndef MICROGRAD_TANH_H_
#define MICROGRAD_TANH_H_

#include <cmath>

#include "add_mul.h"

namespace micrograd {

/// The hyperbolic tangent: between -1 and 1, and close to one of them beyond about |x| = 4.
///
/// Its slope follows from its output, so nothing is computed twice. Where the output rounds to 1 or
/// -1, beyond about |x| = 19 in double, the slope is 0. Throws std::length_error, and records
/// nothing, when the tape is full.
/// REQUIRES: x is on a tape, not rewound away.
inline Value tanh(Value x) {
  const Scalar t = std::tanh(x.data());
  return x.tape().record("tanh", t, {x, 1 - t * t});
}

}  // namespace micrograd

#endif  // MICROGRAD_TANH_H_
