#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check.sh TOP LIST: checks the architecture of the tree. LIST has a line `core PATH`, `curl PATH`, `nats PATH` or `adapter PATH` for
# every header that the build knows.
set -euo pipefail
top=$1 list=$2
cd "$top/include/trotline"
failures=0
wrong() {
    echo "$*"
    failures=$((failures + 1))
}

# A folder includes only folders of lower rank; those of one rank never include each other. Three headers at the top have ranks of
# their own: version.hpp counts as core, webhook.hpp is below the folders that call it, configuration.hpp belongs to its folder; the
# others are for users to include first. The parameter store on NATS has the outbox's rank, because it reads JSON and uses the same server.
declare -A rank=(
    [core]=0
    [path]=1 [json]=1 [xml]=1 [uri]=1
    [http]=2 [parameter_store]=2
    [mapping]=3 [rendering]=3 [types]=3
    [parser]=4 [transport]=4 [nats]=4
    [webhook]=5
    [call]=6
    [report]=7 [configuration]=7
    [node]=8
    [outbox]=9
    [door]=10
)
declare -A owner
while read -r kind header; do owner[$header]=$kind; done <"$list"

# The functions set variables instead of printing: a process for each of so many questions would take most of the time.
# folder_of HEADER: sets folder.
folder_of() { case $1 in parameter_store/nats*) folder=outbox ;; */*) folder=${1%%/*} ;; version.hpp) folder=core ;; webhook.hpp) folder=webhook ;; configuration.hpp) folder=configuration ;; *) folder=door ;; esac; }
# read_header HEADER: sets its lines, its code (the lines without comments, between line ends), what it includes and defines, its first
# directive, and whether it opens the namespace in another way than it must.
read_header() {
    local line
    local namespace='^ *namespace trotline\b' own_namespace='^namespace trotline::inline TROTLINE_ABI\b'
    local include_line='^ *# *include *[<"]([^>"]+)[>"]' define_line='^ *# *define +(.*)$'
    mapfile -t lines <"$1"
    includes=() defines=() code=$'\n' directive= other_namespace=
    for line in "${lines[@]}"; do
        if [[ $line == *\#* ]]; then
            [[ $line != \#* || -n $directive ]] || directive=$line
            [[ ! $line =~ $define_line ]] || defines+=("${BASH_REMATCH[1]}")
        fi
        line=${line%%//*}
        code+=$line$'\n'
        [[ $line != *namespace* || ! $line =~ $namespace || $line =~ $own_namespace ]] || other_namespace=yes
        [[ $line != *\#* || ! $line =~ $include_line ]] || includes+=("${BASH_REMATCH[1]}")
    done
}
# What code must not name, with the headers that may.
boost_describe='\b(boost::(describe|mp11)|mp11::)'
spirit='\b(boost::spirit|x3::)'
libcurl='\b(curl_easy|curl_multi|CURL[A-Z]*_)'
libnats='\b(natsConnection|natsMsg|natsStatus|natsSubscription|js_[A-Z]|js[A-Z][a-z]+[A-Z]|kvStore)'
includes_trotline=$'\n *# *include *<trotline/'

# A header's .ipp file has the definitions that a program can compile separately. It counts as a part of its header.
mapfile -t headers < <(find . -name '*.[hi]pp' -printf '%P\n' | sort)
for header in "${headers[@]}"; do
    declared_in=${header%.ipp}
    [ "$declared_in" = "$header" ] || declared_in+=.hpp
    read_header "$header"
    folder_of "$declared_in"
    own_folder=$folder

    [ -n "${rank[$own_folder]+known}" ] || { wrong "$header: the folder $own_folder has no rank"; continue; }
    [ -n "${owner[$declared_in]+known}" ] || wrong "$header: not in the list in CMakeLists.txt"

    names_parser=no names_transport=no names_store=no
    for include in "${includes[@]}"; do
        case $include in
            trotline/*)
                included=${include#trotline/}
                folder_of "${included/%.ipp/.hpp}"
                [ -f "$included" ] || wrong "$header: includes $include, which is not there"
                if [ "$folder" != "$own_folder" ] && [ "${rank[$folder]:-10}" -ge "${rank[$own_folder]}" ]; then
                    wrong "$header: $own_folder must not include $include: only folders of lower rank"
                fi
                [ "$included" != trotline.hpp ] || wrong "$header: includes the umbrella"
                if [ "${owner[$declared_in]:-}" = core ] && [ "${owner[${included/%.ipp/.hpp}]:-core}" != core ]; then
                    wrong "$header: belongs to trotline::core but includes $include, which needs another library"
                fi
                case $folder in parser) names_parser=yes ;; transport) names_transport=yes ;; parameter_store) names_store=yes ;; esac
                if [[ $own_folder =~ ^(parser|transport)$ && $folder = parameter_store ]]; then
                    wrong "$header: a policy must not name another: $include"
                fi
                ;;
            boost/describe* | boost/mp11*) [ "$header" = core/described.hpp ] || wrong "$header: only core/described.hpp names $include" ;;
            boost/spirit* | boost/fusion*) [[ $header =~ ^path/(grammar|parse)\.hpp$ ]] || wrong "$header: only path/grammar.hpp and path/parse.hpp name $include" ;;
            boost/version.hpp) [ "$header" = core/requirements.hpp ] || wrong "$header: only core/requirements.hpp names $include" ;;
            boost/optional/* | boost/static_string/* | boost/uuid/*)
                [[ $header == types/* ]] || wrong "$header: only types/ names $include"
                ;;
            boost/*) wrong "$header: $include is not one of the Boost libraries that Trotline stands on" ;;
            curl/*) [[ $header == transport/curl/* ]] || wrong "$header: only transport/curl/ names $include" ;;
            nats/* | nats.h)
                [[ $header =~ ^(nats/|outbox/nats/|parameter_store/nats) ]] ||
                    wrong "$header: only nats/, outbox/nats/ and parameter_store/nats* name $include"
                ;;
            openssl/*) [ "$header" = http/webhook_signature.hpp ] || wrong "$header: only http/webhook_signature.hpp names $include" ;;
            arpa/* | netinet/* | sys/* | unistd.h | pthread.h | poll.h)
                [[ $header =~ ^(transport/curl/|core/random\.ipp$|(nats/event_loop|report/terminal)\.hpp$) ]] ||
                    wrong "$header: $include is not on every system; only transport/curl/, core/random.ipp, nats/event_loop.hpp and report/terminal.hpp name it"
                ;;
            pugixml.hpp) [ "$header" = parser/pugixml.hpp ] || wrong "$header: only parser/pugixml.hpp names $include" ;;
            simdjson.h) [ "$header" = parser/simdjson.hpp ] || wrong "$header: only parser/simdjson.hpp names $include" ;;
        esac
    done
    if [ $names_parser$names_transport$names_store = yesyesyes ] && [[ ! $header =~ ^(node/basic_webhook_node|(async_|)webhook_node|trotline)\.hpp$ ]]; then
        wrong "$header: only the nodes' headers name all three policies"
    fi
    [ "$header" = core/described.hpp ] || [[ ! $code =~ $boost_describe ]] ||
        wrong "$header: only core/described.hpp names Boost.Describe and Boost.Mp11"
    [[ $header =~ ^path/(grammar|parse)\.hpp$ ]] || [[ ! $code =~ $spirit ]] ||
        wrong "$header: only path/grammar.hpp and path/parse.hpp name Spirit"
    [[ $header == transport/curl/* ]] || [[ ! $code =~ $libcurl ]] ||
        wrong "$header: only transport/curl/ names libcurl"
    [[ $header =~ ^(nats/|outbox/nats/|parameter_store/nats) ]] || [[ ! $code =~ $libnats ]] ||
        wrong "$header: only nats/, outbox/nats/ and parameter_store/nats* name libnats"

    # The form of a header.
    guard=${header//[\/.]/_}
    guard=TROTLINE_${guard^^}
    [ "${lines[0]:-}" = '// SPDX-License-Identifier: BSL-1.0' ] || wrong "$header: does not begin with its licence"
    [ "$directive" = "#ifndef $guard" ] || wrong "$header: its include guard is not $guard"
    [ "${lines[*]: -1}" = '#endif' ] || wrong "$header: does not end with its include guard"
    # (The purpose of these is macros.)
    defined=" ${defines[*]} "
    [[ $header =~ ^(version|core/abi|mapping/engine/instances)\.hpp$ ]] || [ "${defined/ BOOST_SPIRIT_X3_NO_RTTI / }" = " $guard " ] ||
        wrong "$header: defines a macro besides its include guard"
    # (A name is also known if an included header declares it.)
    [ -z "$other_namespace" ] || wrong "$header: must open its namespace as namespace trotline::inline TROTLINE_ABI"
    [[ $code =~ $includes_trotline || $code != *TROTLINE_ABI* ]] ||
        wrong "$header: must include trotline/core/abi.hpp, or another header of Trotline's"
    [[ ${lines[*]} != *'#pragma once'* ]] || wrong "$header: has #pragma once"
    [[ $code != *$'\nusing namespace'* ]] || wrong "$header: has a using directive"
    [ ${#lines[@]} -le 340 ] || wrong "$header: ${#lines[@]} lines; split it by concept"

    if [ "$declared_in" != "$header" ]; then
        grep -A1 -x '#if !defined(TROTLINE_SEPARATE_COMPILATION)' "$declared_in" | grep -qx "#include <trotline/$header>" ||
            wrong "$header: $declared_in must include it unless TROTLINE_SEPARATE_COMPILATION is defined"
        grep -qsx "#include <trotline/$header>" src_core.hpp src_queries.hpp src.hpp || wrong "$header: none of src_core.hpp, src_queries.hpp and src.hpp includes it"
        continue
    fi

    # Its test.
    test=$top/tests/${header%.hpp}.cpp
    if [ ! -f "$test" ]; then
        wrong "$header: has no test tests/${header%.hpp}.cpp"
        continue
    fi
    line=
    while read -r line && [[ $line != \#include* ]]; do :; done <"$test"
    if [ "$line" != "#include <trotline/$header>" ]; then
        wrong "tests/${header%.hpp}.cpp: its first include is not the header under test"
    fi
done
for header in "${!owner[@]}"; do
    [ -f "$header" ] || wrong "$header: in the list in CMakeLists.txt, but not there"
done

if [ -f trotline.hpp ]; then
    ! sed -E 's|//.*$||' trotline.hpp | grep -vE '^ *$|^#(include <trotline/|ifndef |define |endif)' || wrong "trotline.hpp: has more than includes"
fi

# The whole tree: every file has a licence, and none is unfinished.
cd "$top"
mapfile -t files < <(find CMakeLists.txt include tests examples benchmarks \( -name '*.?pp' -o -name '*.sh' -o -name '*.cmake' -o -name CMakeLists.txt \) 2>/dev/null)
declare -A licensed
while read -r file; do licensed[$file]=yes; done < <(awk 'FNR <= 2 && /SPDX-License-Identifier: BSL-1\.0/ { print FILENAME }' "${files[@]}")
for file in "${files[@]}"; do
    [ -n "${licensed[$file]:-}" ] || wrong "$file: does not begin with its licence"
done
while IFS=: read -r file line; do
    wrong "$file: leaves something for later: $line"
done < <(grep -HE '\b(TO''DO|FIX''ME|X''XX)\b' "${files[@]}")

[ $failures -eq 0 ] || { echo "$failures wrong"; exit 1; }
