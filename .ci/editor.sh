# What clangd says with the files that `bazel run //:editor` writes. Sourced by .ci/run, for check() and $scratch.

# clangd_accepts FILE: clangd parses it and finds no error. (It would also try its features at each word, and those of
# clangd 14 crash in some test, so only on the first line.)
clangd_accepts() { clangd --check-lines=1 --check="$PWD/$1" >"$scratch/log" 2>&1; }

# With lessons 1 to 10 done and 11 begun.
editor_clone() {
  git clone -q . "$scratch/editor" && cd "$scratch/editor" && bazel run //:start -- 11 >"$scratch/log" 2>&1 ||
    { cat "$scratch/log"; return 1; }
}

without_our_files() {
  cd "$scratch/editor" || return 1
  clangd_accepts lessons/03_tanh/tanh_test.cc && { echo "clangd finds everything anyway"; return 1; }
  grep "pp_file_not_found.*'tanh.h'\|pp_file_not_found.*'micrograd/" "$scratch/log"
}

writes_its_files() {
  cd "$scratch/editor/lessons" || return 1
  bazel run //:editor >"$scratch/said" 2>"$scratch/log" || { cat "$scratch/log"; return 1; }
  cat "$scratch/said"
  cd .. && [ -z "$(git status --porcelain .vscode '*compile_flags.txt')" ] || return 1
  local file
  for file in .vscode/*.json; do sed 's|^ *//.*||' "$file" | python3 -m json.tool >/dev/null || return 1; done
  bazel run //:editor 2>"$scratch/log" | (! grep -E '^(wrote|left) ')
}

with_our_files() {
  cd "$scratch/editor" || return 1
  local file
  for file in lessons/03_tanh/tanh{.h,_test.cc} lessons/01_value/value_benchmark.cc lessons/11_gpt/{gpt.h,gpt_test.cc} \
    lessons/15_source/source_test.cc lessons/04_backward/stub/backward.h benchmarks/tape.cc micrograd/micrograd.h \
    micrograd/testing/gradient_check.cc; do
    clangd_accepts "$file" || { echo "$file:"; grep '^E' "$scratch/log"; return 1; }
  done
}

# What clangd says is about the reader's files: a slip in theirs is an error in a later lesson's.
sees_the_readers_headers() {
  cd "$scratch/editor" || return 1
  sed -i 's/inline Value tanh(/inline Value tan_h(/' lessons/03_tanh/tanh.h
  clangd_accepts lessons/04_backward/backward_test.cc && { echo "it reads another tanh.h"; return 1; }
  grep "Line .*'tanh'" "$scratch/log"
}

editor() {
  check "editor: a clone with ten lessons done" editor_clone
  check "editor: without our files clangd doesn't find the headers" without_our_files
  check "editor: bazel run //:editor, and again" writes_its_files
  check "editor: clangd finds no error in headers, tests and benchmarks" with_our_files
  check "editor: clangd reads the reader's headers" sees_the_readers_headers
  (cd "$scratch/editor" && bazel shutdown && bazel clean --expunge) >/dev/null 2>&1
  rm -rf "$scratch/editor"
}
