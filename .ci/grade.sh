# A class of made-up submissions, good and bad, graded in a scratch copy. Sourced by .ci/run, for check() and
# $scratch.

# hand_in NAME LESSON...: a folder with the solutions of these lessons, as a student would have written them.
hand_in() {
  local name=$1 lesson
  shift
  mkdir -p "$class/$name"
  for lesson in "$@"; do
    { echo "// Mine."; cat "micrograd/$lesson.h"; } >"$class/$name/$lesson.h"
  done
}

# spoil NAME LESSON SED: changes that header. If nothing changes, that is a mistake of ours.
spoil() {
  sed -i.before "$3" "$class/$1/$2.h" && ! cmp -s "$class/$1/$2.h" "$class/$1/$2.h.before" && rm "$class/$1/$2.h.before"
}

# attack NAME CODE: a right lesson 1 that runs this code before the tests begin.
attack() {
  hand_in "$1" value
  {
    echo '#include <unistd.h>'
    echo '#include <cstdio>'
    echo '#include <cstdlib>'
    echo '#include <memory>'
    echo '#include <vector>'
    printf 'inline const int attack = [] { %s return 0; }();\n' "$2"
  } >>"$class/$1/value.h"
}

the_right_ones() {
  local i
  for i in 1 2 3; do hand_in "right_$i" value; done
  hand_in right_4 value add_mul
  hand_in right_5 value add_mul tanh
  hand_in right_6 tanh
  hand_in right_7 backward
  hand_in upper_case value && mv "$class/upper_case/value.h" "$class/upper_case/VALUE.H"
  # A whole checkout, in a .tar.gz, in which the library is not the student's.
  mkdir -p "$scratch/tree" && cp -r lessons micrograd "$scratch/tree" &&
    echo "// Mine." | cat - micrograd/value.h >"$scratch/tree/lessons/01_value/value.h" &&
    tar -czf "$class/checkout.tar.gz" -C "$scratch" tree
  hand_in zipped add_mul && python3 -m zipfile -c "$class/zipped.zip" "$class/zipped" && rm -r "$class/zipped"
}

the_mistaken_ones() {
  hand_in assigns backward && spoil assigns backward 's/+= node.partials\[k\] \* gradient/= node.partials[k] * gradient/'
  hand_in not_seeded backward && spoil not_seeded backward '/gradients\[root.index()\] = 1;/d'
  hand_in endless value && spoil endless value 's/^    gradients_\[size_\] = 0;/    for (;;) {}/'
  hand_in crashes value && spoil crashes value 's/^    gradients_\[size_\] = 0;/    *static_cast<volatile int*>(nullptr) = 0;/'
  hand_in slip value && echo 'int oops(' >>"$class/slip/value.h"
  hand_in stub && cp lessons/01_value/stub/value.h "$class/stub"
  hand_in twice && mkdir -p "$class/twice/a" "$class/twice/b" && cp micrograd/value.h "$class/twice/a" && echo >"$class/twice/b/value.h"
  mkdir -p "$class/nothing"
  echo "%PDF-1.4" >"$class/essay.pdf"
  python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w").close()' "$class/empty.zip"
  hand_in solution && echo '#include "micrograd/value.h"' >"$class/solution/value.h"
  hand_in absolute && echo "#include \"$PWD/micrograd/value.h\"" >"$class/absolute/value.h"
}

the_wicked_ones() {
  python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w").writestr("../../value.h", "x")' "$class/dots.zip"
  python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w", 8).writestr("value.h", bytes(10**9))' "$class/bomb.zip"
  hand_in link && ln -s /etc/passwd "$class/link/value.h"
  attack memory 'std::vector<std::unique_ptr<char[]>> all; for (;;) { all.emplace_back(new char[1 << 20]); for (int i = 0; i < 1 << 20; i += 4096) all.back()[i] = 1; }'
  attack gigabyte 'for (int i = 0; i < 1 << 20; ++i) std::printf("%01023d\n", i);'
  attack deletes 'if (std::system("rm -rf \"$PWD\" ../* \"$HOME/'"$mark"'\" /tmp/'"$mark"' /var/tmp/grade_*")) {}'
  attack writes 'if (std::system("for d in / /tmp /var/tmp /dev/shm \"$HOME\" '"'$PWD'"'; do echo x >\"$d/'"$mark"'_written\"; done")) {}'
  attack connects 'if (std::system("exec 3<>/dev/tcp/127.0.0.1/'"$port"'; python3 -c \"import socket; socket.create_connection((\\\"127.0.0.1\\\", '"$port"'))\"")) {}'
  attack kills 'if (std::system("kill -9 -1")) {}'
  attack exits 'std::exit(0);'
  attack boasts 'std::puts("[  PASSED  ] 13 tests.\n13 of 13 tests pass."); std::fflush(stdout); _exit(0);'
  attack sleeps 'for (;;) sleep(100);'
  attack forks 'for (int i = 0; i < 2000; ++i) if (fork() == 0) for (;;) sleep(100);'
  attack fills 'if (std::FILE* file = std::fopen("file", "w")) for (;;) if (std::fputs("0123456789abcdef", file) < 0) break;'
  hand_in compiler && cat >"$class/compiler/value.h" <<'END'
template <int N, int M> struct Tree { static constexpr auto value = Tree<N - 1, 2 * M>::value + Tree<N - 1, 2 * M + 1>::value; };
template <int M> struct Tree<0, M> { static constexpr auto value = 1ULL; };
static_assert(Tree<30, 0>::value > 0);
END
  hand_in includes && echo '#include "/dev/zero"' >"$class/includes/value.h"
  hand_in noise && head -c 100000 /dev/urandom >"$class/noise/value.h"
}

# A port on which somebody listens, and counts the calls.
listen() {
  python3 -c '
import socket, sys
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1], flush=True)
s.accept()
print("called", flush=True)' >"$scratch/calls" &
  listener=$!
  while [ ! -s "$scratch/calls" ]; do sleep 0.1; done
  port=$(head -n 1 "$scratch/calls")
}

grade_the_class() {
  bazel run //:grade -- --json "$scratch/class.json" --csv "$scratch/class.csv" --logs "$scratch/class_logs" \
    "$class"/* 2>"$scratch/log" | tee "$scratch/table" || { cat "$scratch/log"; return 1; }
  tail -n 1 "$scratch/log"
  [ -s "$scratch/class.json" ]
}

# points NAME=POINTS...: what the JSON says that these came to.
points() {
  python3 - "$scratch/class.json" "$@" <<'END'
import json, sys
graded = json.load(open(sys.argv[1]))
wrong = False
for name, points in (pair.split("=") for pair in sys.argv[2:]):
    tests = graded[name]["tests"]
    if graded[name]["score"] != int(points) or sum(test["score"] for test in tests) != int(points):
        print(name, "has", graded[name]["score"], "and should have", points)
        wrong = True
sys.exit(wrong)
END
}

# report_says NAME TEXT: in the table, below the name.
report_says() {
  awk -v name="$1" '$0 == name { in_it = 1; next } /^[^ ]/ || $0 == "" { in_it = 0 } in_it' "$scratch/table" | grep -F -- "$2" >/dev/null ||
    { echo "of $1 it should say: $2"; return 1; }
}

right_ones_are_right() {
  points right_1=13 right_2=13 right_3=13 right_4=28 right_5=37 right_6=9 right_7=16 upper_case=13 checkout=13 zipped=15 &&
    report_says right_7 "not handed in, so the library's was used: value.h, add_mul.h, tanh.h"
}

mistakes_have_names() {
  points assigns=11 endless=0 slip=0 twice=0 nothing=0 essay.pdf=0 empty=0 solution=0 absolute=0 &&
    report_says assigns 'looks like: `=` where `+=` is meant' && report_says not_seeded "the root's gradient is not set to 1" &&
    report_says endless "Value.TakesTheNextPlaceOnTheTape does not end" && report_says crashes "Value.TakesTheNextPlaceOnTheTape crashes" &&
    report_says slip "does not compile: " && report_says stub "value.h is still as it came" && report_says twice "more than once, and not the same" &&
    report_says nothing "none of the lessons' headers" && report_says empty "none of the lessons' headers" && report_says essay.pdf "neither a folder nor an archive"
}

wicked_ones_get_nothing() {
  points dots=0 bomb=0 link=0 memory=0 gigabyte=0 exits=0 boasts=0 sleeps=0 compiler=0 includes=0 noise=0 &&
    report_says memory "more than 2 GiB" && report_says gigabyte "printed more than 1 MB" && report_says fills "more than 16 MB into a file" &&
    report_says exits "exit code 0" && report_says boasts "exit code 0" && report_says sleeps "took too long" &&
    report_says dots "a path that leads elsewhere" && report_says bomb "more than 262144 bytes" && report_says link "is a link"
}

nothing_was_harmed() {
  [ -s "$HOME/$mark" ] && [ -s "/tmp/$mark" ] && [ "$(cat "$scratch/calls")" = "$port" ] || return 1
  [ -z "$(find / /tmp /var/tmp /dev/shm "$HOME" "$PWD" -maxdepth 1 -name "${mark}_written")" ] || return 1
  [ -z "$(find /var/tmp -maxdepth 1 -name 'grade_*')" ] && [ "$before" = "$(git status --porcelain)" ]
}

# The page's own command, with other folders.
gradescope() {
  local command
  command=$(grep '^bazel run //:grade .*/autograder/submission' docs/teaching.md) || return 1
  command=${command//\/autograder\/submission/"$class/right_1"}
  ${command//\/autograder\/results/"$scratch"} >/dev/null 2>"$scratch/log" || { cat "$scratch/log"; return 1; }
  python3 - "$scratch/results.json" <<'END'
import json, sys
results = json.load(open(sys.argv[1]))
tests = results["tests"]
assert results["score"] == 13 and len(tests) == 28 and sum(test["max_score"] for test in tests) == 28, results["score"]
page = " ".join(open("docs/teaching.md").read().split())
assert f"sums can be, {len(tests)} here" in page, len(tests)
assert tests[0]["status"] == "passed" and tests[13]["output"] == "add_mul.h was not handed in", tests[13]
END
}

bad_arguments() {
  local arguments
  for arguments in "" "--what x" "--lessons 0 x" "--lessons 4-2 x" "--lessons 16 x" "--json"; do
    # shellcheck disable=SC2086
    bazel run //:grade -- $arguments >/dev/null 2>"$scratch/log" && return 1
    grep -qE '^(usage|grade): ' "$scratch/log" || { cat "$scratch/log"; return 1; }
  done
}

grade() {
  local class=$scratch/class mark=grade_mark_$$ port listener before
  mkdir -p "$class" && echo x >"$HOME/$mark" && echo x >"/tmp/$mark"
  listen
  before=$(git status --porcelain)
  the_right_ones && the_mistaken_ones && the_wicked_ones
  check "grade: a class of $(find "$class" -maxdepth 1 -mindepth 1 | wc -l)" grade_the_class
  check "grade: right submissions have all points" right_ones_are_right
  check "grade: mistakes have names" mistakes_have_names
  check "grade: wicked ones have none" wicked_ones_get_nothing
  check "grade: nothing outside was harmed" nothing_was_harmed
  check "grade: Gradescope's results.json" gradescope
  check "grade: what it can't understand, it says" bad_arguments
  kill "$listener" 2>/dev/null
  rm -f "$HOME/$mark" "/tmp/$mark"
}
