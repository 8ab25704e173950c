#!/usr/bin/env bash
# The compiler, within limits: a header can make it compute for ever, and ask for all the memory that there is.
ulimit -c 0
ulimit -t 60      # seconds of computing
ulimit -v 2097152 # KiB of memory
ulimit -f 200000  # KiB, for each file
exec timeout 120 "$(command -v gcc || command -v clang)" "$@"
