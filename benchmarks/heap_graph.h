/// \file
/// The graph that many C++ ports of micrograd build: a node on the heap for each operation, shared
/// by all that refer to it, with a function that hands on its gradient; and a depth-first search
/// that sorts the nodes before each backward pass.
///
///     Value a(2.0), b(3.0);
///     Value root = a * b + a;
///     backward(root);  // a.grad() is 4
#ifndef BENCHMARKS_HEAP_GRAPH_H_
#define BENCHMARKS_HEAP_GRAPH_H_

#include <cmath>
#include <functional>
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

namespace benchmarks::heap_graph {

struct Node {
  double data = 0;
  double grad = 0;
  std::vector<std::shared_ptr<Node>> parents;
  std::function<void(Node&)> hand_on = [](Node&) {};

  /// Releases the parents one by one. Otherwise, the destructors of a long chain would call each
  /// other until the stack is full.
  ~Node() {
    std::vector<std::shared_ptr<Node>> last = std::move(parents);
    while (!last.empty()) {
      const std::shared_ptr<Node> node = std::move(last.back());
      last.pop_back();
      if (node.use_count() > 1) continue;
      for (auto& parent : node->parents) last.push_back(std::move(parent));
      node->parents.clear();
    }
  }
};

class Value {
 public:
  Value() = default;
  explicit Value(double data) : node_(std::make_shared<Node>()) { node_->data = data; }
  Value(double data, std::vector<std::shared_ptr<Node>> parents, std::function<void(Node&)> hand_on)
      : Value(data) {
    node_->parents = std::move(parents);
    node_->hand_on = std::move(hand_on);
  }

  double data() const { return node_->data; }
  double grad() const { return node_->grad; }
  void set_data(double data) { node_->data = data; }
  const std::shared_ptr<Node>& node() const { return node_; }

 private:
  std::shared_ptr<Node> node_;
};

inline Value operator+(const Value& a, const Value& b) {
  return {a.data() + b.data(), {a.node(), b.node()}, [](Node& out) {
            out.parents[0]->grad += out.grad;
            out.parents[1]->grad += out.grad;
          }};
}

inline Value operator+(const Value& a, double number) {
  return {a.data() + number, {a.node()}, [](Node& out) { out.parents[0]->grad += out.grad; }};
}

inline Value operator-(const Value& a, double number) { return a + -number; }

inline Value operator*(const Value& a, const Value& b) {
  return {a.data() * b.data(), {a.node(), b.node()}, [](Node& out) {
            out.parents[0]->grad += out.parents[1]->data * out.grad;
            out.parents[1]->grad += out.parents[0]->data * out.grad;
          }};
}

inline Value operator*(const Value& a, double number) {
  return {a.data() * number, {a.node()}, [number](Node& out) {
            out.parents[0]->grad += number * out.grad;
          }};
}

inline Value operator/(const Value& a, const Value& b) {
  return {a.data() / b.data(), {a.node(), b.node()}, [](Node& out) {
            out.parents[0]->grad += out.grad / out.parents[1]->data;
            out.parents[1]->grad -= out.data / out.parents[1]->data * out.grad;
          }};
}

inline Value operator/(const Value& a, double number) { return a * (1 / number); }

inline Value exp(const Value& x) {
  return {std::exp(x.data()), {x.node()}, [](Node& out) {
            out.parents[0]->grad += out.data * out.grad;
          }};
}

inline Value log(const Value& x) {
  return {std::log(x.data()), {x.node()}, [](Node& out) {
            out.parents[0]->grad += out.grad / out.parents[0]->data;
          }};
}

inline Value relu(const Value& x) {
  return {x.data() > 0 ? x.data() : 0, {x.node()}, [](Node& out) {
            out.parents[0]->grad += out.data > 0 ? out.grad : 0;
          }};
}

inline Value pow(const Value& x, double exponent) {
  return {std::pow(x.data(), exponent), {x.node()}, [exponent](Node& out) {
            out.parents[0]->grad +=
                exponent * std::pow(out.parents[0]->data, exponent - 1) * out.grad;
          }};
}

inline Value tanh(const Value& x) {
  return {std::tanh(x.data()), {x.node()}, [](Node& out) {
            out.parents[0]->grad += (1 - out.data * out.data) * out.grad;
          }};
}

/// Sets the gradients of everything that root was computed from.
inline void backward(const Value& root) {
  // Depth first and post-order, with a stack of its own: a long chain would overflow the program's.
  std::vector<Node*> order;
  std::unordered_set<Node*> visited{root.node().get()};
  std::vector<std::pair<Node*, std::size_t>> path{{root.node().get(), 0}};
  while (!path.empty()) {
    auto& [node, next] = path.back();
    if (next == node->parents.size()) {
      order.push_back(node);
      path.pop_back();
      continue;
    }
    Node* const parent = node->parents[next++].get();
    if (visited.insert(parent).second) path.emplace_back(parent, 0);
  }
  for (Node* node : order) node->grad = 0;
  root.node()->grad = 1;
  for (auto node = order.rbegin(); node != order.rend(); ++node) (*node)->hand_on(**node);
}

}  // namespace benchmarks::heap_graph

#endif  // BENCHMARKS_HEAP_GRAPH_H_
