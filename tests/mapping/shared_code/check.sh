#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check.sh DIR NM COMPILER...: a second mapping, whose members have the types of the first one's, adds
# no functions to a program except its own map<>, the caller, and the parts of its class and result,
# such as destructors that a compiler does not inline. Everything else is data.
set -euo pipefail
here=$(dirname "$0") dir=$1 nm=$2
shift 2
mkdir -p "$dir"

# The functions of a unit, one a line, without the marks of parts that the compiler moved apart.
functions_of() {
    "$@" -O2 -c "$here/$unit.cpp" -o "$dir/$unit.o"
    "$nm" -C "$dir/$unit.o" | sed -nE 's/^[0-9a-f]+ [TtWw] //p' |
        sed -E 's/( \[clone [^]]*\]|\.(cold|part|isra|constprop)(\.[0-9]+)*)+$//' | sort -u
}
unit=one_mapping && functions_of "$@" >"$dir/one"
unit=two_mappings && functions_of "$@" >"$dir/two"

grep -q '^read_first(' "$dir/one" || { echo "no functions were found in the first unit"; exit 1; }
grep -q '^read_second(' "$dir/two" || { echo "no functions were found in the second unit"; exit 1; }
# (Not every nm can read names with values in them.)
own='^read_second\('
own+='|\btrotline::v[0-9_]+::(map|detail::map_rows)<.*\bsecond\b|^_ZN8trotline[0-9]+v[0-9_]+(3map|6detail8map_rows)I.*6second'
own+='|^[^(]*\bresult(_base)?<second, |^second::'
added=$(comm -13 "$dir/one" "$dir/two" | grep -vE "$own" || true)
if [ -n "$added" ]; then
    echo "a second mapping of the same types adds functions:"
    echo "$added"
    exit 1
fi
