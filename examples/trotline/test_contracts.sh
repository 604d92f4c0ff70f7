#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
. "$(dirname "${BASH_SOURCE[0]}")/checks.sh"

cat >"$scratch/rename.json" <<'EOF'
{"label": "rename a todo", "method": "PUT", "url": "$SERVER/todos/$TODO_ID", "authorization": {"scheme": "bearer", "secret": "$TOKEN"},
 "body": {"type": "json", "text": "{\"name\": \"$NAME\", \"age\": $AGE}"},
 "rows": [{"path": "data.title", "parameter": "TITLE"}, {"path": "data.age", "parameter": "AGE_NOW"}, {"path": "data.tags", "parameter": "TAGS"},
          {"path": "data.authorized", "allowed": [true]}]}
EOF
cat >"$scratch/todos.json" <<'EOF'
[{"webhook": "rename.json", "parameters": {"TODO_ID": 7, "NAME": "Ada", "AGE": 36}, "secrets": ["TOKEN"],
  "expect": {"status": 200, "values": {"TITLE": "Ada", "AGE_NOW": 36.0, "TAGS": [ "" ]}}},
 {"name": "the title of the call before", "webhook": {"method": "PUT", "url": "$SERVER/todos/8", "body": {"text": "{\"name\": \"$TITLE\"}"},
  "rows": [{"path": "data.title", "parameter": "SECOND"}]}, "expect": {"values": {"SECOND": "Ada"}}},
 {"name": "out of order", "webhook": {"url": "$SERVER/broken", "failure_rows": [{"path": "error", "parameter": "WHY"}]},
  "expect": {"failure": "unexpected_status", "status": 500, "values": {"WHY": "out of order"}}},
 {"webhook": {"url": "$SERVER/note.xml", "rows": [{"path": "data.title", "parameter": "NOTE"}, {"path": "data", "parameter": "ALL", "optional": true}]},
  "expect": {"values": {"NOTE": "Ada & co."}}}]
EOF
expect 0 test "$scratch/todos.json" -p "SERVER=$url" --json "$scratch/report.json" --junit "$scratch/report.xml"
shows 'ok    rename a todo'
shows '4 calls, all as expected'
! grep -q s3cret "$scratch/out" "$scratch/report.json" "$scratch/report.xml" || wrong "test shows a secret"
are_json "$scratch/report.json"
trotline map -m calls -m failed -m 'results[0].status' -m 'results[0].values.TAGS[0]' -m 'results[2].values.WHY' -m 'results[3].values.ALL' \
    "$scratch/report.json" >"$scratch/out" || wrong "the report is not JSON: $(cat "$scratch/report.json")"
shows '"path":"calls","outcome":"found","value":4'
shows '"path":"results[2].values.WHY","outcome":"found","value":"out of order"'
trotline map -m testsuites.@tests -m 'testsuites.testsuite.testcase[0].@name' "$scratch/report.xml" >"$scratch/out" || wrong "the report is not XML"
shows '"value":"rename a todo"'

# A recording answers them without a network, and has no secret.
expect 0 test "$scratch/todos.json" -p "SERVER=$url" --record "$scratch/tape.json"
! grep -q s3cret "$scratch/tape.json" || wrong "test records a secret"
expect 0 test "$scratch/todos.json" -p "SERVER=$url" --replay "$scratch/tape.json" --proxy http://127.0.0.1:1
shows '4 calls, all as expected'
expect 2 test "$scratch/todos.json" --replay "$scratch/nothing"
shows '--replay'
expect 1 test "$scratch/todos.json" -p "SERVER=$url" --record "$scratch/no/such/folder"

# What is not as expected.
cat >"$scratch/wrong.json" <<'EOF'
[{"name": "a \u0007 <name> & \"quotes\"", "webhook": "rename.json", "parameters": {"TODO_ID": 7, "NAME": "O\u0007k", "AGE": null}, "secrets": ["TOKEN"],
  "expect": {"status": 201, "values": {"TITLE": "Bob", "AGE_NOW": null}}},
 {"name": "expected to fail", "webhook": {"url": "$SERVER/users"}, "expect": {"failure": "timeout"}},
 {"name": "fails otherwise", "webhook": {"url": "$SERVER/broken"}, "expect": {"failure": "timeout"}},
 {"name": "fails", "webhook": {"url": "$SERVER/users", "rows": [{"path": "x", "parameter": "X"}]}},
 {"name": "echoes a secret", "webhook": "rename.json", "parameters": {"TODO_ID": 7, "NAME": "s3cret", "AGE": 1}, "secrets": ["TOKEN", "TITLE"],
  "expect": {"values": {"TITLE": "x"}}},
 {"name": "no server", "webhook": {"url": "http://127.0.0.1:1/"}},
 {"name": "cannot be rendered", "webhook": {"url": "$NOWHERE"}}]
EOF
expect 1 test "$scratch/wrong.json" "$scratch/todos.json" -p "SERVER=$url" --json "$scratch/report.json" --junit "$scratch/report.xml"
shows 'WRONG a \x07 <name> & "quotes"'
shows 'expected the status 201, found 200'
shows 'TITLE: expected "Bob", found "O\u0007k"'
shows 'expected the failure timeout, but the call was mapped'
shows 'expected the failure timeout, found unexpected_status'
shows '11 calls, 7 wrong'
! grep -q s3cret "$scratch/out" "$scratch/report.json" "$scratch/report.xml" || wrong "test shows a secret"
trotline map -m failed -m 'results[0].problems[0]' "$scratch/report.json" >"$scratch/out" || wrong "the report is not JSON: $(cat "$scratch/report.json")"
shows '"path":"failed","outcome":"found","value":7'
trotline map -m testsuites.@failures -m 'testsuites.testsuite[0].testcase[0].failure.@message' -m 'testsuites.testsuite[1].@failures' \
    "$scratch/report.xml" >"$scratch/out" || wrong "the report is not XML: $(cat "$scratch/report.xml")"
shows '"path":"testsuites.@failures","outcome":"found","value":"7"'
expect 0 test "$scratch/todos.json" -p "SERVER=$url" --json -
[ "$(wc -l <"$scratch/out")" = 1 ] || wrong "--json -: $(cat "$scratch/out")"
expect 1 test "$scratch/todos.json" -p "SERVER=$url" --json "$scratch/no/such/folder"

# Files that are no tests.
while IFS='|' read -r text message; do
    echo "$text" >"$scratch/bad.json"
    expect 2 test "$scratch/bad.json"
    shows "bad.json:$message"
done <<'EOF'
{}|1:1: found an object, expected an array
[{"name": "x"}]|1:2: [0].webhook: not there
[{"webhook": {"url": "$A"}, "expcet": {}}]|1:29: [0]: there is no member `expcet`: did you mean `expect`?
[{"webhook": {"url": "$A"}, "expect": {"value": {}}}]|1:40: [0].expect: there is no member `value`: did you mean `values`?
[{"webhook": {"url": "$A", "rows": [{"path": "a["}]}}]|1:37: [0].webhook.rows[0]: a row needs
[{"webhook": {"url": "$A", "rows": [{"path": "a[", "parameter": "X"}]}}]|1:49: [0].webhook.rows[0].path: object path
[{"webhook": "nowhere.json"}]|1:14: [0].webhook: cannot read
[{"webhook": 7}]|1:14: [0].webhook: found a number, expected an object
[{"webhook": {"url": "$A"}, "expect": {"failure": "oops"}}]|1:51: [0].expect.failure: expected a failure's code
[{"webhook": {"url": "$A"}, "expect": {"values": {"X": 1}}}]|1:50: [0].expect.values: no row is for the parameter X
EOF
expect 2 test "$scratch/nothing"
expect 2 test

end
