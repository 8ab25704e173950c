# The library as another project uses it, by what docs/working_day.md says. Sourced by .ci/run, for check(), page_file()
# and $scratch.

# A project beside a copy of this one. Nothing in it knows of GoogleTest, Google Benchmark or @installed.
module_project() {
  local name
  mkdir "$scratch/beside" "$scratch/beside/mine" && git clone -q . "$scratch/beside/micrograd" || return 1
  for name in BUILD.bazel .bazelrc MODULE.bazel WORKSPACE; do
    page_file docs/working_day.md "$name" >"$scratch/beside/mine/$name" && [ -s "$scratch/beside/mine/$name" ] || return 1
  done
  grep -qxF "$(grep '"rules_cc"' MODULE.bazel)" "$scratch/beside/mine/MODULE.bazel" || { echo "another rules_cc"; return 1; }
  cp micrograd/examples/hello.cc "$scratch/beside/mine/main.cc" &&
    (cd "$scratch/beside/mine" && "$scratch/node_modules/.bin/buildifier" -mode=check -lint=warn *.bazel WORKSPACE)
}

prints_its_numbers() { diff - <(printf '0.462117\n-2.35934\n1.5729\n'); }

by_bazel() {
  cd "$scratch/beside/mine" || return 1
  bazel run //:main 2>"$scratch/log" | prints_its_numbers || { cat "$scratch/log"; return 1; }
}

# Everything that the library is made of is itself and the rules.
needs_nothing_else() {
  cd "$scratch/beside/mine" || return 1
  local others
  bazel query 'deps(@micrograd//micrograd)' 2>"$scratch/log" >"$scratch/deps" || { cat "$scratch/log"; return 1; }
  others=$(grep '^@' "$scratch/deps" | grep -vE '^@(micrograd|bazel_tools|local_config_[a-z]+|platforms)//')
  grep -c '^@micrograd//micrograd:.*\.h$' "$scratch/deps" && [ -z "$others" ] || { printf '%s\n' "$others"; return 1; }
}

# What another module does not see of ours: in MODULE.bazel all but rules_cc is for development.
is_for_development() {
  grep -E '^    version = "[0-9.]+",$' MODULE.bazel || return 1
  awk '
    /^(bazel_dep|installed)\(/ { call = "" }
    { call = call $0 }
    /\)$/ && call ~ /^(bazel_dep|installed)\(/ {
      if (call !~ /"rules_cc"|dev_dependency = True/) { print call; bad = 1 }
      call = ""
    }
    END { exit bad }' MODULE.bazel
}

by_one_line() {
  cd "$scratch/beside/mine" || return 1
  local line
  line=$(grep '^g++ .* -I \.\./micrograd main\.cc$' "$scratch/beside/micrograd/docs/working_day.md") || return 1
  eval "$line" && ./a.out | prints_its_numbers
}

says_which_standard() {
  cd "$scratch/beside/mine" || return 1
  bazel build --cxxopt=-std=c++17 //:main >"$scratch/log" 2>&1 && { echo "it builds as C++17"; return 1; }
  grep -m 1 "error: .*micrograd is written in C++20" "$scratch/log"
}

module() {
  check "module: a project beside a clone" module_project
  check "module: the project runs with Bazel" by_bazel
  check "module: the library needs nothing but itself" needs_nothing_else
  check "module: what else there is in MODULE.bazel is for development" is_for_development
  check "module: the project runs without Bazel" by_one_line
  check "module: with an older standard, the first error says so" says_which_standard
  (cd "$scratch/beside/mine" && bazel shutdown && bazel clean --expunge) >/dev/null 2>&1
  rm -rf "$scratch/beside"
}
