# Compiles an engine for pages: engine.sh OUTPUT NAME CLANG FALLBACK [RUNS_ON OPTIONS]...
#
# OUTPUT is a script that puts the engine into ENGINES.NAME, with the first OPTIONS that compile. If none do, it is FALLBACK,
# another such script, with the compiler's first error as its `problem`; without a FALLBACK, that is the end of the build.
set -eu
output=$1 name=$2 clang=$3 fallback=$4
shift 4
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
problem=''

# A text as JavaScript.
quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")"; }

# What the compiler said, in a sentence.
why() {
  local first lesson
  first=$(grep -m 1 'error:' "$scratch/said" || head -n 1 "$scratch/said")
  lesson=$(printf '%s' "$first" | sed -nE 's!^lessons/0?([0-9]+)_.*!lesson \1!p')
  printf 'your %s does not compile: %s' "${lesson:-engine}" "$first"
}

while [ $# -gt 0 ]; do
  # The options are several words.
  if "$clang" $2 -o "$scratch/engine.wasm" 2>"$scratch/said"; then
    {
      printf 'var ENGINES = ENGINES || {};\nENGINES.%s = {\n  runsOn: %s,\n  problem: %s,\n  wasm: ' \
        "$name" "$(quoted "$1")" "$(quoted "$problem")"
      printf "'%s',\n};\n" "$(base64 <"$scratch/engine.wasm" | tr -d '\n')"
    } >"$output"
    exit
  fi
  [ -n "$fallback" ] || { cat "$scratch/said" >&2; exit 1; }
  [ -n "$problem" ] || problem=$(why)
  shift 2
done

cp "$fallback" "$output"
chmod u+w "$output"
[ -z "$problem" ] || printf 'ENGINES.%s.problem = %s;\n' "$name" "$(quoted "$problem")" >>"$output"
