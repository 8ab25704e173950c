// Prints the workloads' programs as source, for the engine `source` to be compiled from: the library's way or the
// reader's. Nothing, if that isn't written yet.
#include <exception>
#include <iostream>
#include <sstream>

#if __has_include("source.h")
#include "benchmarks/recorded.h"

#include "source.h"

namespace {

template <typename Workload>
class Printer : public Recorded<Workload> {
 public:
  Printer(std::ostream& out, const char* name) { print_source(out, name, fuse(this->code())); }

  double step() override { return 0; }
};

}  // namespace

int main() {
  std::ostringstream out;
  try {
    const Printer<benchmarks::FourSamples> four_samples(out, "FourSamples");
    const Printer<benchmarks::Moons> moons(out, "Moons");
    const Printer<benchmarks::Digits> digits(out, "Digits");
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 0;
  }
  if (!out.str().empty()) std::cout << "#define BENCHMARKS_PRINTED\n" << out.str();
}
#else
int main() {}
#endif
