/// \file
/// Lesson 4: all gradients of one result, in one walk back along the tape.
///
///     Value a = tape.value(2.0), b = tape.value(3.0);
///     Value root = a * b + a;  // 8
///     backward(root);          // a.grad() is 4, that is b + 1; b.grad() is 2
#ifndef MICROGRAD_BACKWARD_H_
#define MICROGRAD_BACKWARD_H_

#include <algorithm>
#include <cstddef>
#include <span>
#include <stdexcept>

#include "tanh.h"

namespace micrograd {

/// The backward pass: sets the gradient of every node on root's tape to d(root)/d(node). That is 0
/// for nodes that root does not depend on, even where their partials are infinite or nan.
///
/// A node is recorded after its parents, so the tape read backwards is a reversed topological
/// order: each node's gradient is complete before it is handed on. Gradients left by an earlier
/// backward pass are cleared. Linear in the tape's length, however many paths lead through it;
/// allocates nothing. Throws std::logic_error, and changes nothing, if root is on no tape or was
/// rewound away.
inline void backward(Value root) {
  if (root.index() == Node::kNone || root.index() >= root.tape().size()) {
    throw std::logic_error("backward: the root is on no tape, or was rewound away");
  }
  Tape& tape = root.tape();
  const std::span<Scalar> gradients = tape.gradients();
  std::ranges::fill(gradients, Scalar{0});
  gradients[root.index()] = 1;
  for (std::size_t i = root.index() + 1; i-- > 0;) {
    const Scalar gradient = gradients[i];
    if (gradient == 0) continue;  // Or 0 times an infinite partial would hand on nan.
    const Node& node = tape.node(i);
    for (std::size_t k = 0; k < node.parents.size(); ++k) {
      if (node.parents[k] == Node::kNone) continue;
      gradients[node.parents[k]] += node.partials[k] * gradient;
    }
  }
}

}  // namespace micrograd

#endif  // MICROGRAD_BACKWARD_H_
