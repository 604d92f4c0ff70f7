#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
. "$(dirname "${BASH_SOURCE[0]}")/checks.sh"

# A curl command line becomes a configuration, which does the same.
imports() {
    local expected=$1
    shift
    expect 0 import curl "$*"
    [ "$(grep -v '^note: ' "$scratch/out")" = "$expected" ] || wrong "import curl $*: $(cat "$scratch/out")"
}
imports '{"method":"GET","url":"http://a/x"}' curl -sSL 'http://a/x#top' -k
shows 'note: --insecure was left out'
imports '{"method":"POST","url":"http://a","authorization":{"scheme":"bearer","secret":"$TOKEN"},"fields":[{"name":"X-A","value":"b $$c"}],"body":{"type":"json","text":"{\"n\": \"it'"'"'s\"}"}}' \
    "curl -X POST 'http://a' -H 'authorization: Bearer t0k' -H \"X-A: b \\\$c\" -H 'Host: a' \\
  -H 'Content-Type: application/json' --data-raw \$'{\"n\": \"it\\'s\"}' --compressed"
shows 'note: the token was left out: set TOKEN, and give --secret TOKEN'
! grep -q t0k "$scratch/out" || wrong 'import curl shows a token'
imports '{"method":"POST","url":"http://a","authorization":{"scheme":"basic","user":"me","secret":"$PASSWORD"},"body":{"type":"form","text":"a=b&c=d+e"}}' \
    curl http://a -ume:pw -d a=b --data-urlencode "'c=d e'"
imports '{"method":"GET","url":"http://a","authorization":{"scheme":"digest","user":"me","secret":"$PASSWORD"}}' \
    curl --digest -u me http://a
imports '{"method":"GET","url":"http://a?q=1&r=2"}' curl -G a -dq=1 --data=r=2
imports '{"method":"HEAD","url":"http://a","deadline":2}' curl -I --max-time 2 --url http://a
imports '{"method":"POST","url":"http://a","body":{"type":"multipart","parts":[{"name":"a","value":"b $$c"},{"name":"p","file":"cat.png","media_type":"image/png"}]}}' \
    curl http://a -F "'a=b \$c'" -Fp='@cat.png;type=image/png'
shows 'note: it sends a file'
imports '{"method":"PUT","url":"http://a","body":{"type":"file","file":"cat.png"}}' curl http://a -T cat.png
imports '{"method":"PUT","url":"http://a","body":{"type":"verbatim","text":"{$x","media_type":"application/json"}}' \
    curl -XPUT http://a --json "'{\$x'"
# What is secret by its name becomes a parameter, wherever it stands.
imports '{"method":"POST","url":"http://a/x?q=1&api_key=$API_KEY&page_token=p","fields":[{"name":"X-Api-Key","value":"$X_API_KEY"},{"name":"X-Trace","value":"k3y0"}],"body":{"type":"json","text":"{\"user\": \"me\", \"max_tokens\": 7, \"login\": {\"passWord\" : \"$PASS_WORD\"}, \"token\":\"$TOKEN\", \"other\": [\"password\", \"x\"]}"}}' \
    "curl 'http://a/x?q=1&api_key=k3y1&page_token=p' -H 'X-Api-Key: k3y2' -H 'X-Trace: k3y0' --json '{\"user\": \"me\", \"max_tokens\": 7, \"login\": {\"passWord\" : \"k3y\\u00343\"}, \"token\":\"k3y4\", \"other\": [\"password\", \"x\"]}'"
shows 'note: the field X-Api-Key was left out: set X_API_KEY, and give --secret X_API_KEY'
shows 'note: the query parameter api_key was left out: set API_KEY, and give --secret API_KEY'
shows 'note: passWord in the body was left out: set PASS_WORD, and give --secret PASS_WORD'
shows 'note: token in the body was left out: set TOKEN, and give --secret TOKEN'
! grep -q 'k3y[1-9]' "$scratch/out" || wrong "import curl shows a secret: $(cat "$scratch/out")"
imports '{"method":"POST","url":"http://a/","authorization":{"scheme":"basic","user":"m:e","secret":"$PASSWORD"},"body":{"type":"form","text":"name=me&client_secret=$CLIENT_SECRET&password=$PASSWORD_2"}}' \
    curl http://m%3Ae:k3y1@a/ -d name=me -d client_secret=k3y2 --data-urlencode "'password=k3y 3'"
shows 'note: the password was left out: set PASSWORD, and give --secret PASSWORD'
shows 'note: password in the body was left out: set PASSWORD_2, and give --secret PASSWORD_2'
! grep -q 'k3y[1-9]' "$scratch/out" || wrong "import curl shows a secret: $(cat "$scratch/out")"
# Some services have their secret in the path.
while read -r given expected; do
    imports "{\"method\":\"GET\",\"url\":\"$expected\"}" curl "'$given'"
    [ "$given" = "$expected" ] || shows "note: the token in the URL's path was left out: set TOKEN, and give --secret TOKEN"
done <<'END'
https://hooks.slack.example/services/T01ABCDEF/B02ABCDEF/abcdefghijklmnopqrstuvwx https://hooks.slack.example/services/T01ABCDEF/B02ABCDEF/$TOKEN
https://discord.example/api/webhooks/123456789012345678/aB-1_cdefghijklmnopq?wait=true https://discord.example/api/webhooks/123456789012345678/$TOKEN?wait=true
https://api.telegram.example/bot123456:AA-bb_cc/sendMessage https://api.telegram.example/bot123456:$TOKEN/sendMessage
https://chat.example/hooks/x1y2z3x1y2z3x1y2z3 https://chat.example/hooks/$TOKEN
https://a.example/repos/x1y2z3x1y2z3x1y2z3/hooks/12345678901234567890 https://a.example/repos/x1y2z3x1y2z3x1y2z3/hooks/12345678901234567890
https://a.example/hooks/send-the-notification https://a.example/hooks/send-the-notification
https://a.example/services/T1/x/abcdef https://a.example/services/T1/x/abcdef
https://a.example/robot1:2/x https://a.example/robot1:2/x
END
# A form that has characters which should be encoded, and JSON without its media type: both are
# templates, so that nothing secret stays in them.
imports '{"method":"POST","url":"http://a","body":{"type":"form","text":"password=$PASSWORD&a%5Bb%5D=1+%5C2&c=50%25&d=%2F"}}' \
    curl http://a -d password=k3y1 -d "'a[b]=1 \\2'" -d 'c=50%' -d d=%2F
shows 'note: password in the body was left out: set PASSWORD, and give --secret PASSWORD'
imports '{"method":"POST","url":"http://a","body":{"type":"json","text":"{\"password\": \"$PASSWORD\"}","media_type":"application/x-www-form-urlencoded"}}' \
    curl http://a -d "'{\"password\": \"k3y1\"}'"
shows "note: the body is JSON, but is sent as application/x-www-form-urlencoded, as the original does"
imports '{"method":"POST","url":"http://a","body":{"type":"json","text":"{\"password\": \"$PASSWORD\"}","media_type":"text/plain;charset=UTF-8"}}' \
    curl http://a -H "'Content-Type: text/plain;charset=UTF-8'" -d "'{\"password\": \"k3y1\"}'"
imports '{"method":"POST","url":"http://a","body":{"type":"json","text":"\n[{\"token\": \"$TOKEN\"}]","media_type":"application/x-www-form-urlencoded"}}' \
    curl http://a -d "$'\\n[{\"token\": \"k3y1\"}]'"
imports '{"method":"POST","url":"http://a","body":{"type":"verbatim","text":"{\"token\": \"k3y1\"","media_type":"application/x-www-form-urlencoded"}}' \
    curl http://a -d "'{\"token\": \"k3y1\"'"
shows 'note: token in the body was not left out, and is probably secret: the body is no template'
imports '{"method":"POST","url":"http://a","body":{"type":"text","text":"{a} or b","media_type":"text/plain"}}' \
    curl http://a -H "'Content-Type: text/plain'" -d "'{a} or b'"
# Line ends of Windows, and options that only say what curl prints.
imports '{"method":"GET","url":"http://a","fields":[{"name":"A","value":"b"}]}' \
    $'curl http://a \\\r\n  -H "A: b" \\\r\n  --fail-with-body --tlsv1.2 -w "%{http_code}"\r\n'
# The shell's variables are parameters, unless they are in single quotes.
imports '{"method":"POST","url":"${BASE}/x/${ID}_$$","authorization":{"scheme":"bearer","secret":"${KEY}"},"fields":[{"name":"X-A","value":"$$ID ${ID}"}],"body":{"type":"form","text":"a=%2B${ID}%2F&b=$$ID"}}' \
    'curl "$BASE/x/${ID}_$" -H "Authorization: Bearer $KEY" -H "X-A: \$ID $ID" --data-urlencode "a=+$ID/" -d '"'b=\$ID'"
shows 'note: the shell'"'"'s variables are parameters: set BASE, ID, KEY, and give --secret NAME'
! grep -q 'note: the token' "$scratch/out" || wrong 'import curl replaces a variable'
imports '{"method":"GET","url":"http://a","authorization":{"scheme":"basic","user":"${SID}","secret":"${KEY}"}}' \
    'curl http://a -u $SID:$KEY'
imports '{"method":"GET","url":"http://a","fields":[{"name":"Authorization","value":"token ${KEY}"}]}' \
    'curl http://a -H "Authorization: token $KEY"'
imports '{"method":"GET","url":"http://a","fields":[{"name":"Authorization","value":"$AUTHORIZATION"}]}' \
    'curl http://a -H "Authorization: token k3y1"'
imports '{"method":"GET","url":"http://a","authorization":{"scheme":"basic","user":"${KEY}","secret":""}}' \
    'curl http://a -u "$KEY:"'
# A value that should be in quotes may be secret: the error does not show it.
expect 2 import curl 'curl -H Authorization: Bearer k3y1 http://a'
shows 'a second URL, or a value that should be in quotes'
! grep -q k3y1 "$scratch/out" || wrong 'import curl shows a secret in an error'
for user in 'k3y1@' 'k3y1:@'; do
    imports '{"method":"GET","url":"https://a","authorization":{"scheme":"basic","user":"$USER","secret":""}}' curl "https://${user}a"
    shows 'note: the user was left out: set USER, and give --secret USER'
done
imports '{"method":"GET","url":"https://a","authorization":{"scheme":"basic","user":"$USER","secret":""}}' curl https://a -u k3y1:
imports '{"method":"GET","url":"http://a","fields":[{"name":"Cookie","value":"lang=de; sessionid=$SESSIONID; PHPSESSID=$PHPSESSID"}]}' \
    curl http://a -b "'lang=de; sessionid=k3y1; PHPSESSID=k3y2'"
shows 'note: cookies are in it, and may be secret: lang'
imports '{"method":"POST","url":"http://a","body":{"type":"multipart","parts":[{"name":"token","value":"$TOKEN"},{"name":"key","value":"b"}]}}' \
    curl http://a -F token=k3y1 -F key=b
imports '{"method":"POST","url":"http://a","body":{"type":"xml","text":"<a><b:Password type=\"t\">$PASSWORD</b:Password><token/><c>d</c></a>","media_type":"text/xml"}}' \
    curl http://a -H "'Content-Type: text/xml'" -d "'<a><b:Password type=\"t\">k3y1</b:Password><token/><c>d</c></a>'"
imports '{"method":"POST","url":"http://a","body":{"type":"json","text":"{\"password\": 123}"}}' curl http://a --json "'{\"password\": 123}'"
shows 'note: password in the body was not left out, and is probably secret: it is no text'
imports '{"method":"POST","url":"http://a","body":{"type":"verbatim","text":"{\"token\": \"k3y\", x","media_type":"application/json"}}' \
    curl http://a --json "'{\"token\": \"k3y\", x'"
shows 'note: token in the body was not left out, and is probably secret: the body is no template'
imports '{"method":"GET","url":"http://a?token=$TOKEN_2&again=1","authorization":{"scheme":"bearer","secret":"$TOKEN"}}' \
    curl "'http://a?token=k3y1&again=1'" -H "'Authorization: Bearer k3y2'"

for bad in 'wget http://a' 'curl' "curl 'http://a" 'curl http://a -F a' 'curl http://a -d @file' 'curl http://a http://b' 'curl http://a -H' 'curl ftp://a'; do
    expect 2 import curl "$bad"
    shows 'import curl: '
done
expect 2 import
"$program" import curl "curl -X PUT '$url/todos/7?lang=en' --json '{\"name\": \"Ada\", \"age\": 1}'" >"$scratch/imported.json"
expect 0 request "$scratch/imported.json"

# is_imported JSON ARGUMENTS...: the import writes that configuration, and the tool reads it.
is_imported() {
    local expected=$1
    shift
    expect 0 import "$@"
    grep -v '^note: ' "$scratch/out" >"$scratch/imported.json"
    diff <(echo "$expected") "$scratch/imported.json" || wrong "import $*"
    cp "$scratch/out" "$scratch/notes"
    expect 0 request "$scratch/imported.json" --report configuration
    diff "$scratch/imported.json" "$scratch/out" || wrong "import $*: read and written again"
    cp "$scratch/notes" "$scratch/out"
}

# An operation of an OpenAPI document.
cat >"$scratch/api.json" <<'EOF'
{"openapi": "3.0.3", "servers": [{"url": "https://{region}.api.example/v1/", "variables": {"region": {"default": "eu"}}}],
 "security": [{"token": []}],
 "paths": {
  "/todos/{todoId}": {
   "parameters": [{"$ref": "#/components/parameters/todo"}, {"name": "lang", "in": "query", "required": true, "schema": {"type": "string"}}],
   "put": {"operationId": "renameTodo", "summary": "Rename a todo",
    "parameters": [{"name": "tag", "in": "query", "required": true, "explode": false, "schema": {"type": "array", "items": {"type": "string"}}},
                   {"name": "page", "in": "query"}, {"name": "X-Trace", "in": "header", "required": true}],
    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Todo~1New"}}}},
    "responses": {"200": {"$ref": "#/components/responses/todo"},
                  "default": {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}}},
   "get": {"responses": {"204": {"description": "nothing"}}, "security": []}},
  "/search": {"post": {"operationId": "search", "servers": [{"url": "/v2"}], "security": [{"key": []}],
    "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {"properties": {"q": {}, "a b": {"type": "integer"}}}}}},
    "responses": {"2XX": {"content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Todo"}}}}}}}},
  "/loop": {"get": {"operationId": "loop", "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Loop"}}}}}}},
  "/lost": {"get": {"operationId": "lost", "responses": {"200": {"$ref": "#/components/responses/nowhere"}}}},
  "/other": {"get": {"operationId": "other", "responses": {"200": {"$ref": "other.json#/x"}}}},
  "/cycle": {"get": {"operationId": "cycle", "responses": {"200": {"$ref": "#/components/responses/a"}}}}},
 "components": {
  "parameters": {"todo": {"name": "todoId", "in": "path", "required": true}},
  "responses": {"todo": {"content": {"application/json": {"schema": {"properties": {"data": {"$ref": "#/components/schemas/Todo"}}, "required": ["data"]}}}},
                "a": {"$ref": "#/components/responses/b"}, "b": {"$ref": "#/components/responses/a"}},
  "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}, "key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
  "schemas": {
   "Base": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer", "readOnly": true}, "kind": {"enum": ["todo"]}}},
   "Todo": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"title": {"type": "string"}, "the $": {"type": ["null", "number"]},
      "tags": {"type": "array", "items": {"type": "string"}}, "owner": {"properties": {"id": {"type": "integer"}}, "required": ["id"]}}}]},
   "Todo/New": {"$ref": "#/components/schemas/Todo"},
   "Problem": {"properties": {"title": {"type": "string"}}},
   "Loop": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Loop"}, "other": {"$ref": "#/components/schemas/Loop"}}}}}}
EOF
expect 0 import openapi "$scratch/api.json"
shows 'renameTodo  (PUT /todos/{todoId}): Rename a todo'
shows 'GET /todos/{todoId}'
is_imported '{"label":"Rename a todo","method":"PUT","url":"https://eu.api.example/v1/todos/$TODO_ID","authorization":{"scheme":"bearer","secret":"$TOKEN"},"fields":[{"name":"X-Trace","value":"$X_TRACE"}],"query":[{"name":"lang","value":"$LANG"},{"name":"tag","value":"$TAG","arrays":"joined"}],"body":{"type":"json","text":"{\"kind\": \"todo\", \"title\": \"$TITLE\", \"the $$\": $THE, \"tags\": $TAGS, \"owner\": {\"id\": $ID}}"},"rows":[{"path":"data.id","parameter":"ID"},{"path":"data.kind","parameter":"KIND","optional":true},{"path":"data.title","parameter":"TITLE","optional":true},{"path":"data['"'"'the $'"'"']","parameter":"THE","optional":true},{"path":"data.tags","parameter":"TAGS","optional":true},{"path":"data.owner.id","parameter":"OWNER_ID","optional":true}],"failure_rows":[{"path":"title","parameter":"TITLE","optional":true}]}' \
    openapi "$scratch/api.json" --operation renameTodo
shows 'note: optional parameters were left out: page'
shows 'note: set TOKEN, and give --secret TOKEN'
is_imported '{"method":"GET","url":"https://eu.api.example/v1/todos/$TODO_ID","query":[{"name":"lang","value":"$LANG"}]}' \
    openapi "$scratch/api.json" --operation 'GET /todos/{todoId}'
is_imported '{"label":"search","method":"POST","url":"$SERVER/v2/search","fields":[{"name":"X-Key","value":"$API_KEY"}],"body":{"type":"form","text":"q=$Q&a+b=$A_B"},"rows":[{"path":"$","parameter":"ANSWER"}]}' \
    openapi "$scratch/api.json" --operation search
shows 'note: the document does not name a server: set SERVER'
expect 0 import openapi "$scratch/api.json" --operation loop
shows 'note: there are more values in the answer than rows were made for'
for bad in lost other cycle nobody; do
    expect 2 import openapi "$scratch/api.json" --operation $bad
    shows 'import openapi: '
done
echo '{"swagger": "2.0"}' >"$scratch/old.json"
expect 2 import openapi "$scratch/old.json"
shows 'expected OpenAPI 3, found Swagger 2.0'
printf '{"openapi":\n ' >"$scratch/cut.json"
expect 2 import openapi "$scratch/cut.json"
shows 'cut.json:2:2: '
expect 2 import openapi "$scratch/nothing"

# A request of a Postman collection.
cat >"$scratch/collection.json" <<'EOF'
{"info": {"name": "todos", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
 "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "t0k"}]},
 "variable": [{"key": "baseUrl", "value": "https://api.example"}, {"key": "todoId", "value": "7"}, {"key": "unused", "value": "1"}],
 "item": [
  {"name": "todos", "item": [
   {"name": "rename", "request": {"method": "PUT",
     "url": {"raw": "{{baseUrl}}/todos/:todoId?lang=en&page=1#x", "query": [{"key": "lang", "value": "{{lang}}$"}, {"key": "page", "value": "1", "disabled": true}]},
     "header": [{"key": "X-Trace", "value": "{{$guid}}"}, {"key": "Host", "value": "h"}, {"key": "X-Off", "value": "1", "disabled": true}],
     "body": {"mode": "raw", "raw": "{\"name\": \"{{name}}\", \"age\": {{age}}}", "options": {"raw": {"language": "json"}}}}},
   {"name": "list", "request": "http://127.0.0.1/todos?a={{a}}"}]},
  {"name": "list", "request": {"method": "POST", "url": "api.example/list", "auth": {"type": "basic", "basic": [{"key": "username", "value": "me"}, {"key": "password", "value": "{{pw}}"}]},
     "body": {"mode": "urlencoded", "urlencoded": [{"key": "a b", "value": "{{x}}&1"}, {"key": "c", "value": "d"}]}}},
  {"name": "graph", "request": {"method": "POST", "url": "http://a/", "auth": {"type": "noauth"},
     "body": {"mode": "graphql", "graphql": {"query": "query { me(id: \"1\") }", "variables": "{\"a\": {{a}}}"}}}},
  {"name": "parts", "request": {"method": "POST", "url": "http://a/", "body": {"mode": "formdata", "formdata": [{"key": "a", "value": "{{x}}!", "type": "text"}]}}},
  {"name": "keys", "request": {"method": "POST", "auth": {"type": "noauth"}, "url": {"raw": "http://a/?key=k3y", "query": [{"key": "key", "value": "k3y"}]}, "header": [{"key": "X-Api-Key", "value": "{{apiKey}}"}],
     "body": {"mode": "raw", "raw": "{\"password\": \"k3y\", \"token\": \"{{token}}\", \"age\": {{age}}}", "options": {"raw": {"language": "json"}}}}},
  {"name": "upload", "request": {"method": "POST", "url": "http://a/", "body": {"mode": "formdata", "formdata": [{"key": "photo", "src": "cat.png", "type": "file"}]}}}]}
EOF
expect 0 import postman "$scratch/collection.json"
shows 'todos/rename  (PUT {{baseUrl}}/todos/:todoId?lang=en&page=1#x)'
is_imported '{"label":"todos/rename","method":"PUT","url":"$BASE_URL/todos/$TODO_ID","authorization":{"scheme":"bearer","secret":"$TOKEN"},"fields":[{"name":"X-Trace","value":"$GUID"}],"query":[{"name":"lang","value":"$LANG$$"}],"body":{"type":"json","text":"{\"name\": \"$NAME\", \"age\": $AGE}"}}' \
    postman "$scratch/collection.json" --request rename
shows 'note: the token was left out: set TOKEN, and give --secret TOKEN'
shows 'note: the collection has -p BASE_URL=https://api.example'
shows 'note: the collection has values for TODO_ID'
! grep -q t0k "$scratch/out" || wrong 'import postman shows a token'
is_imported '{"label":"list","method":"POST","url":"http://api.example/list","authorization":{"scheme":"basic","user":"me","secret":"$PW"},"body":{"type":"form","text":"a+b=${X}%261&c=d"}}' \
    postman "$scratch/collection.json" --request list
is_imported '{"label":"todos/list","method":"GET","url":"http://127.0.0.1/todos?a=$A"}' postman "$scratch/collection.json" --request todos/list
is_imported '{"label":"graph","method":"POST","url":"http://a/","body":{"type":"json","text":"{\"query\": \"query { me(id: \\\"1\\\") }\", \"variables\": {\"a\": $A}}"}}' \
    postman "$scratch/collection.json" --request graph
is_imported '{"label":"parts","method":"POST","url":"http://a/","authorization":{"scheme":"bearer","secret":"$TOKEN"},"body":{"type":"multipart","parts":[{"name":"a","value":"$X!"}]}}' \
    postman "$scratch/collection.json" --request parts
is_imported '{"label":"keys","method":"POST","url":"http://a/","fields":[{"name":"X-Api-Key","value":"$API_KEY"}],"query":[{"name":"key","value":"$KEY"}],"body":{"type":"json","text":"{\"password\": \"$PASSWORD\", \"token\": \"$TOKEN\", \"age\": $AGE}"}}' \
    postman "$scratch/collection.json" --request keys
shows 'note: password in the body was left out: set PASSWORD, and give --secret PASSWORD'
! grep -q k3y "$scratch/out" || wrong 'import postman shows a secret'
expect 0 import postman "$scratch/collection.json" --request upload
shows '{"name":"photo","file":"cat.png"}'
shows 'note: it sends a file'
expect 2 import postman "$scratch/collection.json" --request nobody
expect 2 import postman "$scratch/api.json"
shows 'expected a Postman collection v2.1'

# What is imported can be called.
sed -e "s|https://api.example|$url|" "$scratch/collection.json" >"$scratch/here.json"
"$program" import postman "$scratch/here.json" --request rename 2>/dev/null >"$scratch/imported.json"
expect 0 request "$scratch/imported.json" -p "BASE_URL=$url" -p TODO_ID=7 -p LANG=en -p GUID=g -p NAME=Ada -p AGE=36 --secret TOKEN
shows '"title": "Ada", "age": 36'

end
