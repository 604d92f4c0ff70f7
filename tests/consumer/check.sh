#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check.sh WAY COMPONENT BUILT SCRATCH CMAKE COMPILER: consumes Trotline in one of the three ways, as core or with libcurl, in SCRATCH.
# BUILT is a configured build of Trotline, for the way that installs it.
set -euo pipefail
way=$1 component=$2 built=$3 scratch=$4 cmake=$5 compiler=$6
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rm -rf "$scratch"
mkdir -p "$scratch"
options=(-DCMAKE_CXX_COMPILER="$compiler" -DCOMPONENT="$component")
# The core and the parts for libnats must not need libcurl, so it is hidden there.
[ "$component" = curl ] || options+=(-DCMAKE_DISABLE_FIND_PACKAGE_CURL=ON)
[ "$component" = nats ] || options+=(-DTROTLINE_NATS=OFF)
if [ "$way" = installed ]; then
    "$cmake" --install "$built" --prefix "$scratch/prefix" >/dev/null
    options+=(-DCMAKE_PREFIX_PATH="$scratch/prefix")
    headers=$(cd "$here/../../include" && find . -name '*.[hi]pp' | sort)
    # Without libnats, the headers that need it are not installed.
    [ -n "$(find "$scratch/prefix" -name trotline_nats.cmake)" ] || headers=$(grep -v nats <<<"$headers")
    if [ "$(cd "$scratch/prefix/include" && find . -name '*.[hi]pp' | sort)" != "$headers" ]; then
        echo "the installed headers are not those of include/"
        exit 1
    fi
fi
configure() { env -u CXXFLAGS "$cmake" -S "$here/$way" -B "$@" "${options[@]}" 2>&1; }
# Only a project in an older language is told that it is compiled as C++20.
raised='compiled as C++20, although CMAKE_CXX_STANDARD is 17'
configure "$scratch/build" | tee "$scratch/configured"
configure "$scratch/older" -DCMAKE_CXX_STANDARD=17 >"$scratch/configured_older"
if grep -qF "$raised" "$scratch/configured" || ! grep -qF "$raised" "$scratch/configured_older"; then
    echo "expected to see only with CMAKE_CXX_STANDARD=17: $raised"
    exit 1
fi
"$cmake" --build "$scratch/build"
"$scratch/build/consumer"
[ "$way" != installed ] || "$scratch/build/separate"
linked=$(ldd "$scratch/build/consumer")
for library in curl nats; do
    if [ "$component" != $library ] && grep -q "lib$library" <<<"$linked"; then
        echo "trotline::$component links lib$library"
        exit 1
    fi
done
