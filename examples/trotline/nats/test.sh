#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# test.sh PROGRAM URL: posts, delivers, and lists dead letters and the queue, with a nats-server that it starts. URL is the example
# server's.
set -uo pipefail
program=$(realpath "$1")
url=$2
scratch=$(mktemp -d)
nats-server -js -a 127.0.0.1 -p -1 -sd "$scratch/data" --ports_file_dir "$scratch" -l "$scratch/log" &
server=$!
trap 'kill -9 $server; wait $server 2>/dev/null; rm -rf "$scratch"' EXIT
for _ in $(seq 500); do
    TROTLINE_NATS=$(sed -nE 's|.*"(nats://[^"]+)".*|\1|p' "$scratch"/*.ports 2>/dev/null)
    [ -z "$TROTLINE_NATS" ] || break
    sleep 0.02
done
export TROTLINE_NATS NO_COLOR=1
failures=0
wrong() {
    echo "WRONG: $*"
    failures=$((failures + 1))
}
expect() {
    local code=$1 status=0
    shift
    "$program" "$@" >"$scratch/out" 2>&1 </dev/null || status=$?
    [ $status = "$code" ] || wrong "trotline $*: exit code $status instead of $code: $(cat "$scratch/out")"
}
shows() { grep -qE -- "$1" "$scratch/out" || wrong "expected to see: $1, found: $(cat "$scratch/out")"; }

for command in post work queue; do
    expect 0 $command --help
    shows 'TROTLINE_NATS_PASSWORD'
done
expect 2 post
expect 2 post "$url/users" --webhook paid
expect 2 work --secret NOWHERE_TO_BE_FOUND
expect 2 work --webhook paid
expect 2 dead
expect 2 dead resend
expect 1 queue --nats nats://127.0.0.1:1
shows 'refused'

expect 0 queue
shows '^0 waiting'
expect 0 post "$url/todos/\$ID" -X PUT -H 'Authorization: Bearer $TOKEN' --json '{"name": "$NAME", "age": 1}' -m data.userId=USER \
    -p ID=7 -p NAME=Ada --secret TOKEN=TODO_TOKEN --key once --topic renamed
shows 'posted as 1$'
expect 0 post "$url/todos/\$ID" -X PUT -p ID=7 --secret TOKEN=TODO_TOKEN --key once
shows 'posted as 1, as before'
expect 1 post '$SERVER/users'
shows 'destination'
expect 0 post "$url/users" --count 20 --order one
expect 0 post --webhook broken --key given-up
expect 0 queue --json
shows '"depth":22'
shows '"destination":"broken","depth":1'

# The secret is in the worker's environment, and nowhere on the server.
echo "{\"url\": \"$url/broken\", \"success\": \"404\"}" >"$scratch/broken.json"
TODO_TOKEN=s3cret expect 0 work --until-empty --secret TODO_TOKEN --webhook "broken=$scratch/broken.json" --attempts 2 \
    --first-pause 10ms --in-flight 50
shows '"sequence":1,.*"outcome":"delivered"'
shows '21 delivered, 1 to be tried again, 1 dead'
! grep -rq s3cret "$scratch/data" || wrong "a secret is on the server's disk"
expect 0 queue
shows '^0 waiting .*; 1 dead'
expect 0 dead list
shows '"dead":1,"key":"given-up","destination":"broken","reason":"no attempts are left"'
expect 0 dead show 1
shows '"failure":.*"name":"broken"'
expect 1 dead show 99
expect 0 dead resend 1
shows '1 posted as'
expect 0 queue
shows '^1 waiting .*; 0 dead'
expect 0 work --until-empty --quiet --webhook "broken=$scratch/broken.json" --attempts 1
expect 0 dead resend --all
shows '2 posted as'

# A worker that is asked to stop ends with success.
"$program" work --quiet --webhook "broken=$scratch/broken.json" --attempts 1 2>"$scratch/err" &
worker=$!
for _ in $(seq 500); do
    expect 0 queue
    ! grep -q '^0 waiting' "$scratch/out" || break
done
kill -TERM $worker
wait $worker || wrong "a worker that is asked to stop ends with $?"
grep -q '1 dead' "$scratch/err" || wrong "what the worker says: $(cat "$scratch/err")"

[ $failures = 0 ] || { echo "$failures wrong"; exit 1; }
