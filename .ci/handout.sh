# A handout for a class: made, looked through for solutions, and its whole road travelled. Sourced by .ci/run, for
# check() and $scratch.

make_handout() {
  mkdir "$scratch/handout" && (cd lessons && bazel run //:handout -- "$scratch/handout/class") 2>"$scratch/log" |
    tee "$scratch/made" && [ -e "$scratch/handout/class/README.md" ] || { cat "$scratch/log"; return 1; }
  # 1.1 MB, of which pictures are 600 KB; a library, or a history, would show.
  [ "$(du -sk --apparent-size "$scratch/handout/class" | cut -f1)" -lt 1500 ]
}

# flat FILE...: each file as one line, with one space wherever there is any.
flat() {
  local file
  for file in "$@"; do tr -s '[:space:]' ' ' <"$file" && echo; done
}

# leaks FOLDER: prints each line of a solution that a file of the folder has. A line counts unless it
#   - has no letter or digit, or is a directive such as #include;
#   - is in the lesson's own stub;
#   - is in C++ that the class is given: stubs, tests and programs of the lessons, micrograd/graph.h, testing, examples.
leaks() {
  local folder=$1 solution topic file line
  flat "$folder"/lessons/*.{h,cc} "$folder"/lessons/[0-9]*/{*.cc,stub/*.h} "$folder"/micrograd/graph.h \
    "$folder"/micrograd/{testing,examples}/*.{h,cc} >"$scratch/given"
  find "$folder" -type f -print0 | while IFS= read -r -d '' file; do flat "$file"; done >"$scratch/whole"
  rm -f "$scratch/secret" "$scratch/exempt"
  for solution in micrograd/*.h lessons/*/variants/*/*.h; do
    topic=${solution##*/} topic=${topic%.h}
    [ -e "$(echo lessons/[0-9]*_"$topic")" ] || continue
    flat lessons/[0-9]*_"$topic/stub/$topic.h" >"$scratch/stub"
    tr -s '[:blank:]' ' ' <"$solution" | sed 's/^ //; s/ $//' | grep '[[:alnum:]]' | grep -v '^#' |
      while IFS= read -r line; do
        if grep -qF -- "$line" "$scratch/stub"; then continue; fi
        if grep -qF -- "$line" "$scratch/given"; then
          echo "$line" >>"$scratch/exempt"
        else
          echo "$line" >>"$scratch/secret"
        fi
      done
  done
  grep -oF -f "$scratch/secret" "$scratch/whole"
}

# None of the solutions' lines is in it, and few had to be left out of the search.
has_no_solution() {
  [ -e "$scratch/handout/class/micrograd/graph.h" ] || return 1
  leaks "$scratch/handout/class" | tee "$scratch/leaks"
  sort -u "$scratch/exempt"
  printf '%d lines of solutions; not counted, as they are in code that a class is given: the %d above\n' \
    "$(wc -l <"$scratch/secret")" "$(sort -u "$scratch/exempt" | wc -l)"
  [ ! -s "$scratch/leaks" ] && [ "$(wc -l <"$scratch/secret")" -gt 400 ] && [ "$(sort -u "$scratch/exempt" | wc -l)" -lt 45 ] ||
    return 1
  ! grep -rlE '(pitfalls|wrong|right)\(|//micrograd:(value|training)' "$scratch/handout/class" --include='*.bazel' --include='*.bzl' &&
    ! find "$scratch/handout/class" -path '*variants*' -o -name '.git' -o -name 'hunt*' -o -name '.ci' | grep .
}

# As many blocks of code went as the page for teachers says, in words.
left_out_as_the_page_says() {
  local words=(no one two three four five six seven eight nine) count
  count=$(cat "$scratch"/handout/class/{lessons/*,docs}/*.md | grep -c 'Here is code of a solution')
  tr '\n' ' ' <docs/teaching.md | grep -o "so are ${words[count]} short pieces of code"
}

# That search finds a line, in a chapter and in a script, also where it is wrapped.
finds_a_planted_line() {
  local copy=$scratch/handout/planted
  cp -r "$scratch/handout/class" "$copy" || return 1
  printf '\nWrite `gradients[root.index()]\n   = 1;` first.\n' >>"$copy/lessons/04_backward/README.md"
  grep -m 1 'std::tanh' micrograd/tanh.h >>"$copy/setup"
  leaks "$copy" | tee "$scratch/leaks"
  rm -r "$copy"
  [ "$(wc -l <"$scratch/leaks")" -eq 2 ]
}

# Each link of its pages leads to a file, and where it names a heading, to one; and each target that they name is there.
has_no_dead_link() {
  cd "$scratch/handout/class" || return 1
  local page link target heading dead=0
  while IFS= read -r -d '' page; do
    for link in $(tr '\n' ' ' <"$page" | grep -oE '\]\([^() ]+\)' | sed 's/^](//; s/)$//' | grep -v '://'); do
      target=${link%%#*} heading=
      [ "$link" = "$target" ] || heading=${link#*#}
      [ -n "$target" ] && target=$(dirname "$page")/$target || target=$page
      [ -e "$target" ] && { [ -z "$heading" ] || sed -n 's/^##* //p' "$target" | tr '[:upper:]' '[:lower:]' |
        tr -cd 'a-z0-9 _\n-' | tr ' ' - | grep -qxF -- "$heading"; } || { echo "$page: $link"; dead=1; }
    done
  done < <(find . -name '*.md' -print0)
  bazel query "set($(cat $(find . -name '*.md') | tr '\n' ' ' | grep -oE '@?[a-z_]*//:?[a-z][a-z0-9_/]*(:[a-z_]+)?' |
    grep -E '^//(:|lessons/|.*:)' | sort -u | tr '\n' ' '))" >"$scratch/log" 2>&1 || { cat "$scratch/log"; return 1; }
  return "$dead"
}

# Nothing is started: all is green, all that needs no header builds, and git has all of it.
all_skipped() {
  cd "$scratch/handout/class" || return 1
  git init -q && git add . && git -c user.name=Teacher -c user.email=teacher@example.org commit -qm "The course" || return 1
  bazel test //... >"$scratch/road.log" 2>&1 && [ "$(results SKIPPED)" -eq ${#lessons[@]} ] ||
    { tail -50 "$scratch/road.log"; return 1; }
  bazel build //... >"$scratch/log" 2>&1 || { cat "$scratch/log"; return 1; }
  [ -z "$(git status --porcelain)" ]
}

start_at_five_is_refused() {
  cd "$scratch/handout/class" || return 1
  start 5 && return 1
  tail -n 3 "$scratch/start.log"
  grep -q "ask your teacher" "$scratch/start.log" && [ -z "$(git status --porcelain)" ]
}

# The road: each lesson's stub is red, and what a student writes, which are our solutions, is green.
student_writes_them_all() {
  local course=$PWD lesson topic before=()
  cd "$scratch/handout/class" || return 1
  for lesson in "${lessons[@]}"; do
    topic=${lesson#*_}
    start && cmp "lessons/$lesson/stub/$topic.h" "$(header "$lesson")" || { cat "$scratch/start.log"; return 1; }
    # The lesson before is built beside it, with what was put in.
    bazel test "//lessons/$lesson:test" "${before[@]}" >"$scratch/road.log" 2>&1 && { echo "the stub of $lesson passes"; return 1; }
    state "$lesson" FAILED && [ "$(results PASSED)" -eq ${#before[@]} ] || { cat "$scratch/road.log"; return 1; }
    cp "$course/micrograd/$topic.h" "$(header "$lesson")"
    before=("//lessons/$lesson:test")
  done
  bazel test //... >"$scratch/road.log" 2>&1 || { cat "$scratch/road.log"; return 1; }
  states PASSED "${lessons[@]}" && bazel run //:progress 2>/dev/null | grep "${#lessons[@]} of ${#lessons[@]} lessons done"
}

# With everything written, all the rest of it builds, and a network learns.
all_builds() {
  cd "$scratch/handout/class" || return 1
  bazel build //... >"$scratch/log" 2>&1 && bazel run //:train 2>>"$scratch/log" | grep '^20 loss=0.010799' ||
    { cat "$scratch/log"; return 1; }
}

handout() {
  local lessons=(lessons/[0-9]*)
  lessons=("${lessons[@]#lessons/}")
  check "handout: made from a subfolder" make_handout
  check "handout: no line of a solution is in it" has_no_solution
  check "handout: as much code is left out as the page says" left_out_as_the_page_says
  check "handout: the search finds a line that was put in" finds_a_planted_line
  check "handout: no link leads nowhere" has_no_dead_link
  check "handout: bazel test //... is green, and all lessons are skipped" all_skipped
  check "handout: start -- 5 says to ask the teacher" start_at_five_is_refused
  check "handout: each lesson, from its stub to a solution" student_writes_them_all
  check "handout: all of it builds, and trains" all_builds
  (cd "$scratch/handout/class" && bazel shutdown && bazel clean --expunge) >/dev/null 2>&1
}
