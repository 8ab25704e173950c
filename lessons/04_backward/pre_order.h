/// \file
/// The wrong walk of lesson 4, "Break it": the graph is searched depth first, and each node is written
/// down as soon as it is met. So a node may come before another that was computed from it.
#ifndef LESSONS_04_BACKWARD_PRE_ORDER_H_
#define LESSONS_04_BACKWARD_PRE_ORDER_H_

#include <cstddef>
#include <vector>

#include "micrograd/backward.h"

namespace lessons {

using micrograd::Node;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;

/// The places of root and of all that it was computed from, in pre-order, the second operand first. This
/// is the order of the backward pass of https://github.com/diicellman/micrograd-zig.
inline std::vector<std::size_t> pre_order(Value root) {
  const Tape& tape = root.tape();
  std::vector<std::size_t> order;
  std::vector<bool> visited(tape.size());
  std::vector<std::size_t> to_visit{root.index()};
  while (!to_visit.empty()) {
    const std::size_t i = to_visit.back();
    to_visit.pop_back();
    if (visited[i]) continue;
    visited[i] = true;
    order.push_back(i);
    for (const std::size_t parent : tape.node(i).parents) {
      if (parent != Node::kNone) to_visit.push_back(parent);
    }
  }
  return order;
}

/// What a walk in some order leaves behind, by place on the tape.
struct Walk {
  std::vector<Scalar> gradients;
  std::vector<Scalar> handed_on;  ///< The gradient that a node had at its turn.
};

/// Walks the nodes of a tape in this order, root first. Each node adds its shares to the gradients of its
/// parents.
inline Walk walk(const Tape& tape, const std::vector<std::size_t>& order) {
  Walk result{std::vector<Scalar>(tape.size()), std::vector<Scalar>(tape.size())};
  result.gradients[order.front()] = 1;
  for (const std::size_t i : order) {
    result.handed_on[i] = result.gradients[i];
    const Node& node = tape.node(i);
    for (std::size_t k = 0; k < node.parents.size(); ++k) {
      if (node.parents[k] == Node::kNone) continue;
      result.gradients[node.parents[k]] += node.partials[k] * result.gradients[i];
    }
  }
  return result;
}

}  // namespace lessons

#endif  // LESSONS_04_BACKWARD_PRE_ORDER_H_
