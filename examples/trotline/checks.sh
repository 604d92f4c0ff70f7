# SPDX-License-Identifier: BSL-1.0
# What the tests of this folder share. They are called as NAME.sh PROGRAM URL, and run the command-line tool as a person or a script
# does. URL is the example server's.
set -uo pipefail
program=$(realpath "$1")
url=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$here" || exit 1
export NO_COLOR=1 TOKEN=s3cret
failures=0
wrong() {
    echo "WRONG: $*"
    failures=$((failures + 1))
}
trotline() { "$program" "$@"; }
# expect CODE ARGUMENTS...: runs the tool, whose output is then in $scratch/out.
expect() {
    local code=$1 status=0
    shift
    "$program" "$@" >"$scratch/out" 2>&1 </dev/null || status=$?
    [ $status = "$code" ] || wrong "trotline $*: exit code $status instead of $code: $(cat "$scratch/out")"
}
shows() { grep -qF -- "$1" "$scratch/out" || wrong "expected to see: $1, found: $(cat "$scratch/out")"; }
matches() { grep -qE -- "$1" "$scratch/out" || wrong "expected to match: $1, found: $(cat "$scratch/out")"; }
# Every line of the file is JSON.
are_json() { { echo '['; paste -sd, "$1"; echo ']'; } | "$program" map -m '$' >/dev/null || wrong "not JSON: $(cat "$1")"; }
end() { [ $failures = 0 ] || { echo "$failures wrong"; exit 1; }; }
