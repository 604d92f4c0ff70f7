#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check.sh SOURCE COMPILER FLAG...: with TROTLINE_REJECT a source must not compile, and the compiler's output must match every line
# `// expect: EXTENDED-REGULAR-EXPRESSION`, of which there is at least one, and have no more lines than `// at most: N lines` allows,
# if there is such a line, or `// at most with clang: N lines`: clang shows the source for each of its notes. (In what is matched, the
# inline namespace is left out, and who includes the header is not counted: with a precompiled header g++ does not say it.)
# check.sh accepted SCRATCH COMPILER FLAG...: without TROTLINE_REJECT all sources compile.
set -euo pipefail
source=$1
if [ "$source" = accepted ]; then
    here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
    mkdir -p "$2"
    "$here/../support/one_unit.sh" "$here"/*.cpp >"$2/accepted.cpp"
    "${@:3}" -I "$here" -fsyntax-only "$2/accepted.cpp"
    exit
fi
shift
if rejected=$("$@" -fsyntax-only "$source" -DTROTLINE_REJECT 2>&1); then
    echo "it compiles with TROTLINE_REJECT"
    exit 1
fi

status=0
rejected=$(sed -E 's/\btrotline::v[0-9_]+::/trotline::/g' <<<"$rejected")
mapfile -t expectations < <(sed -n 's|^// expect: ||p' "$source")
if [ ${#expectations[@]} -eq 0 ]; then
    echo "no line says what to expect"
    status=1
fi
for expectation in "${expectations[@]}"; do
    if ! grep -Eq -- "$expectation" <<<"$rejected"; then
        echo "not said: $expectation"
        status=1
    fi
done
limit=$(sed -n 's|^// at most: \([0-9]*\) lines$|\1|p' "$source")
more=$(sed -n 's|^// at most with clang: \([0-9]*\) lines$|\1|p' "$source")
[ -z "$more" ] || ! "$1" --version | grep -q clang || limit=$more
lines=$(grep -cvE '^(In file included|  +from) ' <<<"$rejected")
if [ -n "$limit" ] && [ "$lines" -gt "$limit" ]; then
    echo "$lines lines, but at most $limit are allowed"
    status=1
fi
[ $status -eq 0 ] || echo "$rejected"
exit $status
