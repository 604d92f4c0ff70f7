#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Runs tests for another architecture: cross.sh KIND [TARGET...], where KIND is aarch64, s390x (big-endian), riscv64 or i686. Cross
# compiler and emulator are Debian's. Without targets it runs the tests of both formats, of paths and of mappings, except for the
# sources that need a compiled library. TROTLINE_BUILD_DIR is the build directory.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$top/tests/support/packages.sh"
kind=$1
shift
emulator=qemu-$kind
[ "$kind" != i686 ] || emulator=qemu-i386
need_packages "${build_packages[@]}" doctest-dev "$kind-linux-gnu-g++:g++-$kind-linux-gnu" "$emulator:qemu-user"

targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(core json json_kernel xml xml_kernel path mapping mapping_check mapping_engine)
build=${TROTLINE_BUILD_DIR:-$top/build/tests-$kind}
# The headers of Boost and doctest are the same everywhere.
boost=$(ls -d /usr/lib/*/cmake/Boost-1.* | tail -n 1)
cmake -S "$top" -B "$build" -G Ninja -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR="$kind" \
    -DCMAKE_CXX_COMPILER="$kind-linux-gnu-g++" -DCMAKE_EXE_LINKER_FLAGS=-static -DCMAKE_CROSSCOMPILING_EMULATOR="$emulator" \
    -DBoost_DIR="$boost" -DCMAKE_PREFIX_PATH="$(dirname "$(dirname "$boost")");/usr" \
    -DTROTLINE_CURL=OFF -DTROTLINE_TEST_UNITS=folders -DTROTLINE_BUILD_EXAMPLES=OFF -DTROTLINE_BUILD_BENCHMARKS=OFF
cmake --build "$build" --target "${targets[@]/#/trotline_tests_}"
# One test for each of them.
bad=0
for target in "${targets[@]}"; do
    echo "+ $emulator $build/tests/trotline_tests_$target"
    "$emulator" "$build/tests/trotline_tests_$target" --no-intro --minimal || bad=$((bad + 1))
done
echo "$((100 * (${#targets[@]} - bad) / ${#targets[@]}))% tests passed, $bad tests failed out of ${#targets[@]}"
[ $bad -eq 0 ]
