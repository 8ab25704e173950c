#ifndef MICROGRAD_BACKWARD_H_
#define MICROGRAD_BACKWARD_H_

#include <algorithm>
#include <stdexcept>

#include "tanh.h"
#include "value.h"

namespace micrograd {

inline void backward(Value root) {
  if (root.index() == Node::kNone || root.index() >= root.tape().size()) {
    throw std::logic_error("no root to walk from");
  }
  Tape& tape = root.tape();
  for (std::size_t i = 0; i < tape.size(); ++i) tape.gradients()[i] = 0;
  tape.gradients()[root.index()] = 1;
  for (std::size_t i = root.index() + 1; i-- > 0;) {
    if (tape.gradients()[i] == 0) continue;
    const Node node = tape.node(i);
    for (std::size_t k = 0; k < 2; ++k) {
      if (node.parents[k] == Node::kNone) continue;
      tape.gradients()[node.parents[k]] += node.partials[k] * tape.gradients()[i];
    }
  }
}

}  // namespace micrograd

#endif  // MICROGRAD_BACKWARD_H_
