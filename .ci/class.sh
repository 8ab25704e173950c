# A class that shares its builds, by what docs/teaching.md says: nginx on this machine, the teacher's clone, and a
# student's with an empty disk. Sourced by .ci/run, for check(), page_file() and $scratch.

# With the page's class.conf, but for its folder and port. What is around it is the least that nginx needs.
class_nginx() {
  local folder
  mkdir "$scratch/class" "$scratch/class/cache" || return 1
  page_file docs/teaching.md class.conf |
    sed "s|/srv/class|$scratch/class/cache|; s|8980|$port|" >"$scratch/class/class.conf"
  {
    [ "$(id -u)" -ne 0 ] || echo "user root;"
    echo "daemon off; pid $scratch/class/pid; events {} http { access_log $scratch/class/access.log;"
    for folder in client_body proxy fastcgi uwsgi scgi; do echo "${folder}_temp_path $scratch/class/$folder;"; done
    echo "include $scratch/class/class.conf; }"
  } >"$scratch/class/nginx.conf"
  timeout 3600 /usr/sbin/nginx -e "$scratch/class/error.log" -c "$scratch/class/nginx.conf" \
    >"$scratch/class/nginx.log" 2>&1 &
  nginx=$!
  for _ in 1 2 3 4 5; do curl -s "http://127.0.0.1:$port/" >/dev/null && return; sleep 1; done
  cat "$scratch/class/error.log"
  return 1
}

# class_clone WHO ADDRESS: a clone with WHO's user.bazelrc.
class_clone() {
  git clone -q . "$scratch/class/$1" && page_file docs/teaching.md "$1/user.bazelrc" |
    sed "s|class.example|$2|; s|8980|$port|" >"$scratch/class/$1/user.bazelrc" && [ -s "$scratch/class/$1/user.bazelrc" ]
}

# class_test WHO ARGUMENT...: `bazel test` in that clone, with a disk of its own; says how it went and how long it took.
class_test() {
  local start=$SECONDS
  cd "$scratch/class/$1" &&
    bazel --output_user_root="$scratch/class/$1.disk" test "${@:2}" >"$scratch/class/$1.log" 2>&1 ||
    { tail -50 "$scratch/class/$1.log"; return 1; }
  seconds=$((SECONDS - start))
  echo "$1: $seconds s; $(grep -oE '[0-9]+ processes: .*' "$scratch/class/$1.log")"
}

# requests METHOD CODE: how many nginx has had.
requests() { grep -c "\"$1 [^\"]*\" $2 " "$scratch/class/access.log"; }

teacher_uploads() {
  class_clone teacher 127.0.0.1 && class_test teacher //... || return 1
  without=$seconds
  [ "$(requests PUT 201)" -gt 100 ]
}

# Every step is fetched, the tests' results too, by someone with another PATH; and nothing is sent back.
student_fetches() {
  local before
  before=$(requests PUT '[0-9]*')
  class_clone student "${address:-127.0.0.1}" && PATH=$PATH:/nowhere class_test student //... || return 1
  echo "seconds: $without without the cache, $seconds with it"
  grep -E '^INFO: [0-9]+ processes: [0-9]{2,} remote cache hit, [0-9]+ internal\.$' "$scratch/class/student.log" &&
    [ $((2 * seconds)) -lt "$without" ] && [ "$(requests PUT '[0-9]*')" -eq "$before" ]
}

# Another address of this machine stands for another machine. Nothing can be deleted or listed, or written elsewhere.
only_the_machine_writes() {
  local hash url
  hash=$(printf 'a%.0s' {1..64}) url=http://127.0.0.1:$port
  code() { curl -s -o /dev/null -w '%{http_code}' "$@"; }
  [ "$(code --interface 127.0.0.2 -T .bazelrc "$url/ac/$hash")" = 403 ] && [ "$(code "$url/ac/$hash")" = 404 ] &&
    [ "$(code -T .bazelrc "$url/ac/$hash")" = 201 ] && [ "$(code --interface 127.0.0.2 "$url/ac/$hash")" = 200 ] &&
    [ "$(code -X DELETE "$url/ac/$hash")" = 405 ] && [ "$(code "$url/ac/")" = 404 ] &&
    [ "$(code -T .bazelrc "$url/elsewhere")" = 404 ] && rm "$scratch/class/cache/ac/$hash"
}

# Code for the CPU of one machine stays there: it is not even asked for.
bench_asks_for_nothing() {
  cd "$scratch/class/student" || return 1
  local before
  before=$(requests GET '[0-9]*')
  bazel --output_user_root="$scratch/class/student.disk" build --config=bench //micrograd/examples:hello \
    >"$scratch/log" 2>&1 || { cat "$scratch/log"; return 1; }
  [ "$(requests GET '[0-9]*')" -eq "$before" ]
}

without_that_machine() {
  kill "$nginx" && wait "$nginx"
  (cd "$scratch/class/student" && bazel --output_user_root="$scratch/class/student.disk" clean) 2>/dev/null
  class_test student //lessons/01_value:solution_test &&
    grep -A 1 "Reading from Remote Cache" "$scratch/class/student.log" &&
    class_test student --remote_cache= //lessons/02_add_mul:solution_test &&
    ! grep "Remote Cache" "$scratch/class/student.log"
}

class() {
  local port=$((20000 + RANDOM % 10000)) nginx seconds without address
  read -r address _ < <(hostname -I | tr ' ' '\n' | grep -F .)
  check "class: nginx, with the page's configuration" class_nginx
  check "class: the teacher's clone uploads what it builds" teacher_uploads
  check "class: a student's clone fetches all of it" student_fetches
  check "class: only the machine itself writes" only_the_machine_writes
  check "class: --config=bench asks for nothing" bench_asks_for_nothing
  check "class: without that machine, everything is built here" without_that_machine
  kill "$nginx" 2>/dev/null
  local who
  for who in teacher student; do
    (cd "$scratch/class/$who" && bazel --output_user_root="$scratch/class/$who.disk" clean --expunge) >/dev/null 2>&1
  done
  chmod -R u+w "$scratch/class" && rm -rf "$scratch/class"
}
