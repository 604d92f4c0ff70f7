#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Installs what is missing (Debian, Ubuntu), builds, measures, prints tables and draws benchmarks/plots/. Arguments go to the programs
# (--benchmark_filter=small); then the pictures go to the build directory, where the results are as well.
# CMAKE_PREFIX_PATH says where further contenders are that Debian does not have (yyjson, sonic-cpp, jsoncons).
# --kernel avx512|avx2|baseline|portable|neon, before everything else, restricts Trotline and simdjson to what such a machine has (baseline is
# SSE2 for Trotline, SSE4.2 for simdjson, which has nothing below). The others have one form: yyjson's is plain C, sonic-cpp's AVX2.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$top/tests/support/packages.sh"
need_packages "${build_packages[@]}" libbenchmark-dev "libboost-json1.81-dev|libboost-json-dev>=1.81" libsimdjson-dev rapidjson-dev \
    nlohmann-json3-dev libpugixml-dev libxml2-dev libfmt-dev python3:python3 nginx:nginx-light libnats-dev nats-server:nats-server

restricted=
if [ "${1:-}" = --kernel ]; then
    case ${2:-} in
    avx512) simdjson=icelake ;;
    avx2) simdjson=haswell ;;
    baseline) simdjson=westmere ;;
    portable) simdjson=fallback ;;
    neon) simdjson=arm64 ;;
    *)
        echo "run.sh: --kernel takes avx512, avx2, baseline, portable or neon" >&2
        exit 2
        ;;
    esac
    export TROTLINE_INSTRUCTION_SET=$2 SIMDJSON_FORCE_IMPLEMENTATION=$simdjson
    restricted=yes
    shift 2
fi

build=${TROTLINE_BUILD_DIR:-$top/build/benchmarks}
cmake -S "$top" -B "$build" -G Ninja -DTROTLINE_BUILD_TESTS=OFF -DTROTLINE_BUILD_EXAMPLES=OFF -DTROTLINE_BUILD_BENCHMARKS=ON
cmake --build "$build"
for program in benchmarks/trotline_benchmarks benchmarks/xml/trotline_benchmark_xml benchmarks/rendering/trotline_benchmark_rendering \
    benchmarks/transport/trotline_benchmark_transport; do
    name=$(basename "$program")
    echo "+ $name"
    "$build/$program" --benchmark_repetitions=9 --benchmark_min_time=0.05 --benchmark_enable_random_interleaving=true \
        --benchmark_report_aggregates_only=true --benchmark_out_format=json --benchmark_out="$build/$name.json" "$@"
done
echo "+ trotline_benchmark_outbox"
"$build/benchmarks/outbox/trotline_benchmark_outbox"
plots=$build
[ $# -gt 0 ] || [ -n "$restricted" ] || plots=$top/benchmarks/plots
mkdir -p "$plots"
python3 "$top/benchmarks/plot.py" "$plots" "$build/trotline_benchmarks.json" "$build/trotline_benchmark_xml.json"
