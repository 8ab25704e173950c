# The whole road, travelled as a reader would, in a scratch copy. Sourced by .ci/run, for check()
# and $scratch.

# results PATTERN: how many lines of the last `bazel test` say PATTERN of a reader's test.
results() { grep -cE "^//lessons/[0-9a-z_]+:test +(\(cached\) )?$1( in |\$)" "$scratch/road.log"; }

# state LESSON RESULT: whether the last `bazel test` says that of this lesson. Bazel lists only the
# first few tests that don't build, and says so.
state() {
  grep -qE "^//lessons/$1:test +(\(cached\) )?$2( in |\$)" "$scratch/road.log" ||
    { [ "$2" = "FAILED TO BUILD" ] && grep -q "Skipping other failed to build" "$scratch/road.log" &&
      ! grep -q "^//lessons/$1:test " "$scratch/road.log"; } ||
    { printf '%s is not %s:\n' "$1" "$2"; grep '^//' "$scratch/road.log"; return 1; }
}

# states RESULT LESSON...: the same of several.
states() {
  local result=$1 lesson
  shift
  for lesson in "$@"; do state "$lesson" "$result" || return 1; done
}

readers_tests() { bazel test --test_tag_filters=reader --build_tests_only //lessons/... >"$scratch/road.log" 2>&1; }
start() { bazel run //:start -- "$@" >"$scratch/start.log" 2>&1; }
header() { echo "lessons/$1/${1#*_}.h"; }

fresh_clone() {
  cd "$scratch/road" || return 1
  bazel test //... >"$scratch/road.log" 2>&1 || { tail -50 "$scratch/road.log"; return 1; }
  [ "$(results SKIPPED)" -eq ${#lessons[@]} ]
}

# One lesson: the stub compiles and its test is red, the second start changes nothing, and with the
# solution in its place it is green, as are all before it.
one_lesson() {
  local lesson=$1 done=$2 topic=${1#*_} before
  cd "$scratch/road" || return 1
  start && cmp "lessons/$lesson/stub/$topic.h" "$(header "$lesson")" || { cat "$scratch/start.log"; return 1; }
  before=$(git status --porcelain --untracked-files=all | sort)
  start && [ "$before" = "$(git status --porcelain --untracked-files=all | sort)" ] || return 1
  readers_tests && { echo "the stub of $lesson passes"; return 1; }
  state "$lesson" FAILED && [ "$(results PASSED)" -eq $((done - 1)) ] || return 1
  cp "micrograd/$topic.h" "$(header "$lesson")"
  readers_tests && [ "$(results PASSED)" -eq "$done" ] || { cat "$scratch/road.log"; return 1; }
}

all_done() {
  cd "$scratch/road" || return 1
  local all=${#lessons[@]}
  start && grep -q "All $all lessons are started" "$scratch/start.log" || return 1
  bazel run //:progress 2>/dev/null >"$scratch/progress" || return 1
  cat "$scratch/progress"
  [ "$(grep -cE '^ *[0-9]+ .* done$' "$scratch/progress")" -eq "$all" ] && grep -q "$all of $all lessons done" "$scratch/progress" &&
    [ "$(grep -c '^Part ' "$scratch/progress")" -eq 3 ]
}

trains_on_the_readers_engine() {
  cd "$scratch/road" || return 1
  local example
  for example in train moons; do
    bazel run "//lessons/08_training:$example" 2>/dev/null >"$scratch/readers" &&
      bazel run "//:$example" 2>/dev/null | cmp - "$scratch/readers" || return 1
  done
  bazel run //lessons/15_source:train 2>/dev/null >"$scratch/readers" &&
    bazel run //lessons/15_source:solution_train 2>/dev/null | cmp - "$scratch/readers" || return 1
  bazel run //lessons/08_training:mine 2>/dev/null | grep 'step 500, loss  0.00' || return 1
  bazel run //lessons/11_gpt:names -- --steps 100 2>/dev/null | grep -E '^ ?[0-9]+  ' >"$scratch/readers"
  [ "$(wc -l <"$scratch/readers")" -eq 20 ] &&
    bazel run //:names -- --steps 100 2>/dev/null | grep -E '^ ?[0-9]+  ' | cmp - "$scratch/readers"
}

# It takes part in the benchmarks, and computes what ours does.
compares_the_readers_engine() {
  cd "$scratch/road" || return 1
  bazel run --config=bench //benchmarks:compare -- --rounds 1 2>"$scratch/log" | tee "$scratch/compare"
  bazel run --config=bench //benchmarks:tape -- --benchmark_filter='reader.*/1000(/|$)' \
    2>>"$scratch/log" | tee "$scratch/tape"
  [ "$(grep -c '^reader ' "$scratch/compare")" -eq 4 ] &&
    [ "$(grep -cE '^reader_(program|fused|lanes|source) ' "$scratch/compare")" -eq 12 ] && ! grep "computes something else" "$scratch/compare" &&
    [ "$(grep -cE '^[A-Z][a-z]+/reader/(.*/)?1000[ /]' "$scratch/tape")" -eq 7 ] || { cat "$scratch/log"; return 1; }
}

# A wrong + is FAILED from lesson 2 on, not a build error, and the library does not mind. (From lesson 13 on, programs
# are compared with programs.)
wrong_plus() {
  cd "$scratch/road" || return 1
  sed -i 's/a.data() + b.data(), {a, 1}/a.data() - b.data(), {a, 1}/' lessons/02_add_mul/add_mul.h
  bazel test //... >"$scratch/road.log" 2>&1
  states PASSED 01_value && states FAILED "${lessons[@]:1:11}" || return 1
  [ "$(grep -cE '^//lessons/.*:solution_test .*PASSED' "$scratch/road.log")" -eq ${#lessons[@]} ] || return 1
  cp micrograd/add_mul.h lessons/02_add_mul/add_mul.h
}

# A tape that forgets the 2 of a + 2.0, as lesson 2 allows: all before lesson 12 are green, and that says what is
# missing.
forgotten_number() {
  cd "$scratch/road" || return 1
  sed -i 's/, {{}, Scalar(number)}//' lessons/02_add_mul/add_mul.h
  readers_tests
  states PASSED "${lessons[@]:0:11}" && states FAILED "${lessons[@]:11}" || return 1
  bazel test --test_arg=--all //lessons/12_program:test >"$scratch/road.log" 2>&1
  grep -m 1 "doesn't keep the number of a + number, in add_mul.h" "$scratch/road.log"
  local code=$?
  cp micrograd/add_mul.h lessons/02_add_mul/add_mul.h
  return "$code"
}

# A tape that doesn't know when it is full: the sanitizer names the function in which it goes wrong.
sanitizer_says_where() {
  cd "$scratch/road" || return 1
  sed -i '/throw_full();$/d' lessons/01_value/value.h
  bazel test --config=asan //lessons/01_value:test >"$scratch/road.log" 2>&1
  cp micrograd/value.h lessons/01_value/value.h
  grep -E '#[0-9]+ .* in micrograd::Tape::record' "$scratch/road.log" && grep "says where" "$scratch/road.log"
}

# A slip in lesson 3 keeps 3 and later from building, and the compiler names the reader's file.
syntax_error() {
  cd "$scratch/road" || return 1
  echo 'inline Value oops(' >>lessons/03_tanh/tanh.h
  readers_tests
  states PASSED 01_value 02_add_mul && states "FAILED TO BUILD" "${lessons[@]:2}" || return 1
  grep -qE '^lessons/03_tanh/tanh.h:[0-9]+:[0-9]+: error' "$scratch/road.log" || return 1
  bazel run //:progress 2>/dev/null | tee "$scratch/progress"
  [ "$(grep -c 'does not compile' "$scratch/progress")" -eq $((${#lessons[@]} - 2)) ] || return 1
  cp micrograd/tanh.h lessons/03_tanh/tanh.h
}

lesson_without_the_one_before() {
  cd "$scratch/road" || return 1
  rm lessons/02_add_mul/add_mul.h
  readers_tests
  states PASSED 01_value && states SKIPPED "${lessons[@]:1}"
}

# With what the page says: a copy of the headers, and g++ or CMake.
in_another_project() {
  cd "$scratch/road" || return 1
  local mine=$scratch/mine
  mkdir -p "$mine/micrograd" && cp lessons/[0-9]*/*.h "$mine/micrograd" &&
    page_file docs/working_day.md CMakeLists.txt >"$mine/CMakeLists.txt" &&
    printf '#include "training.h"\nint main() { micrograd::Tape(1).value(2); }\n' >"$mine/main.cc" || return 1
  cd "$mine" || return 1
  { g++ -std=c++20 -O2 -I micrograd main.cc && ./a.out && cmake -B build && cmake --build build && build/main; } \
    >"$scratch/log" 2>&1 || { cat "$scratch/log"; return 1; }
}

start_at_five() {
  cd "$scratch/road" || return 1
  git clean -qfdx lessons
  start 5 || { cat "$scratch/start.log"; return 1; }
  readers_tests
  states PASSED "${lessons[@]:0:4}" && state 05_neuron FAILED && states SKIPPED "${lessons[@]:5}"
}

# Part three builds on lesson 9.
start_at_twelve() {
  cd "$scratch/road" || return 1
  git clean -qfdx lessons
  start 12 || { cat "$scratch/start.log"; return 1; }
  readers_tests
  states PASSED "${lessons[@]:0:9}" && states SKIPPED "${lessons[@]:9:2}" && state 12_program FAILED &&
    states SKIPPED "${lessons[@]:12}"
}

# Not a lesson: a clear line, an exit code, and nothing written.
bad_start() {
  cd "$scratch/road" || return 1
  git clean -qfdx lessons
  start "$1" && return 1
  tail -n 1 "$scratch/start.log"
  grep -q "give one number, 1 to ${#lessons[@]}" "$scratch/start.log" && [ -z "$(git status --porcelain)" ]
}

read_only_start() {
  cd "$scratch/road" || return 1
  local tree=$scratch/readonly as=()
  mkdir "$tree" && cp -r lessons micrograd "$tree" && cp -L bazel-bin/lessons/start "$tree/start"
  chmod 755 "$scratch" && chmod -R a-w,a+rX "$tree"
  [ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  "${as[@]}" env BUILD_WORKSPACE_DIRECTORY="$tree" "$tree/start" >"$scratch/start.log" 2>&1
  local code=$?
  cat "$scratch/start.log"
  chmod -R u+w "$tree"
  [ "$code" -eq 1 ] && grep -q "Nothing was changed" "$scratch/start.log" && [ ! -e "$tree/lessons/01_value/value.h" ]
}

road() {
  local lessons=(lessons/[0-9]*) i
  lessons=("${lessons[@]#lessons/}")
  git clone -q . "$scratch/road" || return 1
  check "road: in a fresh clone all lessons are skipped" fresh_clone
  for i in "${!lessons[@]}"; do
    check "road: ${lessons[i]}, from its stub to its solution" one_lesson "${lessons[i]}" $((i + 1))
  done
  check "road: progress says done of every lesson" all_done
  check "road: the reader's engine trains as the library does" trains_on_the_readers_engine
  check "road: the reader's engine takes part in the benchmarks" compares_the_readers_engine
  check "road: the reader's headers in another project" in_another_project
  check "road: a wrong + fails in lesson 2 and later" wrong_plus
  check "road: a forgotten number fails from lesson 12 on" forgotten_number
  check "road: the sanitizer says where a lesson crashes" sanitizer_says_where
  check "road: a syntax error in lesson 3 leaves 1 and 2 green" syntax_error
  check "road: lesson 3 without lesson 2 is skipped" lesson_without_the_one_before
  check "road: start -- 5" start_at_five
  check "road: start -- 12, without the GPT" start_at_twelve
  for i in 0 "$((${#lessons[@]} + 1))" abc; do check "road: start -- $i is refused" bad_start "$i"; done
  check "road: start in a read-only tree changes nothing" read_only_start
  (cd "$scratch/road" && bazel shutdown && bazel clean --expunge) >/dev/null 2>&1
}
