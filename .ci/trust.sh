# What takes too long for a test target: other compilers and options, sanitizers, clang-tidy, and a
# minute of fuzzing. Sourced by .ci/run, for check() and $scratch.

# The tests of the library, and of the lessons with their solutions, in another build; or others.
build_of() {
  local solutions=(lessons/[0-9]*)
  bazel test "$@" //micrograd/... //micrograd/examples:everything //micrograd/trust:everything "${solutions[@]/%/:solution_test}" >"$scratch/log" 2>&1 ||
    { grep -v '^\[' "$scratch/log"; return 1; }
  grep -E '^Executed' "$scratch/log"
}

# Where this machine has AVX-512, -march=native is that; part three's vectors become other instructions with AVX2.
with_avx2_too() {
  grep -qw avx512f /proc/cpuinfo || { echo "-march=native is AVX2 or less here"; return 0; }
  local lessons=(lessons/1[2-9]_*)
  bazel test -c opt --copt=-march=x86-64-v3 "${lessons[@]/%/:solution_test}" //micrograd/trust:lanes_test \
    //micrograd/trust:program_test //micrograd/trust:compiled_gpt_test //micrograd/trust:source_test >"$scratch/log" 2>&1 ||
    { grep -v '^\[' "$scratch/log"; return 1; }
  grep -E '^Executed' "$scratch/log"
}

# Those that start a second thread.
tests_with_threads() {
  bazel test --config=tsan //micrograd/trust:golden_test //micrograd/trust:program_test >"$scratch/log" 2>&1 ||
    { grep -v '^\[' "$scratch/log"; return 1; }
}

clang_tidy() {
  # What source_test.cc includes, with one graph.
  mkdir -p "$scratch/printed/micrograd/trust"
  bazel run //micrograd/trust:print_graphs -- 0 1 >"$scratch/printed/micrograd/trust/printed_graphs.h" 2>"$scratch/log" ||
    { cat "$scratch/log"; return 1; }
  git ls-files 'micrograd/*.cc' |
    xargs -P 2 -I FILE clang-tidy --quiet FILE -- -std=c++20 -I. -iquote micrograd -isystem "$scratch/printed" 2>/dev/null
}

# From the programs in the repository; what it finds on the way stays in the scratch folder.
fuzz() {
  mkdir "$scratch/corpus" &&
    bazel run --config=fuzz //micrograd/trust:fuzz -- -max_total_time=60 \
      -artifact_prefix="$scratch/" "$scratch/corpus" "$PWD/micrograd/trust/corpus" \
      >"$scratch/log" 2>&1 || { tail -n 50 "$scratch/log"; return 1; }
  grep -E '^Done' "$scratch/log"
}

trust() {
  check "trust: g++ -O2" build_of -c opt
  check "trust: g++ -O3 -march=native" build_of --config=bench
  check "trust: AddressSanitizer, UndefinedBehaviorSanitizer" build_of --config=asan //benchmarks:engines_test
  check "trust: ThreadSanitizer" tests_with_threads
  check "trust: clang" build_of --config=clang --test_tag_filters=-wrong //... //:everything
  check "trust: clang -O2" build_of --config=clang -c opt
  check "trust: g++ -O2 -march=x86-64-v3" with_avx2_too
  check "trust: a minute of fuzzing" fuzz
  check "trust: clang-tidy" clang_tidy
}
