#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Runs tests for another architecture: cross.sh KIND [TARGET...], where KIND is aarch64, s390x (big-endian), riscv64 or i686. Cross
# compiler and emulator are Debian's. Without targets it runs the tests of both formats, of paths and of mappings, except for the
# sources that need a compiled library. TROTLINE_BUILD_DIR is the build directory.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$top/tests/support/cross_build.sh"
kind=$1
shift
cross_build "$kind" doctest-dev

targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(core json json_kernel xml xml_kernel path mapping mapping_check mapping_engine mapping_query)
build=${TROTLINE_BUILD_DIR:-$top/build/tests-$kind}
cmake -S "$top" -B "$build" "${cross_options[@]}" -DCMAKE_PREFIX_PATH="$cross_prefix" -DCMAKE_EXE_LINKER_FLAGS=-static \
    -DTROTLINE_TEST_UNITS=folders -DTROTLINE_BUILD_BENCHMARKS=OFF
cmake --build "$build" --target "${targets[@]/#/trotline_tests_}"
# One test for each of them.
bad=0
for target in "${targets[@]}"; do
    echo "+ $emulator $build/tests/trotline_tests_$target"
    "$emulator" "$build/tests/trotline_tests_$target" --no-intro --minimal || bad=$((bad + 1))
done
echo "$((100 * (${#targets[@]} - bad) / ${#targets[@]}))% tests passed, $bad tests failed out of ${#targets[@]}"
[ $bad -eq 0 ]
