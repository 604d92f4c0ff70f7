#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check.sh SCRATCH NM COMPILER...: two releases of the library are in one program, and then two units that were compiled for different
# processors, linked in both orders. Neither takes anything of the other's, and both run; what was compiled for every processor runs
# on an old one, too (in qemu, where there is one).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
scratch=$1 nm=$2
shift 2
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch"
failures=0
wrong() {
    echo "$*"
    failures=1
}

# The names: what the flags are, and what follows the release.
named() {
    local name
    name=$("$@" -E -P -x c++ - <<<$'#include <trotline/core/abi.hpp>\nTROTLINE_ABI' | tail -n 1)
    [[ $name =~ ^v[0-9]+_[0-9]+_[0-9]+(.*)$ ]] || { echo "no name: $name"; return; }
    echo "${BASH_REMATCH[1]}"
}
while read -r machine flags expected; do
    [ "$machine" = "$(uname -m)" ] || [ "$machine" = any ] || continue
    # shellcheck disable=SC2086
    found=$(named "$@" ${flags//,/ } | sed -E 's/_0+$/_0/')
    [ "$found" = "${expected#plain}" ] || wrong "$flags: the name ends with $found, not with $expected"
done <<'END'
any -O3 plain
any -fsanitize=address _0010_0
any -fsanitize=thread _0020_0
any -fno-exceptions _0001_0
any -D_GLIBCXX_DEBUG _2000_0
any -DTROTLINE_SEPARATE_COMPILATION _0100_0
any -DTROTLINE_SEPARATE_COMPILATION,-fsanitize=address,-fno-exceptions _0100_0
x86_64 -march=nehalem _0000_4010000
x86_64 -march=x86-64-v3 _0000_6011211
x86_64 -march=x86-64-v3,-DTROTLINE_SEPARATE_COMPILATION _0100_0
x86_64 -march=icelake-server _0000_7111211
aarch64 -march=armv8.2-a+dotprod _0000_0110
END
[ "$("$@" -DTROTLINE_ABI=ours -E -P -x c++ - <<<$'#include <trotline/core/abi.hpp>\nTROTLINE_ABI' | tail -n 1)" = ours ] ||
    wrong "TROTLINE_ABI was not taken as it is"

# The next release, in which something is as large as it never was.
cp -R "$top/include" next
sed -i 's/^#define TROTLINE_VERSION_MINOR .*/#define TROTLINE_VERSION_MINOR 99/' next/trotline/version.hpp
sed -i 's/^struct row_failure {/&\n    char inserted[64]{};/' next/trotline/core/error.hpp
grep -q inserted next/trotline/core/error.hpp

case $(uname -m) in
    x86_64) other=-march=x86-64-v3 old="qemu-x86_64 -cpu Nehalem" ;;
    aarch64) other=-march=armv8.2-a+dotprod old="qemu-aarch64 -cpu cortex-a53" ;;
    *) other= ;;
esac
"$@" -c "$here/main.cpp" -o main.o
"$@" -DNAME=first -c "$here/unit.cpp" -o plain.o
"${@/#-I"$top/include"/-Inext}" -DNAME=second -c "$here/unit.cpp" -o release.o
[ -z "$other" ] || "$@" $other -DNAME=second -c "$here/unit.cpp" -o other.o

# What a unit offers to others and is the library's own.
offered() { "$nm" --defined-only "$1" | sed -nE 's/^[0-9a-f]+ [TWVBDRu] (_Z.*8trotline.*)/\1/p' | sort; }
[ "$(offered plain.o | wc -l)" -ge 10 ] || wrong "the symbols of plain.o were not read"
for unit in release other; do
    [ -f $unit.o ] || continue
    both=$(comm -12 <(offered plain.o) <(offered $unit.o))
    [ -z "$both" ] || wrong "plain.o and $unit.o both have:" $'\n'"$both"
    for order in "plain.o $unit.o" "$unit.o plain.o"; do
        # shellcheck disable=SC2086
        "$@" main.o $order -o program
        if [ $unit = release ]; then
            ./program || wrong "$order: ended with $?"
        elif command -v "${old%% *}" >/dev/null; then
            $old ./program only-the-first || wrong "$order: ended with $? in $old"
        fi
    done
done

exit $failures
