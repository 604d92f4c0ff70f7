#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# one_unit.sh SOURCE...: prints the sources as one unit, each in a namespace of its own behind the includes of all, so that what they
# share is compiled once. None of them may define something outside of their namespace, such as a specialization.
set -euo pipefail
grep -hE '^# *include' "$@" | sort -u
for source in "$@"; do
    name=$(basename "$source" .cpp)
    printf 'namespace in_%s {\n#line 1 "%s"\n' "${name//[!a-zA-Z0-9]/_}" "$source"
    sed -E 's/^# *include.*//' "$source"
    printf '}\n'
done
