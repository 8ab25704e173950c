# bazel run //:watch, driven in tmux as a reader would: keys are typed, headers saved, and the screen read. Sourced by
# .ci/run, for check() and $scratch.

pane() { tmux -L "$tmux" -f /dev/null "$@"; }
type_keys() { pane send-keys -t watch "$@"; }
screen() { pane capture-pane -p -t watch; }

# sees PATTERN [SECONDS]: waits until a line of the screen matches.
sees() {
  local i
  for ((i = 0; i < ${2:-180} * 5; i++)); do
    screen | grep -qE -- "$1" && return
    sleep 0.2
  done
  printf 'not seen: %s\n' "$1"
  screen
  return 1
}

# records TITLE: adds the screen to the recording.
records() { { printf '\n=== %s\n' "$1" && screen | cat -s; } >>"$scratch/watch_recording.txt"; }

# save HEADER SED_SCRIPT: the solution, changed by this script, as an editor saves: a new file in the old one's place.
save() {
  local new=lessons/$1/.new topic=${1#*_}
  sed "$2" "micrograd/$topic.h" >"$new" && mv "$new" "lessons/$1/$topic.h"
}

# begins_watch [ENVIRONMENT...]: types the command.
begins_watch() {
  type_keys "clear; stty -g >'$scratch/before'; env $* bazel run //:watch; echo ended with \$?; stty -g >'$scratch/after'" Enter
}

# was_put_back CODE: the program has ended with this code, the terminal is as it was, and nothing is left on it.
was_put_back() {
  sees "^ended with $1\$" 20 && sleep 0.5 && cmp "$scratch/before" "$scratch/after" &&
    [ "$(pane display-message -p -t watch '#{alternate_on}#{cursor_flag}#{wrap_flag}')" = 011 ] &&
    ! screen | grep 'q quit'
}

fresh_clone_is_at_lesson_one() {
  pane new-session -d -s watch -x 100 -y 30 -c "$PWD" "bash --norc" && begins_watch &&
    sees '^Lesson 1 of 15: lessons/01_value/value.h$' 600 && sees '^not started$' && sees '0 of 15 lessons done' &&
    screen | tail -1 | grep -q '^h hint   n next lesson   l list   q quit$' && records "a fresh clone"
}

# The same lines, one after the other, as `bazel test` shows.
n_starts_it_and_it_is_red() {
  type_keys n && sees '^failing: [0-9]+ of [0-9]+ tests pass$' && cmp lessons/01_value/{stub/,}value.h &&
    records "n: lesson 1 is started, and red" || return 1
  bazel test //lessons/01_value:test 2>&1 | sed -n '/: Failure$/,/^$/p' | grep . >"$scratch/failure"
  screen >"$scratch/screen"
  [ "$(wc -l <"$scratch/failure")" -ge 3 ] && grep -xFf "$scratch/failure" "$scratch/screen" | cmp - "$scratch/failure"
}

h_shows_three_hints() {
  type_keys h && sees '^Hint 1 of 3: A nudge$' 5 && sees '^1\. When is a tape full\?' 5 && records "h: a hint" &&
    type_keys h && sees '^Hint 2 of 3: More$' 5 && type_keys h && sees '^Hint 3 of 3: Nearly all$' 5 &&
    type_keys h && sleep 0.5 && ! screen | grep Hint
}

n_waits_for_green() {
  type_keys n && sees '^First make the tests of this lesson pass\.$' 5 && [ ! -e lessons/02_add_mul/add_mul.h ]
}

a_save_makes_it_green() {
  save 01_value '' && sees '^All its tests pass\. n goes on to lesson 2, add_mul\.$' && sees '^done' &&
    sees '1 of 15 lessons done' && records "the header is saved: green" && type_keys n && sees '^Lesson 2 of 15: ' 10 &&
    sees '^Lesson 2 is yours now: read lessons/02_add_mul/README.md' 10 && sees '^failing: ' && records "n: the next lesson"
}

shows_the_compilers_first_error() {
  save 02_add_mul '0,/return a/s//retrun a/' && sees '^does not compile' &&
    sees "^lessons/02_add_mul/add_mul.h:[0-9]+:[0-9]+: error: .retrun." 5 && records "a slip" &&
    [ "$(screen | grep -c ': error: ')" -eq 1 ] && save 02_add_mul '' && sees '^done'
}

says_that_a_loop_has_no_end() {
  save 02_add_mul '0,/return a/s//while (a.index() < 9000000) {} return a/' &&
    sees 'testing \(is there a loop without an end\?\)' && records "an endless loop" &&
    sees 'does not end:$|^Its test was stopped after 30 seconds' 90 && save 02_add_mul '' && sees '^done'
}

# Nothing is computed, and so the test's own limit does not help.
save_a_sleeper() {
  save 02_add_mul 's/#include "value.h"/#include <unistd.h>\n&/
    0,/return a/s//while (a.index() < 9000000) sleep(1); return a/'
}

a_save_ends_a_run() {
  save_a_sleeper &&
    sees 'testing \(is there a loop without an end\?\)' && save 02_add_mul '' && sees '^done' 60
}

stops_what_waits_for_ever() {
  save_a_sleeper && sees '^runs and runs: is there a loop' && sees '^Its test was stopped after 30 seconds' 5 && save 02_add_mul '' && sees '^done'
}

waits_for_another_bazel() {
  mkdir -p busy && printf 'genrule(name = "busy", outs = ["out"], cmd = "sleep 8; touch $@")\n' >busy/BUILD.bazel
  bazel build //busy >"$scratch/log" 2>&1 &
  sleep 2
  save 02_add_mul '$s/$/ /' && sees 'another Bazel command is running here: waiting for it, [0-9]+ s' 20 && sees '^done'
  local code=$?
  wait
  rm -r busy
  return "$code"
}

an_earlier_lesson_is_at_hand_again() {
  rm lessons/01_value/value.h && sleep 0.3 && save 01_value 's/return at(size_++);/return at(size_);/' &&
    sees '^Lesson 1 of 15: ' 10 && sees '^failing: ' && save 01_value '' && sees '^done' &&
    sees 'n goes on to lesson 3' && type_keys l && sees '^ 2  add_mul   done$' 60 && records "l: the list" && type_keys l
}

is_drawn_again_in_another_size() {
  pane resize-window -t watch -x 60 -y 20 && sees '^Lesson 1 of 15' 5 && sleep 0.5 &&
    [ "$(screen | wc -l)" -eq 20 ] && screen | tail -1 | grep -q 'q quit$' && type_keys h && sees '^Hint 1 of 3' 5 &&
    screen | tail -1 | grep -q 'q quit$' && records "60 columns, 20 lines" &&
    pane resize-window -t watch -x 100 -y 30 && sees '^Lesson 1 of 15' 5
}

q_quits() { type_keys q && was_put_back 0; }

ctrl_c_ends_it() { begins_watch && sees '^Lesson 3 of 15' && type_keys C-c && was_put_back 130; }

# ends_by SIGNAL CODE: `bazel run` has become the program itself, so the shell in the pane is its parent.
ends_by() {
  begins_watch && sees '^Lesson 3 of 15' || return 1
  kill -s "$1" "$(pgrep -P "$(pane display-message -p -t watch '#{pane_pid}')")" && was_put_back "$2"
}

ctrl_z_gives_the_terminal_back() {
  type_keys "clear; bazel run //:watch" Enter && sees '^Lesson 3 of 15' && type_keys C-z && sees 'Stopped' 10 &&
    ! screen | grep 'q quit' && type_keys 'fg' Enter && sees '^Lesson 3 of 15' 10 && type_keys q && sleep 1
}

no_colour_where_none_is_wanted() {
  begins_watch && sees '^Lesson 3 of 15' && pane capture-pane -p -e -t watch | grep -q $'\033\[1m' &&
    type_keys q && was_put_back 0 && begins_watch NO_COLOR=1 && sees '^Lesson 3 of 15' &&
    ! pane capture-pane -p -e -t watch | grep $'\033\[' && type_keys q && was_put_back 0
}

# A block for each result, without escape codes; it ends when nobody reads any more.
prints_lines_into_a_pipe() {
  mkfifo "$scratch/lines"
  bazel run //:watch >"$scratch/lines" 2>/dev/null &
  local watch=$! text='' line
  exec 9<"$scratch/lines"
  while read -r -t 120 line <&9; do
    text+=$line$'\n'
    case $line in
      "not started") save 02_add_mul 's/{a, 1}, {b, 1}/{a, 1}, {b, 2}/' ;;
      "failing: "*) save 02_add_mul '' ;;
      "done") break ;;
    esac
  done
  exec 9<&-
  printf '%s' "$text"
  grep -q $'\033' <<<"$text" && return 1
  grep -q 'add_mul_test.cc:[0-9]*: Failure' <<<"$text" && [ "${line:-}" = "done" ] || return 1
  timeout 20 tail --pid="$watch" -f /dev/null
}

watch() {
  local tmux=watch_$$ here=$PWD
  git clone -q . "$scratch/watch" || return 1
  : >"$scratch/watch_recording.txt"
  cd "$scratch/watch" || return 1
  check "watch: a fresh clone is at lesson 1" fresh_clone_is_at_lesson_one
  check "watch: n starts it, and shows its first failure as bazel test does" n_starts_it_and_it_is_red
  check "watch: h shows three hints" h_shows_three_hints
  check "watch: n waits for green" n_waits_for_green
  check "watch: a save makes it green, and n goes on" a_save_makes_it_green
  check "watch: a slip shows the compiler's first error" shows_the_compilers_first_error
  check "watch: an endless loop is named" says_that_a_loop_has_no_end
  check "watch: a save puts an end to a run" a_save_ends_a_run
  check "watch: a test that waits for ever is stopped" stops_what_waits_for_ever
  check "watch: it waits for another Bazel, and says so" waits_for_another_bazel
  check "watch: an earlier lesson that is saved is at hand again" an_earlier_lesson_is_at_hand_again
  check "watch: it is drawn again in another size" is_drawn_again_in_another_size
  check "watch: q quits" q_quits
  check "watch: Ctrl-C ends it" ctrl_c_ends_it
  check "watch: SIGTERM ends it" ends_by TERM 143
  check "watch: a crash gives the terminal back" ends_by SEGV 139
  check "watch: Ctrl-Z gives the terminal back" ctrl_z_gives_the_terminal_back
  check "watch: NO_COLOR" no_colour_where_none_is_wanted
  check "watch: into a pipe, it prints lines" prints_lines_into_a_pipe
  pane kill-server
  (bazel shutdown && bazel clean --expunge) >/dev/null 2>&1
  cd "$here" || return 1
}
