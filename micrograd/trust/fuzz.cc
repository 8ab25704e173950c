// libFuzzer's entry point: bazel run --config=fuzz //micrograd/trust:fuzz -- -max_total_time=60
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "micrograd/trust/tape_program.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string program(data, data + size);
  const micrograd::trust::Verdict run = micrograd::trust::run(program);
  if (run.difference.empty()) return 0;
  std::fprintf(stderr, "%s\nin the program: %s\n", run.difference.c_str(), program.c_str());
  std::abort();
}
