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
  // TODO(you) 1: Forget what an earlier backward pass left: every gradient on the tape becomes 0,
  // except the root's, which is d(root)/d(root).
  // Test: Backward.GivesTheRootAGradientOfOne

  // TODO(you) 2: Walk from the root down to the very first node. For each node, add partial times
  // gradient to the gradient of each parent that it has.
  // Test: Backward.MultipliesThePartialsAlongTheWay
}

}  // namespace micrograd

#endif  // MICROGRAD_BACKWARD_H_
