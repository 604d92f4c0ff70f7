#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check.sh SCRATCH COMPILER FLAG...: every C++ block of the README compiles, and the first is the quickstart.
#   ```cpp             with a main: a program as it stands; without: declarations, after preamble.hpp
#   ```cpp statements  the inside of a function, after preamble.hpp
set -euo pipefail
scratch=$1
shift
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
rm -rf "$scratch"
mkdir -p "$scratch"

awk -v scratch="$scratch" '
    /^```cpp( statements)?$/ { ++count; inside = 1; name = sprintf("%s/block_%02d.cpp", scratch, count); kind = $2
                               printf "" > name; print NR, kind > (name ".from"); next }
    /^```/ { inside = 0 }
    inside { print > name }
' "$top/README.md"

status=0
# From the first include on; the lines above are for readers of the file.
quickstart=$(grep -l 'rename_todo' "$scratch"/block_*.cpp | head -n 1)
if ! diff <(sed -n '/^#include/,$p' "$top/examples/quickstart.cpp") "$quickstart"; then
    echo "the README's first call is not examples/quickstart.cpp"
    status=1
fi
# Every header that it names must exist.
while read -r header; do
    [ -f "$top/include/trotline/$header" ] || [ -f "$top/$header" ] || {
        echo "README.md names $header, which is not there"
        status=1
    }
done < <(grep -oE '[`<](trotline/)?[a-z_]+(/[a-z_]+)+\.hpp[`>]' "$top/README.md" | tr -d '`<>' | sed 's|^trotline/||' | grep -vE '^(boost|build)/' | sort -u)
# compiles WHAT SOURCE COMPILER FLAG...
compiles() {
    if ! "${@:3}" -I "$top/tests" -Wno-unused -fsyntax-only "$2"; then
        echo "$1 does not compile"
        status=1
    fi
}
together=()
for block in "$scratch"/block_*.cpp; do
    read -r line kind <"$block.from"
    program=${block%.cpp}.program.cpp
    {
        grep -q 'int main(' "$block" || echo '#include "readme/preamble.hpp"'
        # Unused names are allowed in a snippet; every other warning is an error.
        [ "$kind" != statements ] || echo '[[maybe_unused]] static void statements() {'
        echo "#line $((line + 1)) \"README.md\""
        cat "$block"
        [ "$kind" != statements ] || echo '}'
    } >"$program"
    if grep -q '<trotline/nats.hpp>' "$block" && ! "$@" -fsyntax-only -x c++ - <<<'#include <nats/nats.h>' 2>/dev/null; then
        echo "README.md:$line is left out, for there is no libnats"
        continue
    fi
    if grep -q 'int main(' "$block"; then
        compiles "README.md:$line" "$program" "$@"
    else
        together+=("$program")
    fi
done
"$top/tests/support/one_unit.sh" "${together[@]}" >"$scratch/together.cpp"
compiles "one of the README's other blocks" "$scratch/together.cpp" "$@"
exit $status
