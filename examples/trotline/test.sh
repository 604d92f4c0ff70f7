#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
. "$(dirname "${BASH_SOURCE[0]}")/checks.sh"

# Batch modes, by tables of lines.
for command in map render; do
    sed -n 's/^< //p' $command.cases >"$scratch/in"
    sed -n 's/^> //p' $command.cases >"$scratch/expected"
    trotline $command --batch <"$scratch/in" >"$scratch/out" || wrong "$command --batch: exit code $?"
    are_json "$scratch/out"
    ! grep -vE '"outcome":"(found|rendered)"|"message":"[^"]' "$scratch/out" || wrong "$command --batch: no message"
    diff "$scratch/expected" <(sed -E 's/,"message":"(\\.|[^"\])*"//' "$scratch/out") || wrong "$command --batch"
done

# Lines that are not text: each is answered, in UTF-8, and so is the line after it.
printf '%b' '{"id":1,"document":"\xff"}\n{"id":2,\0}\n\0\n\xef\xbb\xbf{"id":3,"format":"json","document":"3","path":"$"}\r\n' \
    '{"id":4,"format":"json","document":"4","path":"$"}' >"$scratch/in"
trotline map --batch <"$scratch/in" >"$scratch/out" || wrong "bytes: exit code $?"
[ "$(wc -l <"$scratch/out")" = 5 ] || wrong "bytes: not every line is answered"
[ "$(grep -c '"outcome":"invalid_input"' "$scratch/out")" = 3 ] || wrong "bytes: $(cat "$scratch/out")"
tail -n 1 "$scratch/out" | grep -qxF '{"id":4,"outcome":"found","value":4,"raw":"4"}' || wrong "the last line, without a line end"
iconv -f UTF-8 -t UTF-8 <"$scratch/out" >/dev/null || wrong "an answer that is not UTF-8"
are_json "$scratch/out"

# The deepest documents that the library reads, and deeper ones.
for depth in 1000 5000 100000; do
    document=$(printf '[%.0s' $(seq $depth))$(printf ']%.0s' $(seq $depth))
    echo "{\"id\":$depth,\"format\":\"json\",\"document\":\"$document\",\"path\":\"\$[0]\"}"
done | trotline map --batch >"$scratch/out" || wrong "deep documents: exit code $?"
[ "$(cut -c 1-60 "$scratch/out" | sed 's/,"value.*//; s/,"pos.*//')" = '{"id":1000,"outcome":"found"
{"id":5000,"outcome":"invalid_document"
{"id":100000,"outcome":"invalid_document"' ] || wrong "deep documents: $(cut -c 1-100 "$scratch/out")"

# Exit codes.
for command in request test map paths render import generate; do
    expect 0 $command --help
    shows 'Exit codes'
done
expect 0 --version
expect 2
expect 2 bogus
shows 'there is no subcommand `bogus`'
expect 2 mpa
shows 'did you mean `map`?'
expect 2 map
expect 2 map --format yaml -m a
expect 2 map --batch -m a
expect 2 render
expect 2 paths
expect 0 paths 'a[0]' '$'
expect 0 paths 'a[*]'
shows 'it may select several values'
expect 1 paths 'a[0]' 'a[*'
expect 1 map -m a /dev/null
expect 1 map -m a "$scratch/nothing"
expect 1 map -m a "$scratch"
shows "cannot read $scratch"
expect 2 request
expect 2 request "$scratch/nothing"
shows "$scratch/nothing: there is no such file"
expect 2 request "$url/users" -m 'a['
# all that is wrong in the rows is named
expect 2 request "$url/users" -m 'a[' -m '[0].userId=FIRST' -m 'b..' -m '[1].userId=FIRST'
shows '-m a[: '
shows '-m b..: '
shows '-m [1].userId=FIRST: an earlier row has the same parameter'
shows '-m a[: object path: '
expect 2 request "$url/users" -X get
expect 2 request "${url#http://}/users"
shows "if it is a URL, write https://${url#http://}/users"
expect 2 request ftp://127.0.0.1/
shows 'expected a URL that begins with http:// or https://'
expect 0 request "HTTP://${url#http://}/users"
for long in 99999999999d inf; do
    expect 2 request "$url/users" --timeout $long
    shows "--timeout $long: expected a time like 5s, 500ms or 2m, of at most 3650d"
done
expect 0 request "$url/users" -X HEAD
expect 1 request "$url/users" -X HEAD -m '[0].userId=FIRST'
shows 'the answer has no content'
expect 1 request "$url/users" --guard
shows 'blocked'
expect 0 request "$url/users" --allow 127.0.0.0/8 --redirects 2 --retries 1 --most-bytes 100000
expect 2 request "$url/users" --allow 127
expect 1 request "$url/users" --most-bytes 10
shows 'too large'
expect 1 request "$url/users" --proxy http://127.0.0.1:1
expect 0 request "http://some.example:${url##*:}/users" --resolve "some.example:${url##*:}:127.0.0.1"
expect 0 request "$url/note.xml" -m '$=ALL' --report json
shows '"value":"<?xml'
expect 0 request "$url/users" --encoded-query 'fields=id,name:$X' -p 'X=a,b' --dry-run
shows '/users?fields=id,name:a%2Cb'
expect 2 request "$url/users" --encoded-query 'a=b&c=d'
shows 'query[0].value: found `&`, expected an encoded text'
expect 0 request "$url/users" --labels lenient --report configuration
shows '"labels":"lenient"'
expect 2 request "$url/users" -H 'no colon'
expect 2 request "$url/users" -p novalue
expect 2 request "$url/users" --json 1 --xml '<a/>'
expect 2 request "$url/users" --timeout soon
expect 2 request "$url/users" --secret NOWHERE_TO_BE_FOUND
expect 2 request "$url/users" --record a --replay b
expect 2 request "$url/users" --replay "$scratch/nothing"
expect 2 request rename_todo.json -X GET
echo '{"url": "$A", "fields": [{"name": "A", "valeu": "B"}], "deadline": 0}' >"$scratch/wrong.json"
expect 2 request "$scratch/wrong.json"
shows 'wrong.json:1:40: fields[0]: there is no member `valeu`: did you mean `value`?'
shows 'wrong.json:1:68: deadline: expected seconds'
expect 0 request "$url/users" -m '[0].userId=FIRST'
shows 'mapped'
expect 1 request "$url/users" -m '[0].userID=FIRST'
shows 'did you mean `userId`?'
expect 1 request "$url/broken"
shows 'status failed: unexpected status (500 Internal Server Error)'
expect 1 request "$url/slow" --timeout 100ms
shows 'timeout'
expect 1 request 'http://127.0.0.1:1/'
expect 1 request '$NOBODY/users'
shows 'unknown parameter (NOBODY)'
expect 0 request "$url/note.xml" -m 'data.title=TITLE' -m 'data.@id=ID'
shows '"Ada & co."'
expect 0 request "$url/users" --repeat 4
shows '4 calls, 0 failed; minimum '
expect 0 request 'http://127.0.0.1:1/' --dry-run
shows 'rendered, not sent'

# Arguments on the command line have the same effect as a configuration file.
inline=(request -X PUT "$url/todos/7" -q 'lang=$LANGUAGE' -H 'X-Trace: $TRACE' --json '{"name": "$NAME", "age": $AGE}'
    -m 'data.title=TITLE' -m 'data.age=AGE' -p LANGUAGE=en -p TRACE=t -p "NAME=O'Hara" -p AGE=1.10)
expect 0 "${inline[@]}"
shows '"age": 1.10'
expect 0 "${inline[@]}" --report configuration
cp "$scratch/out" "$scratch/inline.json"
expect 0 request "$scratch/inline.json" -p LANGUAGE=en -p TRACE=t -p "NAME=O'Hara" -p AGE=1.10 --report json
shows '"outcome":"mapped"'
# So has a curl command line.
if command -v curl >/dev/null; then
    expect 0 "${inline[@]}" --report curl
    sh -c "$(cat "$scratch/out") --silent" >"$scratch/answer"
    grep -qF "\"title\": \"O'Hara\"" "$scratch/answer" || wrong "curl says $(cat "$scratch/answer")"
fi

# Many calls from a file of parameters.
printf '%s\r\n' 'ID,NAME' '1,Ada' '2,"O""Hara, G"' '3,"two' 'lines"' >"$scratch/each.csv"
expect 0 request "$url/todos/\$ID" -X PUT --json '{"name": "$NAME"}' -m data.title=TITLE --each "$scratch/each.csv" --parallel 2
[ "$(cat "$scratch/out")" = '{"line":1,"outcome":"mapped","status":200,"values":{"TITLE":"Ada"}}
{"line":2,"outcome":"mapped","status":200,"values":{"TITLE":"O\"Hara, G"}}
{"line":3,"outcome":"mapped","status":200,"values":{"TITLE":"two\r\nlines"}}' ] || wrong "--each: $(cat "$scratch/out")"
printf '{"PATH_": "users"}\n\n{"PATH_": "broken"}\n{}\n' >"$scratch/each.jsonl"
expect 1 request "$url/\$PATH_" -m '[0].userId=FIRST' --each "$scratch/each.jsonl"
shows '{"line":1,"outcome":"mapped","status":200,"values":{"FIRST":11}}'
shows '{"line":2,"outcome":"failed","status":500,"values":{},"message":"status failed: unexpected status'
shows '{"line":3,"outcome":"failed","values":{},"message":"render failed: unknown parameter (PATH_)'
expect 2 request "$url/users" --each "$scratch/nothing.csv"
expect 2 request "$url/users" --each "$scratch/each.txt"
expect 2 request "$url/users" --parallel 2
printf 'A,B\n1\n' >"$scratch/short.csv"
expect 2 request "$url/users" --each "$scratch/short.csv"
shows 'short.csv:2: expected 2 values, found 1'
printf 'A,B,A\n1,2,3\n' >"$scratch/twice.csv"
expect 2 request "$url/users" --each "$scratch/twice.csv"
shows 'twice.csv:1: the parameter A is there twice'
printf 'A\n"1' >"$scratch/open.csv"
expect 2 request "$url/users" --each "$scratch/open.csv"
shows 'open.csv:2: a quote is not closed'
printf '[1]\n' >"$scratch/list.jsonl"
expect 2 request "$url/users" --each "$scratch/list.jsonl"
shows 'list.jsonl:1: expected an object of parameters'

# Files: what the command line names; a configuration only from below the directory that is allowed.
mkdir -p "$scratch/up"
printf 12345 >"$scratch/up/cat.png"
expect 0 request "$url/users" -F 'note=a b' -F "photo=@$scratch/up/cat.png;type=image/png" --dry-run
shows 'Content-Disposition: form-data; name="photo"; filename="cat.png"'
shows '[cat.png, 5 bytes]'
expect 0 request "$url/users" --file "$scratch/up/cat.png" --report curl
shows "cat $scratch/up/cat.png;"
expect 2 request "$url/users" --file "$scratch/up/cat.png" --json '{}'
echo '{"method":"PUT","url":"'"$url"'/todos/7","body":{"type":"file","file":"cat.png"}}' >"$scratch/sends.json"
expect 2 request "$scratch/sends.json"
shows 'body.file: expected no file: the program that reads this allows none'
expect 0 request "$scratch/sends.json" --files "$scratch/up" --dry-run
echo '{"method":"PUT","url":"'"$url"'/todos/7","body":{"type":"file","file":"../each.csv"}}' >"$scratch/escapes.json"
expect 1 request "$scratch/escapes.json" --files "$scratch/up" --dry-run
shows 'there is no such file below the directory that is allowed'

# A content goes to a file, if the call is mapped.
expect 0 request "$url/users" -o "$scratch/users.json"
grep -q '"userId": 11' "$scratch/users.json" || wrong '--output'
expect 1 request "$url/broken" -o "$scratch/users.json"
grep -q '"userId": 11' "$scratch/users.json" || wrong '--output of an answer that failed'
expect 1 request "$url/users" -o "$scratch/nowhere/users.json"

# Recorded answers are replayed without a network.
tried=(request rename_todo.json --secret TOKEN -p "SERVER=$url" -p TODO_ID=7 -p NAME=Ada -p AGE=36)
expect 1 "${tried[@]}" --record "$scratch/tape.json"
! grep -q s3cret "$scratch/tape.json" || wrong "a secret was recorded"
expect 1 "${tried[@]}" --replay "$scratch/tape.json"
shows 'did you mean `title`?'

# Every report for programs is JSON, whatever the outcome and the format of the answer.
for path in users note.xml order.xml broken empty nothing '$NOWHERE' slow; do
    for row in '$=ALL' 'data.title=TITLE' '[0]' 'order'; do
        for how in '--report json' '--report json --dry-run' '--report json --repeat 2' '--report configuration' "--each $scratch/each.jsonl"; do
            "$program" request "$url/$path" --timeout 50ms -m "$row" $how 2>/dev/null
        done
    done
done >"$scratch/out"
[ "$(wc -l <"$scratch/out")" = 224 ] || wrong "reports: $(wc -l <"$scratch/out") lines"
are_json "$scratch/out"

# The output contains no secret.
for report in text json curl configuration; do
    "$program" "${tried[@]}" --report $report >"$scratch/out" 2>&1
    ! grep -q s3cret "$scratch/out" || wrong "a secret in --report $report"
done

# Colours only on a terminal.
! NO_COLOR='' TERM=xterm "$program" "${tried[@]}" | grep -q $'\x1b' || wrong "colours in a pipe"

# The README's session: its commands and their output. What differs from run to run and from server to server is made equal.
steady() {
    sed -E -e "s|$url|http://127.0.0.1:8080|g" -e 's/^(resolve|connect|send|first byte|receive)?.*total [0-9.]+ ms$/TIMES/' \
        -e '/^  (Connection|Content-Encoding|Content-Length|Keep-Alive) /d' -e 's/^(  [A-Z][A-Za-z-]+)  +/\1  /'
}
readme=$here/../../README.md
awk '/^```console$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$readme" >"$scratch/session"
grep -q '^\$ trotline' "$scratch/session" || wrong "the README shows no session"
while IFS= read -r line; do
    case $line in
        '$ '*)
            echo "$line"
            eval "$(sed "s|http://127.0.0.1:8080|$url|g" <<<"${line#\$ }")" 2>&1 </dev/null
            ;;
    esac
done <"$scratch/session" >"$scratch/run"
diff <(steady <"$scratch/session") <(steady <"$scratch/run") || wrong "the README's session is another one"

# The commands that need a NATS server, if the program was built with them.
if trotline --help | grep -q '^  post '; then
    nats/test.sh "$program" "$url" || wrong "nats/test.sh"
fi

end
