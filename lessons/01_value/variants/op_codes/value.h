// The whole engine once more, in the other usual way: an array of structs, and an operation code that
// says what the partials are, from the numbers at the time of the operation. The lessons' tests must
// accept it.
#ifndef MICROGRAD_VALUE_H_
#define MICROGRAD_VALUE_H_

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace micrograd {

using Scalar = double;

class Tape;

struct Node {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::string op;
  std::array<std::uint32_t, 2> parents{kNone, kNone};
  std::array<Scalar, 2> partials{};
};

class Value {
 public:
  Value() = default;
  Scalar data() const;
  Scalar grad() const;
  void set_data(Scalar data) const;
  Tape& tape() const { return *tape_; }
  std::size_t index() const { return index_; }

 private:
  friend class Tape;
  Value(Tape* tape, std::uint32_t index) : tape_(tape), index_(index) {}
  Tape* tape_ = nullptr;
  std::uint32_t index_ = Node::kNone;
};

struct Parent {
  Value value;
  Scalar partial = 0;
};

struct Mark {
  const Tape* tape;
  std::size_t size;
};

class Tape {
 public:
  enum class Code { kInput, kAdd, kMul, kTanh, kOther };

  struct Slot {
    Scalar data;
    Scalar gradient;
    Code code;
    std::array<char, 8> name;  // Of what has no code.
    std::array<std::uint32_t, 2> parents;
    std::array<Scalar, 2> numbers;  // What the partials are, where the code does not say it.
  };

  // The gradients of an array of structs, as if they stood in a row.
  class Gradients {
   public:
    Gradients(Slot* slots, std::size_t size) : slots_(slots), size_(size) {}
    std::size_t size() const { return size_; }
    Scalar& operator[](std::size_t i) const { return slots_[i].gradient; }
    Scalar& back() const { return slots_[size_ - 1].gradient; }

   private:
    Slot* slots_;
    std::size_t size_;
  };

  explicit Tape(std::size_t capacity) {
    if (capacity == 0 || capacity > Node::kNone) {
      throw std::length_error("no tape has a capacity of " + std::to_string(capacity));
    }
    slots_.reserve(capacity);
  }
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  std::size_t capacity() const { return slots_.capacity(); }
  std::size_t size() const { return slots_.size(); }

  Value value(Scalar data) { return record("", data); }

  Value record(const std::string& op, Scalar data, Parent first = {}, Parent second = {}) {
    if (slots_.size() == slots_.capacity()) {
      throw std::length_error("no place left of " + std::to_string(capacity()));
    }
    const Code code = op == "+"      ? Code::kAdd
                      : op == "*"    ? Code::kMul
                      : op == "tanh" ? Code::kTanh
                      : op.empty()   ? Code::kInput
                                     : Code::kOther;
    Slot slot{data, 0, code, {}, {first.value.index_, second.value.index_}, {}};
    if (code == Code::kTanh) {
      slot.numbers[0] = data;
    } else {
      slot.numbers = {first.partial, second.partial};
    }
    op.copy(slot.name.data(), slot.name.size());
    slots_.push_back(slot);
    return at(slots_.size() - 1);
  }

  Mark mark() const { return {this, slots_.size()}; }
  void rewind(Mark mark) {
    if (mark.tape != this || mark.size > size()) throw std::logic_error("no mark to rewind to");
    slots_.resize(mark.size, Slot{});
  }

  Value at(std::size_t index) { return {this, static_cast<std::uint32_t>(index)}; }

  Node node(std::size_t index) const {
    const Slot& slot = slots_.at(index);
    switch (slot.code) {
      case Code::kAdd: return {"+", slot.parents, {1, 1}};
      case Code::kMul: return {"*", slot.parents, slot.numbers};
      case Code::kTanh: return {"tanh", slot.parents, {1 - slot.numbers[0] * slot.numbers[0], 0}};
      default:
        return {{slot.name.data(), strnlen(slot.name.data(), slot.name.size())},
                slot.parents,
                slot.numbers};
    }
  }

  Gradients gradients() { return {slots_.data(), slots_.size()}; }

 private:
  friend class Value;
  std::vector<Slot> slots_;
};

inline Scalar Value::data() const { return tape_->slots_.at(index_).data; }
inline Scalar Value::grad() const { return tape_->slots_.at(index_).gradient; }
inline void Value::set_data(Scalar data) const { tape_->slots_.at(index_).data = data; }

}  // namespace micrograd

#endif  // MICROGRAD_VALUE_H_
