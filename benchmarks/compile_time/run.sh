#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Measures the cost of compiling Trotline in seconds, memory and code, compared with three other libraries, with g++ and clang++: ./benchmarks/compile_time/run.sh [REPETITIONS]
# COMPILERS chooses others ("g++-13 clang++-16").
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
. "$top/tests/support/packages.sh"
need_packages python3:python3 "g++:g++" "clang++:clang" "${build_packages[@]:1}" nlohmann-json3-dev libsimdjson-dev \
    "libboost-json1.81-dev|libboost-json-dev>=1.81"
exec python3 "$here/measure.py" "$top/include" "${1:-5}" ${COMPILERS:-g++ clang++}
