#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds and runs the tests: ./tests/run.sh [CMAKE-OPTION...] [-- CTEST-OPTION...]
# On Debian and Ubuntu it first installs what is missing. CXX chooses the compiler, TROTLINE_BUILD_DIR the build directory,
# TROTLINE_TARGETS a target instead of all; a second run builds only what has changed. Without optimization, the build takes half of the
# time; -DCMAKE_CXX_FLAGS=-O2 tests what programs get.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$top/tests/support/packages.sh"

cmake_options=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    cmake_options+=("$1")
    shift
done
[ $# -eq 0 ] || shift

# Some tests compare with the libraries of the last two lines, and would be left out without them. Others start
# an nginx with certificates that openssl makes, request a server's certificate, or build a project with make.
need_packages "${build_packages[@]}" doctest-dev make:make nginx:nginx-light openssl:openssl ca-certificates \
    "libboost-json1.81-dev|libboost-json-dev>=1.81" rapidjson-dev libpugixml-dev libxml2-dev libexpat1-dev \
    libsimdjson-dev libsqlite3-dev libnats-dev nats-server:nats-server

cxx=${CXX:-g++}
build=${TROTLINE_BUILD_DIR:-$top/build/tests-$(basename "$cxx")}
cmake -S "$top" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER="$cxx" -DTROTLINE_BUILD_EXAMPLES=OFF -DTROTLINE_BUILD_BENCHMARKS=OFF -DCMAKE_CXX_FLAGS=-O0 \
    "${cmake_options[@]}"
cmake --build "$build" ${TROTLINE_TARGETS:+--target "$TROTLINE_TARGETS"}
ctest --test-dir "$build" --output-on-failure --no-tests=error --no-label-summary -j "$(nproc)" "$@"
