/// \file
/// A toy problem: to tell apart two crescents of points, one inside the other's curve.
///
///     std::mt19937_64 random(1);
///     const Moons<Scalar, 100> moons([&] { return micrograd::uniform(random); });
///     // moons.inputs[i] is at (x, y), and belongs to moons.targets[i]
#ifndef MICROGRAD_EXAMPLES_MOONS_H_
#define MICROGRAD_EXAMPLES_MOONS_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace micrograd::examples {

/// Points on two half circles, each point moved by up to 0.15 in x and in y. The even ones lie on the
/// upper half of the circle of radius 1 around (0, 0), and their target is 1; the odd ones on the
/// lower half of that around (1, 0.5), and theirs is -1. After scikit-learn's make_moons.
template <typename Scalar, std::size_t Samples>
struct Moons {
  /// Draws three numbers a point: where on its half circle it is, and how far it is moved.
  /// REQUIRES: `draw()` gives a number from -1 to 1.
  template <typename Draw>
  explicit Moons(Draw draw) {
    for (std::size_t i = 0; i < Samples; ++i) {
      const bool upper = i % 2 == 0;
      const Scalar angle = std::numbers::pi_v<Scalar> * (draw() + 1) / 2;
      const Scalar x = upper ? std::cos(angle) : 1 - std::cos(angle);
      const Scalar y = upper ? std::sin(angle) : Scalar(0.5) - std::sin(angle);
      inputs[i][0] = x + Scalar(0.15) * draw();
      inputs[i][1] = y + Scalar(0.15) * draw();
      targets[i] = upper ? 1 : -1;
    }
  }

  std::array<std::array<Scalar, 2>, Samples> inputs;  ///< The points: x, y.
  std::array<Scalar, Samples> targets;                ///< Which crescent each belongs to: 1 or -1.
};

}  // namespace micrograd::examples

#endif  // MICROGRAD_EXAMPLES_MOONS_H_
