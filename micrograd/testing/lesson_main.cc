// main() for a lesson's test: shows the first failure in full, names the others, and says what to
// do next. A crash counts as a failure, and so does a test that doesn't end.
//
//     test HEADER LABEL [--all]    HEADER: the file to edit; LABEL: the test's own;
//                                  --all: show every failure
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "micrograd/testing/hint.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1  // NOLINT: g++'s own name for it
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

namespace {

using micrograd::testing::Hint;

class Teacher : public testing::EmptyTestEventListener {
 public:
  Teacher(std::string header, std::string label, bool show_all)
      : header_(std::move(header)), label_(std::move(label)), show_all_(show_all) {}

  void OnTestStart(const testing::TestInfo& test) override {
    // Of CPU time. Correct solutions take a tenth of a second, and mistakes that make the work
    // explode never end.
    const itimerval limit{{0, 0}, {kSeconds, 0}};
    setitimer(ITIMER_VIRTUAL, &limit, nullptr);
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

  // For a program that ends in the middle of a test: how it ends, and the likely reason.
  void OnEnd(const std::string& how, const std::string& why) {
    red_.push_back(running_);
    std::cout << running_ << ' ' << how << ":\n";
    if (Hint::current() != nullptr) std::cout << Hint::current() << '\n';
    std::cout << why << "\nThe tests after it did not run.";
    SayWhatIsRed();
  }

  const std::string& Label() const { return label_; }

  static constexpr int kSeconds = 10;

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
      std::cout << "With --test_arg=--all it shows every failed check.\n";
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

// The signals that end a program, with their names. SIGVTALRM: its time is up.
constexpr std::array<std::pair<int, const char*>, 7> kSignals{{{SIGABRT, "SIGABRT"},
                                                               {SIGVTALRM, "SIGVTALRM"},
                                                               {SIGBUS, "SIGBUS"},
                                                               {SIGFPE, "SIGFPE"},
                                                               {SIGILL, "SIGILL"},
                                                               {SIGSEGV, "SIGSEGV"},
                                                               {SIGTRAP, "SIGTRAP"}}};

Teacher* teacher = nullptr;  // NOLINT: a signal handler has no other way to find it

// Where the stack begins; it grows downwards from here.
const char* stack_begins = nullptr;  // NOLINT: as above

// Whether an address lies where a stack that has overflowed would be.
bool is_past_the_stack(const void* address) {
  rlimit limit{};
  getrlimit(RLIMIT_STACK, &limit);
  const auto begins = reinterpret_cast<std::uintptr_t>(stack_begins);
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  return at < begins && begins - at > limit.rlim_cur / 2 && begins - at < 2 * limit.rlim_cur;
}

const char* likely_causes(int signal, const void* address) {
  switch (signal) {
    case SIGABRT:
      return "An assertion failed, or nobody caught an exception: see the line above this report.\n"
             "Likely causes:\n"
             "  - a place past the end: of a full tape, of an array, or a missing parent's "
             "(Node::kNone)\n"
             "  - a Value that was declared and never assigned\n"
             "  - a Value that is read after its tape was rewound\n";
    case SIGFPE:
      return "Likely cause:\n"
             "  - a whole number is divided by 0\n";
    case SIGILL:
    case SIGTRAP:
      return "Likely cause:\n"
             "  - a function that should return something ends without a return\n";
    case SIGVTALRM:
      return "Likely causes:\n"
             "  - a loop whose end never comes, such as one that waits for an unsigned i < 0\n"
             "  - a walk along every path of a graph: sixty additions can make 2^60 paths\n";
    default: break;
  }
  if (is_past_the_stack(address)) {
    return "The stack is full.\n"
           "Likely causes:\n"
           "  - a function that calls itself without end, such as an operator + made with +\n"
           "  - a function that calls itself once for each node of a long tape\n";
  }
  return "It touched memory that is not its own.\n"
         "Likely causes:\n"
         "  - a missing parent (Node::kNone) used as a place\n"
         "  - a write past the end of an array\n"
         "  - a Value that was declared and never assigned\n"
         "  - a function that should return something and ends without a return\n";
}

// Printing from a signal handler may crash as well. There is nothing left to lose, and the second
// signal ends the program.
void report_signal(int signal, siginfo_t* info, void* /*context*/) {
  ::signal(signal, SIG_DFL);
  const std::string causes = likely_causes(signal, info->si_addr);
  if (signal == SIGVTALRM) {
    teacher->OnEnd("does not end", "It was stopped after " + std::to_string(Teacher::kSeconds) +
                                       " seconds of computing.\n" + causes);
  } else {
    std::string name;
    for (const auto& [number, its_name] : kSignals) name += number == signal ? its_name : "";
    teacher->OnEnd("crashes", "It was ended by " + name + ". " + causes +
                                  "Where it happened is shown by\n  bazel test --config=asan " +
                                  teacher->Label() + '\n');
  }
  std::_Exit(EXIT_FAILURE);
}

// Reports crashes, on a separate stack: after endless recursion, there is no room on the usual one.
void watch_for_crashes() {
  static std::array<char, 1 << 16> memory;
  stack_t stack{};
  stack.ss_sp = memory.data();
  stack.ss_size = memory.size();
  sigaltstack(&stack, nullptr);
  struct sigaction action = {};
  action.sa_sigaction = report_signal;
  action.sa_flags = SA_ONSTACK | SA_SIGINFO;
  for (const auto& [signal, name] : kSignals) {
#ifdef __SANITIZE_ADDRESS__
    if (signal != SIGVTALRM) continue;  // AddressSanitizer has more to say.
#endif
    sigaction(signal, &action, nullptr);
  }
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_set_death_callback([] {
    teacher->OnEnd("crashes",
                   "The report above, of a sanitizer, says where: look from its top for a function "
                   "of your header.\n");
  });
#endif
}

}  // namespace

int main(int argc, char** argv) {
  const char here = 0;
  stack_begins = &here;
  testing::InitGoogleTest(&argc, argv);
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
