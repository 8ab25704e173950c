/// \file
/// Two questions about two numbers that are 0 or 1. Is either of them 1? A neuron can learn that.
/// Is exactly one of them 1? That takes two layers.
///
///     using Gates = micrograd::examples::Gates<Scalar>;
///     // Gates::inputs[i] is answered by Gates::either[i], or by Gates::exactly_one[i]
#ifndef MICROGRAD_EXAMPLES_GATES_H_
#define MICROGRAD_EXAMPLES_GATES_H_

#include <array>

namespace micrograd::examples {

/// The four inputs that there are, and the answers: 1 for yes, -1 for no. Scalar is the engine's.
template <typename Scalar>
struct Gates {
  /// The corners of a square.
  static constexpr std::array<std::array<Scalar, 2>, 4> inputs{{
      {0.0, 0.0},
      {0.0, 1.0},
      {1.0, 0.0},
      {1.0, 1.0},
  }};

  static constexpr std::array<Scalar, 4> either{-1.0, 1.0, 1.0, 1.0};        ///< OR.
  static constexpr std::array<Scalar, 4> exactly_one{-1.0, 1.0, 1.0, -1.0};  ///< XOR, exclusive or.

  /// Parameters, chosen by hand, of an Mlp<2, 2, 1> that answers exactly_one. The first neuron says
  /// whether either input is 1, the second whether they are not both 1, and the last whether both of
  /// these say yes.
  static constexpr std::array<Scalar, 9> network{3.0, 3.0, -1.5, -3.0, -3.0, 4.5, 3.0, 3.0, -3.0};
};

}  // namespace micrograd::examples

#endif  // MICROGRAD_EXAMPLES_GATES_H_
