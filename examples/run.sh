#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds the examples, starts their server on a free port of 127.0.0.1 and runs the quickstart against it over HTTP;
# `./examples/run.sh NAME` runs another one, `./examples/run.sh --all` all of them as tests.
# On Debian and Ubuntu it first installs what is missing. CXX chooses the compiler; a second run builds only what has changed. They are
# built without optimization, which takes half of the time.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$top/tests/support/packages.sh"
need_packages "${build_packages[@]}" libsqlite3-dev libpugixml-dev libsimdjson-dev libnats-dev nats-server:nats-server

cxx=${CXX:-g++}
build=${TROTLINE_BUILD_DIR:-$top/build/examples-$(basename "$cxx")}
cmake -S "$top" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER="$cxx" -DTROTLINE_BUILD_TESTS=OFF -DTROTLINE_BUILD_BENCHMARKS=OFF \
    -DCMAKE_CXX_FLAGS=-O0
if [ "${1:-}" = --all ]; then
    cmake --build "$build"
    exec ctest --test-dir "$build" --output-on-failure --no-tests=error -j "$(nproc)"
fi
example=${1:-quickstart}
cmake --build "$build" --target trotline_example_server "trotline_example_$example"
echo "+ $example"
exec "$top/examples/with_server.sh" "$build/examples/server" "$build/examples/$example"
