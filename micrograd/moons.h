/// \file
/// A toy problem: two crescents of points, one inside the other's curve, to be told apart.
///
///     std::mt19937_64 random(1);
///     const Moons<100> moons(random);  // moons.inputs[i] is at (x, y), and belongs to targets[i]
#ifndef MICROGRAD_MOONS_H_
#define MICROGRAD_MOONS_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <random>

#include "neuron.h"

namespace micrograd {

/// Points on two half circles, each point moved by up to 0.15 in x and in y. The even ones lie on the
/// upper half of the circle of radius 1 around (0, 0), and their target is 1; the odd ones on the
/// lower half of that around (1, 0.5), and theirs is -1. After scikit-learn's make_moons.
template <std::size_t Samples>
struct Moons {
  /// Draws three numbers a point: where on its half circle it is, and how far it is moved.
  explicit Moons(std::mt19937_64& random) {
    for (std::size_t i = 0; i < Samples; ++i) {
      const bool upper = i % 2 == 0;
      const Scalar angle = std::numbers::pi_v<Scalar> * (uniform(random) + 1) / 2;
      const Scalar x = upper ? std::cos(angle) : 1 - std::cos(angle);
      const Scalar y = upper ? std::sin(angle) : Scalar(0.5) - std::sin(angle);
      inputs[i][0] = x + Scalar(0.15) * uniform(random);
      inputs[i][1] = y + Scalar(0.15) * uniform(random);
      targets[i] = upper ? 1 : -1;
    }
  }

  std::array<std::array<Scalar, 2>, Samples> inputs;  ///< The points: x, y.
  std::array<Scalar, Samples> targets;                ///< Which crescent each belongs to: 1 or -1.
};

}  // namespace micrograd

#endif  // MICROGRAD_MOONS_H_
