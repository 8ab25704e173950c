#!/usr/bin/env bash
# Runs a submission's test, `limited_test.sh TEST ARGUMENTS`, within limits, and says at the end of the log how it ended.
# Only where the kernel counts children by sandbox does the last limit hold, and not for root.
ulimit -c 0
ulimit -t 30      # seconds of computing
ulimit -v 2097152 # KiB of memory, for each process
ulimit -f 16384   # KiB, for each file
ulimit -u 256 2>/dev/null
"$@" 2>&1 | head -c 1000000
code=${PIPESTATUS[0]}
if [ "$code" -le 128 ]; then
  why="it left with exit code $code"
else
  case $(kill -l "$code") in
    PIPE) why="it printed more than 1 MB" ;;
    XFSZ) why="it wrote more than 16 MB into a file" ;;
    XCPU | KILL) why="it computed for more than 30 seconds, or was killed" ;;
    ABRT) why="it was ended by SIGABRT, perhaps because it asked for more than 2 GiB of memory" ;;
    *) why="it was ended by SIG$(kill -l "$code")" ;;
  esac
fi
printf '\nEnded: %s\n' "$why"
exit "$code"
