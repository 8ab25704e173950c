// The diamond of lesson 4, L = y * y + y with y = x * x, for Graphviz: its gradients by two walks. One
// is the tape, read backwards. The other is a depth-first search in pre-order, second operand first,
// in which y hands on its gradient before all of it has arrived.
#include <algorithm>
#include <array>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "lessons/04_backward/pre_order.h"
#include "micrograd/micrograd.h"

namespace {

using lessons::pre_order;
using lessons::walk;
using micrograd::Node;
using micrograd::Tape;
using micrograd::Value;

// One half of the picture. What went wrong is red.
void draw(Tape& tape, const std::string& name, const std::string& title,
          const std::vector<std::size_t>& order) {
  constexpr std::array<const char*, 4> kNames{"x", "y = x * x", "s = y * y", "L = s + y"};
  const auto [gradients, handed_on] = walk(tape, order);
  std::cout << "  subgraph cluster_" << name << " {\n    label=\"" << title << "\"\n";
  for (std::size_t i = 0; i < tape.size(); ++i) {
    const auto turn = std::ranges::find(order, i) - order.begin() + 1;
    std::ostringstream mistake;
    if (handed_on[i] != gradients[i]) mistake << ", but it handed on " << handed_on[i];
    if (gradients[i] != tape.at(i).grad()) mistake << ", but " << tape.at(i).grad() << " is right";
    std::cout << "    " << name << i << " [label=\"{turn " << turn << " | " << kNames[i]
              << " | grad " << gradients[i] << mistake.str() << "}\""
              << (mistake.str().empty() ? "" : ", color=\"#b00020\", fontcolor=\"#b00020\"")
              << "]\n";
    const Node& node = tape.node(i);
    for (std::size_t k = 0; k < node.parents.size(); ++k) {
      if (node.parents[k] == Node::kNone) continue;
      std::cout << "    " << name << node.parents[k] << " -> " << name << i << " [label=\" "
                << node.partials[k] << "\"]\n";
    }
  }
  std::cout << "  }\n";
}

}  // namespace

int main() {
  Tape tape(4);
  const Value x = tape.value(0.5);
  const Value y = x * x;
  const Value s = y * y;
  const Value loss = s + y;
  backward(loss);

  std::cout << "digraph diamond {\n  ranksep=0.3\n  node [shape=record, fontname=\"Helvetica\"]\n"
            << "  edge [fontname=\"Helvetica\", fontsize=12]\n"
            << "  graph [fontname=\"Helvetica\", color=\"#888888\"]\n";
  draw(tape, "tape", "the tape, read backwards: L, s, y, x", {3, 2, 1, 0});
  draw(tape, "search", "depth-first, in pre-order: L, y, x, s", pre_order(loss));
  std::cout << "}\n";
}
