# The hunt, as a reader takes it up, in a scratch copy. Sourced by .ci/run, for check() and $scratch.

hunt() { bazel test "//lessons/$1:hunt" >"$scratch/hunt.log" 2>&1; }
hunt_says() { grep -F -- "$1" "$scratch/hunt.log" || { echo "it should say: $1"; cat "$scratch/hunt.log"; return 1; }; }

hunt_not_started() {
  cd "$scratch/hunt" || return 1
  hunt 06_layer && return 1
  hunt_says "//lessons/06_layer:hunt is incompatible"
}

# From a folder of the checkout; the second time, it stays as the reader has left it.
hunt_starts() {
  cd "$scratch/hunt/docs" || return 1
  bazel run //:hunt -- 6 >"$scratch/hunt.log" 2>&1 && hunt_says "edit  lessons/06_layer/hunt.cc" || return 1
  cd .. && cmp lessons/06_layer/stub/hunt.cc lessons/06_layer/hunt.cc || return 1
  echo '// mine' >>lessons/06_layer/hunt.cc
  bazel run //:hunt -- 6 >"$scratch/hunt.log" 2>&1 && hunt_says "stays as it is" && grep -q '// mine' lessons/06_layer/hunt.cc
}

hunt_reports() {
  cd "$scratch/hunt" || return 1
  hunt 06_layer && { echo "the starter catches all"; return 1; }
  hunt_says " of 18 wrong solutions caught, 3 of 3 right ones accepted." && hunt_says "These got away"
}

# What shows while the tests are compiled is caught too, and what is too strict then is named.
hunt_compiles() {
  cd "$scratch/hunt" || return 1
  cat >>lessons/06_layer/hunt.cc <<'EOF'
static_assert(micrograd::Layer<3, 4>::kParameters == 16);
TEST(Hunt, WantsAnArray) {
  Tape tape(100);
  std::mt19937_64 random(1);
  const std::array<Value, 16> all = Layer<3, 4>(tape, random).parameters();
  EXPECT_EQ(all.size(), 16);
}
EOF
  hunt 06_layer && return 1
  hunt_says "1  (the compiler)" &&
    hunt_says "bazel-bin/lessons/06_layer/variants/vector_of_parameters/layer.h: refused by (the compiler)" &&
    hunt_says "lessons/06_layer/hunt.cc:"
}

# A slip is reported once, however many solutions there are.
hunt_slips() {
  cd "$scratch/hunt" || return 1
  echo 'TEST(Hunt, Slips) { oops(); }' >>lessons/06_layer/hunt.cc
  hunt 06_layer && return 1
  [ "$(grep -cE '^lessons/06_layer/hunt.cc:[0-9]+:[0-9]+: error: .*oops' "$scratch/hunt.log")" -eq 1 ] ||
    { cat "$scratch/hunt.log"; return 1; }
}

# The lesson with the most wrong solutions; its time is in the line of this check.
hunt_in_the_largest() {
  cd "$scratch/hunt" || return 1
  bazel run //:hunt -- 11 >"$scratch/hunt.log" 2>&1 || { cat "$scratch/hunt.log"; return 1; }
  hunt 11_gpt && return 1
  hunt_says " of 45 wrong solutions caught, 3 of 3 right ones accepted."
}

hunts() {
  git clone -q . "$scratch/hunt" || return 1
  check "hunt: without hunt.cc, nothing is built" hunt_not_started
  check "hunt: start, from a folder, and start again" hunt_starts
  check "hunt: what is caught, and what gets away" hunt_reports
  check "hunt: what doesn't compile with a solution" hunt_compiles
  check "hunt: a slip is reported once" hunt_slips
  check "hunt: lesson 11, the largest" hunt_in_the_largest
  (cd "$scratch/hunt" && bazel shutdown && bazel clean --expunge) >/dev/null 2>&1
}
