#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# index.sh [--write]: checks that the index of the public API, include/trotline/README.md, is that of the headers; with --write, makes it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
headers=$(cd "$here/../../include/trotline" && pwd)
cd "$headers"

# What users look for first comes first. Kernels, the engine and the parts of a transport are not public.
rooms=(
    "Webhooks and nodes|webhook.hpp webhook_node.hpp async_webhook_node.hpp call node"
    "Rows and mappings|mapping mapping/check"
    "Types|types"
    "Object paths and queries|path"
    "Parameters|parameter_store"
    "Templates and bodies|rendering rendering/template"
    "Configuration|configuration.hpp configuration"
    "Reports|report"
    "Transports|transport transport/curl"
    "Parsers|parser"
    "HTTP|http"
    "Durable delivery|outbox outbox/nats nats"
    "JSON|json"
    "XML|xml"
    "URIs|uri"
    "Core|core"
)

make_index() {
    cat <<'END'
# Index of the public API

Made from the comments in the headers by `tests/documentation/index.sh --write`; a test checks that it is current. Names without a
namespace are in `trotline`. Enumerations also have `name()`, failures `to_string()` and `operator<<`. Whatever is in a namespace
`detail`, or not listed here, can change without notice.
END
    local room title header
    for room in "${rooms[@]}"; do
        title=${room%%|*}
        printf '\n## %s\n\n| name | what it is | header |\n|---|---|---|\n' "$title"
        for part in ${room#*|}; do
            for header in $([ -f "$part" ] && echo "$part" || ls "$part"/*.hpp); do
                awk -f "$here/index.awk" "$header" | awk -F'|' -v header="$header" '
                    function flush_row() { if (names != "") printf "| %s | %s | [`%s`](%s) |\n", names, what, header, header; names = "" }
                    {
                        scope = $1
                        sub(/^trotline(::)?/, "", scope)
                        name = "`" (scope == "" ? "" : scope "::") $2 "`"
                        what_now = $3
                        for (i = 4; i <= NF; ++i) what_now = what_now "\\|" $i
                        if (what_now == "+" && names != "") { names = names ", " name; next }
                        flush_row()
                        names = name
                        what = what_now
                        gsub(/</, "\\\\<", what)
                        if (what == "" || what == "?") { print header ": " name " has no comment" > "/dev/stderr"; failed = 1 }
                    }
                    END { flush_row(); exit failed }'
            done
        done
    done
}

index=$(make_index)
if [ "${1:-}" = --write ]; then
    printf '%s\n' "$index" >README.md
elif ! diff README.md - <<<"$index"; then
    echo "include/trotline/README.md is not current: tests/documentation/index.sh --write"
    exit 1
fi
# Every folder with public names must be in the list above.
for header in $(find . -name '*.hpp' -printf '%P\n' | grep -vE '/(kernel|engine)/'); do
    [ -z "$(awk -f "$here/index.awk" "$header")" ] || grep -qF "($header)" README.md || {
        echo "$header is not in the index: add its folder to the rooms in tests/documentation/index.sh"
        exit 1
    }
done
