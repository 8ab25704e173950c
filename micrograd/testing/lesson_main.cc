// main() for a lesson's test: shows the first failure in full, names the others, and says what to
// do next. A crash is a failure like any other.
//
//     test HEADER LABEL [--all]    HEADER: the file to edit; LABEL: the test's own;
//                                  --all: show every failure
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace {

class Teacher : public testing::EmptyTestEventListener {
 public:
  Teacher(std::string header, std::string label, bool show_all)
      : header_(std::move(header)), label_(std::move(label)), show_all_(show_all) {}

  void OnTestStart(const testing::TestInfo& test) override {
    running_ = std::string(test.test_suite_name()) + '.' + test.name();
  }

  void OnTestPartResult(const testing::TestPartResult& result) override {
    if (!result.failed() || (++failures_ > 1 && !show_all_)) return;
    if (result.file_name() != nullptr) {
      std::cout << result.file_name() << ':' << result.line_number() << ": Failure\n";
    }
    std::cout << running_ << " fails:\n" << result.message() << "\n\n" << std::flush;
  }

  void OnTestEnd(const testing::TestInfo& test) override {
    if (test.result()->Failed()) red_.push_back(running_);
  }

  void OnTestProgramEnd(const testing::UnitTest& all) override {
    const int run = all.test_to_run_count();
    std::cout << run - static_cast<int>(red_.size()) << " of " << run << " tests pass.";
    SayWhatIsRed();
  }

  // For a program that crashes in the test that is running.
  void OnCrash() {
    red_.push_back(running_);
    std::cout << running_ << " crashes, and the tests after it did not run.";
    SayWhatIsRed();
  }

 private:
  void SayWhatIsRed() const {
    if (red_.size() > 1) {
      std::cout << " These don't pass:";
      for (const std::string& test : red_) std::cout << "\n  " << test;
    }
    std::cout << '\n';
    if (!red_.empty()) {
      std::cout << "\nNext: make " << red_[0] << " pass. Edit " << header_
                << ", then run\n  bazel test " << label_ << '\n';
    }
    if (failures_ > 1 && !show_all_) {
      std::cout << "With --test_arg=--all it shows all " << failures_ << " failed checks.\n";
    }
    std::cout << std::flush;
  }

  std::string header_;
  std::string label_;
  bool show_all_;
  std::string running_;
  int failures_ = 0;
  std::vector<std::string> red_;
};

Teacher* teacher = nullptr;  // NOLINT: a signal handler has no other way to find it

// Printing from a signal handler may fail in its turn. There is nothing left to lose, and the
// second signal ends the program.
void report_crash(int signal) {
  ::signal(signal, SIG_DFL);
  teacher->OnCrash();
  std::_Exit(EXIT_FAILURE);
}

// Has crashes reported, from a stack of their own: endless recursion leaves no room on the other.
void watch_for_crashes() {
  static std::array<char, 1 << 16> memory;
  stack_t stack{};
  stack.ss_sp = memory.data();
  stack.ss_size = memory.size();
  sigaltstack(&stack, nullptr);
  struct sigaction action = {};
  action.sa_handler = report_crash;
  action.sa_flags = SA_ONSTACK;
  for (const int signal : {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP}) {
    sigaction(signal, &action, nullptr);
  }
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (argc < 3) {
    std::cerr << "usage: " << argv[0] << " HEADER LABEL [--all]\n";
    return 2;
  }
  const bool show_all = argc > 3 && std::string(argv[3]) == "--all";
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  teacher = new Teacher(argv[1], argv[2], show_all);  // GoogleTest deletes it.
  listeners.Append(teacher);
  watch_for_crashes();
  return RUN_ALL_TESTS();
}
