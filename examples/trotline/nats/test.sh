#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# test.sh PROGRAM URL: posts, delivers, and lists dead letters and the queue, with a nats-server that it starts. URL is the example
# server's.
. "$(dirname "${BASH_SOURCE[0]}")/../checks.sh"
nats-server -js -a 127.0.0.1 -p -1 -sd "$scratch/data" --ports_file_dir "$scratch" -l "$scratch/log" &
server=$!
trap 'kill -9 $server; wait $server 2>/dev/null; rm -rf "$scratch"' EXIT
for _ in $(seq 500); do
    TROTLINE_NATS=$(sed -nE 's|.*"(nats://[^"]+)".*|\1|p' "$scratch"/*.ports 2>/dev/null)
    [ -z "$TROTLINE_NATS" ] || break
    sleep 0.02
done
export TROTLINE_NATS

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
matches 'refused'

for command in queue "dead list" "dead show 1" "dead resend 1"; do
    # shellcheck disable=SC2086
    expect 1 $command --outbox webhoks
    matches 'there is no outbox with this name'
done
expect 0 work --until-empty
expect 0 queue
matches '^0 waiting'
expect 0 post "$url/todos/\$ID" -X PUT -H 'Authorization: Bearer $TOKEN' --json '{"name": "$NAME", "age": 1}' -m data.userId=USER \
    -p ID=7 -p NAME=Ada --secret TOKEN=TODO_TOKEN --key once --topic renamed
matches 'posted as 1$'
expect 0 post "$url/todos/\$ID" -X PUT -p ID=7 --secret TOKEN=TODO_TOKEN --key once
matches 'posted as 1, as before'
expect 1 post '$SERVER/users'
matches 'destination'
expect 0 post "$url/users" --count 20 --order one
expect 0 post --webhook broken --key given-up
expect 0 queue --json
matches '"depth":22'
matches '"destination":"broken","depth":1'

# The secret is in the worker's environment, and nowhere on the server.
echo "{\"url\": \"$url/broken\", \"success\": \"404\"}" >"$scratch/broken.json"
TODO_TOKEN=s3cret expect 0 work --until-empty --secret TODO_TOKEN --webhook "broken=$scratch/broken.json" --attempts 2 \
    --first-pause 10ms --in-flight 50
matches '"sequence":1,.*"outcome":"delivered"'
matches '21 delivered, 1 to be tried again, 1 dead'
! grep -rq s3cret "$scratch/data" || wrong "a secret is on the server's disk"
expect 0 queue
matches '^0 waiting .*; 1 dead'
expect 0 dead list
matches '"dead":1,"key":"given-up","destination":"broken","reason":"no attempts are left"'
expect 0 dead show 1
matches '"failure":.*"name":"broken"'
expect 1 dead show 99
expect 0 dead resend 1
matches '1 posted as'
expect 0 queue
matches '^1 waiting .*; 0 dead'
expect 0 work --until-empty --quiet --webhook "broken=$scratch/broken.json" --attempts 1
expect 0 dead resend --all
matches '2 posted as'

# What was given up without a call says why.
expect 0 work --until-empty --quiet --webhook "broken=$scratch/broken.json" --attempts 1
expect 0 post "$url/users" --expires 1ms
expect 0 work --until-empty
matches '"outcome":"dead","message":"it has expired"'
expect 2 post "$url/users" --expires 99999999999d
expect 0 dead resend --all

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

end
