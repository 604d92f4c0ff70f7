#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check.sh WAY SCRATCH HEADERS COMPILER...: the library in a project with rules of its own; each way is one such rule. HEADERS is a file
# that includes every header.
set -euo pipefail
way=$1 scratch=$2 headers=$3
shift 3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch"
failures=0
wrong() {
    echo "$*"
    failures=1
}
# prints EXPECTED COMMAND...: what it writes has a line that matches.
prints() {
    local said
    said=$("${@:2}" 2>&1) || true
    grep -qE -- "$1" <<<"$said" || wrong "not said: $1"$'\n'"$said"
}

# No exceptions, no typeid: the core, and a node with a transport of its own.
without_exceptions() {
    "$@" -fno-exceptions -fno-rtti "$here/../consumer/core.cpp" -o node
    ./node || wrong "the node's program ended with $?"
    "$@" -fno-exceptions -fno-rtti "$here/without_exceptions.cpp" -o value
    prints '^terminated instead of throwing: send failed: timeout.*it took too long$' ./value
    prints '^handled: send failed: timeout' ./value handled
}

$way "$@"
exit $failures
