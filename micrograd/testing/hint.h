/// \file
/// What a lesson's test says about a crash, which has no message of its own.
///
///     const micrograd::testing::Hint hint("does your loop change copies of the neurons, not the neurons?");
#ifndef MICROGRAD_TESTING_HINT_H_
#define MICROGRAD_TESTING_HINT_H_

namespace micrograd::testing {

/// While it exists, its text is given as the likely cause if the program crashes or doesn't end.
class Hint {
 public:
  /// REQUIRES: `text` outlives this, as a literal does.
  explicit Hint(const char* text) : before_(current_) { current_ = text; }
  ~Hint() { current_ = before_; }

  Hint(const Hint&) = delete;
  Hint& operator=(const Hint&) = delete;

  /// The text of the latest Hint that exists, or nullptr.
  static const char* current() { return current_; }

 private:
  static inline const char* current_ = nullptr;
  const char* before_;
};

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_HINT_H_
