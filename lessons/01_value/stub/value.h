/// \file
/// Lesson 1: a number with a place on a tape.
///
///     Tape tape(1000);             // room for 1000 nodes, taken now and never again
///     Value a = tape.value(2.0);   // node 0
///     Mark mark = tape.mark();     // "one node so far"
///     Value b = tape.value(3.0);   // node 1
///     tape.rewind(mark);           // node 1 is free again, and a is untouched
#ifndef MICROGRAD_VALUE_H_
#define MICROGRAD_VALUE_H_

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

/// Reverse-mode automatic differentiation on a tape, and a small neural network on top of it.
namespace micrograd {

/// The type of every number on a tape. `float` is one edit, here.
using Scalar = double;

/// What a tape records of one operation: up to two parents, stored from index 0.
struct Node {
  /// Stands in `parents` where there is no parent.
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  const char* op = "";                                 ///< "+", "*", "tanh", ...; "" for a leaf.
  std::array<std::uint32_t, 2> parents{kNone, kNone};  ///< Places on the same tape, all earlier.
  std::array<Scalar, 2> partials{};                    ///< d(node)/d(parent), in the same order.
};

class Tape;

/// A place on a tape, which holds a number and its gradient: how fast a later result moves with it.
///
/// A Value is a handle, like a pointer: 16 bytes, copied freely, and every copy reads and writes
/// the same place. It is valid while its tape exists and has not been rewound past it.
class Value {
 public:
  /// A Value on no tape; assign to it before use.
  Value() = default;

  /// The number.
  /// REQUIRES: on a tape, not rewound away.
  Scalar data() const;

  /// d(root)/d(this), for the root of the last backward pass; 0 before the first one, and wherever
  /// the root does not depend on this.
  /// REQUIRES: on a tape, not rewound away.
  Scalar grad() const;

  /// Replaces the number, for all copies at once. What was computed from the old number keeps its
  /// data and partials.
  /// REQUIRES: on a tape, not rewound away.
  void set_data(Scalar data) const;

  /// The tape that this place is on.
  /// REQUIRES: on a tape.
  Tape& tape() const {
    assert(tape_ != nullptr && "this Value is on no tape: was it declared and never assigned?");
    return *tape_;
  }

  /// The place: 0 for the first node recorded.
  std::size_t index() const { return index_; }

 private:
  friend class Tape;
  Value(Tape* tape, std::uint32_t index) : tape_(tape), index_(index) {}

  Tape* tape_ = nullptr;
  std::uint32_t index_ = Node::kNone;
};

/// One operand of an operation, and how fast the result moves with it.
struct Parent {
  Value value;         ///< The operand; a Value on no tape means that there is none.
  Scalar partial = 0;  ///< d(result)/d(operand) at the numbers of this very operation.
};

/// A saved length, for Tape::rewind().
struct Mark {
  const Tape* tape;  ///< The tape that made the mark.
  std::size_t size;  ///< How many nodes it had then.
};

/// A record of a computation: its nodes, in the order in which they were computed.
///
/// Allocates all its memory at construction: 48 bytes per node when Scalar is double.
/// A tape belongs to one thread at a time.
class Tape {
 public:
  /// Makes room for `capacity` nodes. Throws std::length_error if that is 0 or more than
  /// 4,294,967,295, the most that 32-bit indices can address, and std::bad_alloc if there is not
  /// enough memory.
  explicit Tape(std::size_t capacity)
      : data_(checked(capacity)), gradients_(capacity), nodes_(capacity) {}

  Tape(const Tape&) = delete;  // Values point to their tape, so it must not move.
  Tape& operator=(const Tape&) = delete;

  /// How many nodes it can hold.
  std::size_t capacity() const { return data_.size(); }

  /// How many nodes it holds.
  std::size_t size() const { return size_; }

  /// Records a leaf: a number with no operands. Throws std::length_error, and changes nothing, when
  /// the tape is full.
  Value value(Scalar data) { return record("", data); }

  /// Records the result of an operation, with a gradient of 0. Throws std::length_error, and
  /// changes nothing, when the tape is full.
  /// REQUIRES: `op` outlives the tape; the parents are on this tape, not rewound away; there is no
  /// second parent without a first.
  Value record(const char* op, Scalar data, Parent first = {}, Parent second = {}) {
    assert(may_be_parent(first) && may_be_parent(second) &&
           "an operand is on another tape, or was rewound away");
    assert((first.value.tape_ != nullptr || second.value.tape_ == nullptr) &&
           "a single parent must be the first argument");
    // TODO(you) 1: Call throw_full() if there is no place left. Otherwise overwrite all three columns
    // at the next free place, count this place as taken, and return its Value.
    // Test: Value.TakesTheNextPlaceOnTheTape
    return at(size_);
  }

  /// Saves the tape's current length, for rewind().
  Mark mark() const { return {this, size_}; }

  /// Forgets every node recorded since `mark`, in constant time. Earlier nodes keep their data and
  /// gradients; Values of later nodes must not be used again. Throws std::logic_error, and changes
  /// nothing, if another tape made the mark or this one is shorter by now.
  void rewind(Mark mark) {
    if (mark.tape != this) throw std::logic_error("rewind: this mark was made by another tape");
    if (mark.size > size_) {
      throw std::logic_error("rewind: the tape was already rewound past this mark");
    }
    // TODO(you) 3: Make the tape as long as it was at the mark.
    // Test: Tape.ForgetsWhatCameAfterTheMarkAndNothingElse
  }

  /// The Value at a place.
  /// REQUIRES: index < capacity(); and to read it, index < size().
  Value at(std::size_t index) {
    assert(index < capacity() && "the tape has no such place");
    return {this, static_cast<std::uint32_t>(index)};
  }

  /// What was recorded at a place.
  /// REQUIRES: index < size().
  const Node& node(std::size_t index) const {
    assert(index < size_ && "there is no node at this place");
    return nodes_[index];
  }

  /// The number of every node, by place.
  std::span<const Scalar> data() const { return {data_.data(), size_}; }

  /// The gradient of every node, by place.
  std::span<const Scalar> gradients() const { return {gradients_.data(), size_}; }

  /// The gradient of every node, by place; writable.
  std::span<Scalar> gradients() { return {gradients_.data(), size_}; }

 private:
  friend class Value;

  static std::size_t checked(std::size_t capacity) {
    if (capacity == 0 || capacity > Node::kNone) {
      throw std::length_error("Tape: a capacity of " + std::to_string(capacity) +
                              " was asked for; it must be 1 to " + std::to_string(Node::kNone));
    }
    return capacity;
  }

  [[noreturn]] void throw_full() const {
    throw std::length_error("Tape: all " + std::to_string(capacity()) +
                            " places are taken; ask for more, or rewind between steps");
  }

  bool may_be_parent(Parent parent) const {
    return parent.value.tape_ == nullptr ||
           (parent.value.tape_ == this && parent.value.index_ < size_);
  }

  std::vector<Scalar> data_;
  std::vector<Scalar> gradients_;
  std::vector<Node> nodes_;
  std::uint32_t size_ = 0;
};

// TODO(you) 2: These three read and write the tape's columns, at this Value's place.
// Test: Value.IsAPlaceSoEveryCopySeesAChange

inline Scalar Value::data() const {
  assert(index_ < tape().size() && "this Value was rewound away");
  return 0;
}

inline Scalar Value::grad() const {
  assert(index_ < tape().size() && "this Value was rewound away");
  return 0;
}

inline void Value::set_data(Scalar data) const {
  assert(index_ < tape().size() && "this Value was rewound away");
}

}  // namespace micrograd

#endif  // MICROGRAD_VALUE_H_
