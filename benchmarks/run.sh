#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Installs what is missing (Debian), builds, measures and draws: results.json and the plots go to the folder named, else to build-benchmarks/.
# More arguments go to the program: --benchmark_filter=small
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/../build-benchmarks}
[ $# -eq 0 ] || shift

packages="g++ cmake libbenchmark-dev libboost-dev libboost-json-dev libsimdjson-dev rapidjson-dev nlohmann-json3-dev python3"
missing=""
for package in $packages; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
    become=""
    [ "$(id -u)" -eq 0 ] || become=sudo
    # shellcheck disable=SC2086
    $become apt-get install -y --no-install-recommends $missing
fi

cmake -S "$here/.." -B "$out" -DCMAKE_BUILD_TYPE= -DTROTLINE_BUILD_TESTS=OFF -DTROTLINE_BUILD_EXAMPLES=OFF -DTROTLINE_BUILD_BENCHMARKS=ON
cmake --build "$out" --target trotline_benchmarks
"$(find "$out" -name trotline_benchmarks -type f -perm -u+x | head -n 1)" \
    --benchmark_repetitions=9 --benchmark_min_time=0.05 --benchmark_enable_random_interleaving=true \
    --benchmark_report_aggregates_only=true --benchmark_out_format=json --benchmark_out="$out/results.json" "$@"
python3 "$here/plot.py" "$out/results.json" "$out"
