#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# one_unit.sh SOURCE...: prints the sources as one unit, each in a namespace of its own behind the includes of all, so that what they
# share is compiled once. One with a specialization of a template stands outside of a namespace: its names must be its own.
set -euo pipefail
grep -hE '^# *include' "$@" | sort -u
for source in "$@"; do
    name=$(basename "$source" .cpp)
    opening="namespace in_${name//[!a-zA-Z0-9]/_} {" closing='}'
    ! grep -q '^template <>' "$source" || opening='' closing=''
    printf '%s\n#line 1 "%s"\n' "$opening" "$source"
    sed -E 's/^# *include.*//' "$source"
    echo "$closing"
done
