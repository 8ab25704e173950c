# The live pages: their scripts, and their engines, ours and a reader's. Sourced by .ci/run, for check() and $scratch.

scripts_are_well_kept() {
  local bin=$scratch/node_modules/.bin
  git ls-files '*.js' '*.css' | grep -v '^docs/site.css$' | xargs "$bin/prettier" --check &&
    NODE_PATH=$scratch/node_modules "$bin/eslint" $(git ls-files '*.js')
}

# The scripts of a page share one scope, in which a name is given once.
names_are_given_once() {
  local twice
  twice=$(git ls-files 'docs/*.js' 'player/*.js' | xargs sed -nE 's/^(async function|function|class|const|let) (\w+).*/\2/p' |
    sort | uniq -d)
  [ -z "$twice" ] || { printf 'given by two scripts: %s\n' "$twice"; return 1; }
}

# engines TARGET...: builds them, or shows why not.
engines() { bazel build "$@" >"$scratch/live.log" 2>&1 || { cat "$scratch/live.log"; return 1; }; }

agrees_with_the_native_one() {
  engines //docs/playground:all && node .ci/live/agrees.js docs/engine/engine.js \
    player/steps.js docs/playground/{expression,nudge,gradients,recording}.js \
    bazel-bin/docs/playground/engine_playground.js bazel-bin/docs/playground/native
}

# All scripts, styles and engines of the book together.
at_most_400_kb() {
  local file site=bazel-bin/docs/site bytes
  engines //docs:site || return 1
  bytes=$({
    for file in $(git ls-files {docs,player}/'*.js' {docs,player}/'*.css'); do cat "$site/${file##*/}" 2>/dev/null; done
    cat $site/engine_*.js $site/run_*.js $site/names_words.js
  } | wc -c)
  echo "$bytes bytes"
  [ "$bytes" -gt 200000 ] && [ "$bytes" -le 400000 ]
}

# The first twenty losses, and what else the native programs print.
moons_agrees_with_the_native_one() {
  local built=bazel-bin/docs/moons
  engines //docs/moons:all //:moons && node .ci/live/losses.js moons \
    docs/engine/engine.js,docs/moons/moons_jobs.js,$built/engine_moons.js \
    bazel-bin/micrograd/examples/moons $built/losses
}

names_agrees_with_the_native_one() {
  local built=bazel-bin/docs/names
  engines //docs/names:all //:names && node .ci/live/losses.js names \
    docs/engine/engine.js,docs/names/names_jobs.js,$built/names_words.js,$built/engine_names.js \
    bazel-bin/micrograd/examples/names $built/losses
}

# in_its_chapter KIND: tries the live part where it stands in the site.
in_its_chapter() {
  engines //docs:site && NODE_PATH=$scratch/node_modules node ".ci/live/$1.js" \
    "$(grep -l "data-live=\"$1\"" bazel-bin/docs/site/*.html)"
}

# playground_page FOLDER ENGINE: a page with nothing but the playground, to be opened as a file.
playground_page() {
  local kind=docs/playground file
  mkdir -p "$1" && cp player/*.{js,css} docs/engine/engine.js $kind/*.{js,css} "$1" && cp -f "$2" "$1" || return 1
  {
    printf '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Playground</title>\n'
    printf '<meta name="viewport" content="width=device-width">\n'
    printf '<link rel="stylesheet" href="%s.css">\n' player playground
    for file in live drawing steps player expression nudge gradients recording engine engine_playground playground; do
      printf '<script defer src="%s.js"></script>\n' "$file"
    done
    printf '</head><body><main><h1>Playground</h1><div class="live" data-live="playground"></div></main></body></html>\n'
  } >"$1/index.html"
}

engine_in_a_worker() {
  engines //docs/playground && playground_page "$scratch/page" bazel-bin/docs/playground/engine_playground.js || return 1
  NODE_PATH=$scratch/node_modules node .ci/live/engine.js "$scratch/page"
}

playground() {
  engines //docs/playground && playground_page "$scratch/page" bazel-bin/docs/playground/engine_playground.js || return 1
  NODE_PATH=$scratch/node_modules node .ci/live/playground.js "$scratch/page"
}

players() {
  engines //docs:site && bazel run //lessons/08_training:solution_look -- --html "$scratch/own.html" >"$scratch/live.log" 2>&1 ||
    { cat "$scratch/live.log"; return 1; }
  NODE_PATH=$scratch/node_modules node .ci/live/player.js bazel-bin/docs/site "$scratch/own.html"
}

# Every lesson's look writes its page; but a GPT's tape is too long to be looked at.
looks() {
  local lesson code expected
  for lesson in lessons/[0-9]*; do
    bazel run "//$lesson:solution_look" -- --html "$scratch/look.html" >"$scratch/live.log" 2>&1
    code=$?
    [ "$lesson" = lessons/11_gpt ] && expected=1 || expected=0
    [ "$code" -eq "$expected" ] || { echo "$lesson: $code"; cat "$scratch/live.log"; return 1; }
  done
}

# says EXPRESSION TEXT...: in a copy where a reader has come as far as lesson 4, with the standard input as backward.h,
# the playground shows all of these texts for this expression.
says() {
  local page=$scratch/readers_page here=$PWD
  cd "$scratch/live" || return 1
  cat >lessons/04_backward/backward.h
  engines //docs/playground:readers_playground || return 1
  cd "$here" || return 1
  playground_page "$page" "$scratch/live/bazel-bin/docs/playground/readers/engine_playground.js" || return 1
  NODE_PATH=$scratch/node_modules node .ci/live/says.js "$page" "$@"
}

# What a reader writes inside the header.
header_with() { printf '#include "tanh.h"\n#include <vector>\nnamespace micrograd {\n%s\n}\n' "$(cat)"; }

readers_copy() {
  git clone -q . "$scratch/live" && cp micrograd/value.h "$scratch/live/lessons/01_value" &&
    cp micrograd/add_mul.h "$scratch/live/lessons/02_add_mul" && cp micrograd/tanh.h "$scratch/live/lessons/03_tanh"
}

# Each node hands its gradient on while it is searched for: too early, where it is used again.
wrong_order() {
  header_with <<'END' | says 'y = x*x; y*y + y' 'The gradient of x is not what the nudge says.' 'no: it should be 6' \
    'Running on your engine, lessons 1 to 4.'
inline void visit(Tape& tape, std::size_t i, std::vector<bool>& visited) {
  if (visited[i]) return;
  visited[i] = true;
  const Node& node = tape.node(i);
  for (std::size_t k = 0; k < 2; ++k) {
    if (node.parents[k] == Node::kNone) continue;
    tape.gradients()[node.parents[k]] += node.partials[k] * tape.gradients()[i];
  }
  for (std::size_t k = 2; k-- > 0;) if (node.parents[k] != Node::kNone) visit(tape, node.parents[k], visited);
}
inline void backward(Value root) {
  std::vector<bool> visited(root.tape().size());
  root.tape().gradients()[root.index()] = 1;
  visit(root.tape(), root.index(), visited);
}
END
}

right_but_without_lesson_9() {
  says 'exp(a)' 'exp comes in lesson 9; your engine has lessons 1 to 4.' <micrograd/backward.h
}

an_assert() {
  header_with <<'END' | says 'a*b' 'The engine stops: lessons/01_value/value.h:' 'was it declared and never assigned?'
inline void backward(Value) { Value().data(); }
END
}

an_exception() {
  header_with <<'END' | says 'a*b' 'The engine stops: not today'
inline void backward(Value) { throw std::runtime_error("not today"); }
END
}

an_index() {
  header_with <<'END' | says 'a*b' 'The engine stops: ' 'out of range'
inline void backward(Value root) { root.tape().gradients()[3] = 1; }
END
}

without_end() {
  header_with <<'END' | says 'a*b' 'The engine stops: It did not end within 5 seconds.'
inline void backward(Value root) { while (root.index() == 2) {} }
END
}

calls_itself() {
  header_with <<'END' | says 'a*b' 'The engine stops: It calls itself without end.'
inline void visit(Tape& tape, std::size_t i) {
  tape.gradients()[i] += 1;
  for (int k = 0; k < 2; ++k) visit(tape, i);
}
inline void backward(Value root) { visit(root.tape(), root.index()); }
END
}

takes_all_memory() {
  header_with <<'END' | says 'a*b' 'The engine stops: There is no memory left.'
inline void backward(Value root) {
  static std::vector<std::vector<double>> all;
  for (;;) all.emplace_back(1 << 20, root.data());
}
END
}

prints_and_aborts() {
  header_with <<'END' | says 'a*b' 'The engine stops: It calls abort(). (It printed: here)'
}
#include <cstdio>
#include <cstdlib>
namespace micrograd {
inline void backward(Value) { std::puts("here"); std::fflush(stdout); std::abort(); }
END
}

without_return() {
  header_with <<'END' | says 'a*b' 'Running on the library’s engine: your lesson 4 does not compile: ' 'Wreturn-type'
inline Value leaf(Value root) { if (root.index() < 2) return root; }
inline void backward(Value root) { leaf(root).set_data(1); }
END
}

does_not_compile() {
  header_with <<'END' | says 'a*b' 'Running on the library’s engine' 'your lesson 4 does not compile: lessons/04_backward/backward.h:4:' 'error: '
inline void backward(Value root) { root.gradient(); }
END
}

# Lessons 1 to 4 do without 6.
broken_later() {
  local topic lesson
  for topic in neuron layer mlp training ops; do
    for lesson in "$scratch"/live/lessons/*_$topic; do cp "micrograd/$topic.h" "$lesson"; done
  done
  echo 'int oops(' >>"$scratch/live/lessons/06_layer/layer.h"
  says 'a*b' 'Running on your engine, lessons 1 to 4: your lesson 7 does not compile: lessons/07_mlp/mlp.h:' <micrograd/backward.h
}

all_of_lesson_9() {
  cp micrograd/layer.h "$scratch/live/lessons/06_layer"
  says 'log(exp(a)/b) + relu(pow(a, 2))' 'Running on your engine, lessons 1 to 9.' <micrograd/backward.h
}

# In lesson 8, every step leaves its nodes on the tape.
without_rewind() {
  local page=$scratch/readers_site here=$PWD
  cd "$scratch/live" || return 1
  sed '/tape.rewind(before);/d' micrograd/training.h >lessons/08_training/training.h
  engines //docs/moons:readers_moons || return 1
  cp micrograd/training.h lessons/08_training
  cd "$here" || return 1
  engines //docs:site && cp -rL --no-preserve=mode bazel-bin/docs/site "$page" &&
    cp -f "$scratch/live/bazel-bin/docs/moons/readers/engine_moons.js" "$page" || return 1
  NODE_PATH=$scratch/node_modules node .ci/live/stops.js "$(grep -l 'data-live="moons"' "$page"/*.html)" \
    'Running on your engine, lessons 1 to 8.' 'Tape: all 150000 places are taken; ask for more, or rewind between steps'
}

# The site as a reader serves it: on their engine, with what they have done, and to this machine alone.
served() {
  local server address='' code
  cd "$scratch/live" || return 1
  cp lessons/10_attention/stub/attention.h lessons/10_attention
  engines //docs:serve || return 1
  bazel run //docs:serve >"$scratch/served" 2>&1 &
  server=$!
  for _ in $(seq 900); do
    address=$(grep -os 'http://127[^)]*' "$scratch/served") && break
    kill -0 "$server" || break
    sleep 0.2
  done
  [ -n "$address" ] && grep '^playground runs on your engine, lessons 1 to 9$' "$scratch/served" &&
    NODE_PATH=$scratch/node_modules node .ci/live/road.js "$address" &&
    page_says "$address" engine_playground.js "runsOn: 'your engine, lessons 1 to 9'" &&
    page_says "$address" index.html '<html' && ! page_says "${address/127.0.0.1/127.0.0.2}" index.html '<html'
  code=$?
  kill "$server"
  wait "$server" 2>/dev/null
  [ "$code" -eq 0 ] || cat "$scratch/served"
  return "$code"
}

page_says() {
  node -e 'fetch(process.argv[1]).then((r) => r.text()).then((t) => process.exit(t.includes(process.argv[2]) ? 0 : 1), () => process.exit(1))' \
    "$1$2" "$3"
}

live() {
  check "live: the scripts are formatted and without a likely mistake" scripts_are_well_kept
  check "live: each name is given by one script" names_are_given_once
  check "live: the tape players, by mouse and by keyboard" players
  check "live: each lesson's look writes a page" looks
  check "live: the engine in the page computes what it does elsewhere" agrees_with_the_native_one
  check "live: an engine in a worker goes on after a mistake" engine_in_a_worker
  check "live: the playground, by mouse and by keyboard" playground
  check "live: scripts, styles and engines are small" at_most_400_kb
  check "live: the moons in the page are learnt as elsewhere" moons_agrees_with_the_native_one
  check "live: the moons, by mouse and by keyboard" in_its_chapter moons
  check "live: the names in the page are learnt as elsewhere" names_agrees_with_the_native_one
  check "live: the names, by mouse and by keyboard" in_its_chapter names
  readers_copy
  local mistake
  for mistake in wrong_order right_but_without_lesson_9 an_assert an_exception an_index without_end calls_itself \
    takes_all_memory prints_and_aborts without_return does_not_compile broken_later all_of_lesson_9 without_rewind; do
    check "live: a reader's engine, ${mistake//_/ }" "$mistake"
  done
  check "live: the site on a reader's engine" served
  (cd "$scratch/live" && bazel shutdown && bazel clean --expunge) >/dev/null 2>&1
}
