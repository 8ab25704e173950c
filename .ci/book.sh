# The book: built twice, opened in a browser, and printed. Sourced by .ci/run, for check() and $scratch.

# In another folder, so that Bazel shares nothing between the two, and both from committed files.
built_twice_the_same() {
  [ -z "$(git status --porcelain --untracked-files=no)" ] || { echo "there are uncommitted changes"; return 1; }
  bazel build //docs:site >"$scratch/book.log" 2>&1 || { cat "$scratch/book.log"; return 1; }
  git clone -q . "$scratch/book" || return 1
  (cd "$scratch/book" && bazel build //docs:site) >"$scratch/book.log" 2>&1 ||
    { cat "$scratch/book.log"; return 1; }
  diff -r bazel-bin/docs/site "$scratch/book/bazel-bin/docs/site"
  local same=$?
  (cd "$scratch/book" && bazel clean --expunge) >/dev/null 2>&1
  return "$same"
}

# Serves the site as a reader would, and opens the pages that the server gives.
opened_in_chromium() {
  bazel run //docs:serve >"$scratch/serve.log" 2>&1 &
  local server=$! address='' code
  for _ in $(seq 300); do
    address=$(grep -os 'http://127[^)]*' "$scratch/serve.log") && break
    sleep 0.2
  done
  NODE_PATH=$scratch/node_modules node .ci/book.js "$address" "Build autodiff yourself" "micrograd on a tape" "Lesson 4"
  code=$?
  kill "$server"
  wait "$server" 2>/dev/null
  return "$code"
}

accessible() {
  bazel build //docs:site >"$scratch/book.log" 2>&1 || { cat "$scratch/book.log"; return 1; }
  NODE_PATH=$scratch/node_modules node .ci/accessible.js bazel-bin/docs/site
}

# So that the check above is one: it finds a page without a language, its main part and its headings' order, with pale
# comments, and without the way past the tree.
inaccessible() {
  local broken=$scratch/broken rule
  cp -rL bazel-bin/docs/site "$broken" && chmod -R u+w "$broken" &&
    sed -i 's/ lang="en"//; s/ role="main"//; s/<h2>/<h4>/' "$broken"/md_lessons_*.html &&
    sed -i 's/class="skip"//' "$broken"/*.html &&
    echo '.contents .comment { color: #999999 !important; }' >>"$broken/site.css" || return 1
  NODE_PATH=$scratch/node_modules node .ci/accessible.js "$broken" $(cd "$broken" && ls md_lessons_*) >"$scratch/broken.log" && return 1
  for rule in html-has-lang landmark-one-main heading-order color-contrast keyboard; do
    grep "^$rule" "$scratch/broken.log" || return 1
  done
}

# The whole book on paper, with every lesson.
printed() {
  bazel build //docs:print >"$scratch/book.log" 2>&1 || { cat "$scratch/book.log"; return 1; }
  local titles
  mapfile -t titles < <(head -qn 1 lessons/[0-9]*/README.md | sed 's/^# //')
  NODE_PATH=$scratch/node_modules node .ci/print.js bazel-bin/docs/print/index.html "$scratch/book.pdf" "${titles[@]}"
}

book() {
  check "book: built twice, the same" built_twice_the_same
  check "book: opened in Chromium" opened_in_chromium
  check "book: accessible, each page" accessible
  check "book: what is not accessible is found" inaccessible
  check "book: printed by Chromium" printed
}
