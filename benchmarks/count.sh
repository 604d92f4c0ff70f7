#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Counts the instructions that Trotline, simdjson, yyjson and pugixml execute for a document on AArch64, in QEMU: count.sh [PART OF A NAME]
# ("small", "medium, last member/on-demand", "xml"). Every line has a contest and a contender, its instructions for each document, and how
# many times as many they are as Trotline's. These are counts, not times.
# The contests are those of run.sh, and a contender with a wrong answer is not counted. Cross compiler, emulator, simdjson and pugixml are
# Debian's; CMAKE_PREFIX_PATH says where yyjson, or another version of the others, is that was compiled for AArch64. With
# TROTLINE_INSTRUCTION_SET=portable, Trotline is counted without its kernels for NEON.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$top/tests/support/cross_build.sh"
cross_build aarch64
build=${TROTLINE_BUILD_DIR:-$top/build/counts}

# The packages for arm64 are unpacked in the build directory; nothing else on this machine changes.
packages=$build/packages
if [ ! -d "$packages/usr" ] && command -v apt-get >/dev/null; then
    mkdir -p "$packages/lists/partial"
    (
        cd "$packages"
        apt=(-qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o "Dir::State::lists=$PWD/lists" -o "Dir::Cache=$PWD"
            -o APT::Sandbox::User=)
        apt-get "${apt[@]}" update
        wanted=(libsimdjson-dev libpugixml-dev)
        mapfile -t libraries < <(apt-cache "${apt[@]}" depends "${wanted[@]}" | sed -n 's/.*Depends: //p')
        apt-get "${apt[@]}" download "${wanted[@]}" "${libraries[@]}"
        for package in *.deb; do dpkg-deb --extract "$package" .; done
    )
fi

# The plugin runs in the emulator, so it is for this machine.
version=1
[ "$("$emulator" --version | sed -nE 's/.* version ([0-9]+)\..*/\1/p')" -lt 9 ] || version=2
"${CXX:-g++}" -std=c++20 -O2 -shared -fPIC -DPLUGIN_VERSION=$version -o "$build/plugin.so" "$top/benchmarks/counted/plugin.cpp"

cmake -S "$top" -B "$build" "${cross_options[@]}" -DCMAKE_PREFIX_PATH="${CMAKE_PREFIX_PATH:-};$packages/usr;$cross_prefix" \
    -DTROTLINE_BUILD_TESTS=OFF -DTROTLINE_BUILD_BENCHMARKS=ON -DTROTLINE_COUNT_INSTRUCTIONS=ON
cmake --build "$build" --target trotline_benchmarks
# Functions of shared libraries are looked up at the start, not while instructions are counted.
"$emulator" -cpu neoverse-n1 -L /usr/aarch64-linux-gnu -E LD_BIND_NOW=1 -plugin "$build/plugin.so" \
    "$build/benchmarks/trotline_benchmarks" "$@"
