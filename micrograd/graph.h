/// \file
/// Looks at a tape, afterwards: as a table of its nodes, as a picture of one result's graph, or as data
/// for another program.
///
///     std::cout << micrograd::table(tape);  // node, operation, data, gradient, parents
///     std::cout << micrograd::dot(loss);    // to be drawn: | dot -Tsvg > loss.svg
///     std::cout << micrograd::json(tape);   // every node, with every digit
///
/// All three are templates over the engine, so that they show a tape of your own just as well.
#ifndef MICROGRAD_GRAPH_H_
#define MICROGRAD_GRAPH_H_

#include <cmath>
#include <cstddef>
#include <iomanip>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

namespace micrograd {

/// Every node of the tape as a line of text: its place, what made it, its data and gradient, and
/// each parent's place with the partial, as "3 x node 0". Numbers have 6 significant digits.
template <typename Tape>
std::string table(const Tape& tape) {
  std::ostringstream out;
  out << "node  op            data          grad  moves with\n";
  for (std::size_t i = 0; i < tape.size(); ++i) {
    const auto& node = tape.node(i);
    out << std::setw(4) << i << "  " << std::left << std::setw(4) << node.op << std::right
        << std::setw(14) << tape.data()[i] << std::setw(14) << tape.gradients()[i];
    const char* separator = "  ";
    for (std::size_t k = 0; k < node.parents.size(); ++k) {
      if (node.parents[k] == node.kNone) continue;
      out << separator << node.partials[k] << " x node " << node.parents[k];
      separator = ", ";
    }
    out << '\n';
  }
  return out.str();
}

/// The graph of everything that `root` was computed from, in Graphviz's DOT language: a box for
/// each node (operation, data, gradient), and an arrow from each parent with the partial on it.
/// REQUIRES: root is on a tape, not rewound away.
template <typename Value>
std::string dot(Value root) {
  const auto& tape = root.tape();
  std::vector<bool> needed(root.index() + 1);
  needed[root.index()] = true;
  std::ostringstream out;
  out << "digraph tape {\n  rankdir=LR\n  node [shape=record, fontname=\"Helvetica\"]\n"
      << "  edge [fontname=\"Helvetica\", fontsize=10]\n";
  for (std::size_t i = needed.size(); i-- > 0;) {
    if (!needed[i]) continue;
    const auto& node = tape.node(i);
    out << "  n" << i << " [label=\"" << i << ' ' << node.op << " | data " << tape.data()[i]
        << " | grad " << tape.gradients()[i] << "\"]\n";
    for (std::size_t k = 0; k < node.parents.size(); ++k) {
      if (node.parents[k] == node.kNone) continue;
      needed[node.parents[k]] = true;
      out << "  n" << node.parents[k] << " -> n" << i << " [label=\"" << node.partials[k]
          << "\"]\n";
    }
  }
  out << "}\n";
  return out.str();
}

/// Every node of the tape as JSON, in the order of recording: a list of
/// `{"op": "*", "data": -6, "grad": 1, "parents": [[0, -3], [1, 2]]}`, where each parent is its place
/// and the partial. A leaf's op is "". Numbers have all their digits; those that JSON has no numbers
/// for are the strings "inf", "-inf" and "nan".
template <typename Tape>
std::string json(const Tape& tape) {
  std::ostringstream out;
  const auto number = [&out](auto x) -> std::ostream& {
    out.precision(std::numeric_limits<decltype(x)>::max_digits10);
    if (std::isfinite(x)) return out << x;
    return out << (std::isnan(x) ? "\"nan\"" : x > 0 ? "\"inf\"" : "\"-inf\"");
  };
  for (std::size_t i = 0; i < tape.size(); ++i) {
    const auto& node = tape.node(i);
    out << (i == 0 ? "" : ",\n ") << "{\"op\": \"" << node.op << "\", \"data\": ";
    number(tape.data()[i]) << ", \"grad\": ";
    number(tape.gradients()[i]) << ", \"parents\": [";
    const char* separator = "[";
    for (std::size_t k = 0; k < node.parents.size(); ++k) {
      if (node.parents[k] == node.kNone) continue;
      out << separator << node.parents[k] << ", ";
      number(node.partials[k]) << ']';
      separator = ", [";
    }
    out << "]}";
  }
  return '[' + out.str() + ']';
}

}  // namespace micrograd

#endif  // MICROGRAD_GRAPH_H_
