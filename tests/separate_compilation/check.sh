#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check.sh SCRATCH LIBRARIES COMPILER...: compiles the library in units of its own and its users in others, one of them for this processor, checks
# that these contain nothing of the walk, the kernels and libcurl, links, and runs.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$1 libraries=$2
shift 2
mkdir -p "$scratch"
cd "$scratch"
for part in src src_queries; do
    echo "#include <trotline/$part.hpp>" >$part.cpp
    "$@" -DTROTLINE_SEPARATE_COMPILATION -c $part.cpp -o $part.o
done
failures=0
for unit in mapping call queries run_time_rows main; do
    for_this=
    [ "$unit $(uname -m)" != "mapping x86_64" ] || for_this=-march=native
    # shellcheck disable=SC2086
    "$@" -O2 $for_this -DTROTLINE_SEPARATE_COMPILATION -c "$here/$unit.cpp" -o $unit.o
    if nm -C --defined-only $unit.o | grep -E 'detail::(walk|selection)<|avx2_|avx512_|_in_blocks|_in_windows|curl_easy_|spirit'; then
        echo "$unit.o has code that belongs to the library's own unit"
        failures=1
    fi
done
# Nor do they read the headers that only that code needs.
if "$@" -DTROTLINE_SEPARATE_COMPILATION -M -x c++ - <<<'#include <trotline/trotline.hpp>' |
    grep -oE '(curl/curl|immintrin|zlib|sys/socket|trotline/(json|xml)/kernel/dispatch|boost/spirit/[a-z_/]+)\.h(pp)?' | sort -u | grep .; then
    echo "the umbrella header reads these, which belong to the library's own unit"
    failures=1
fi
# shellcheck disable=SC2086
"$@" main.o mapping.o call.o queries.o run_time_rows.o src.o src_queries.o $libraries -o program
if ! ./program; then
    echo "the program got other values than it should"
    failures=1
fi
exit $failures
