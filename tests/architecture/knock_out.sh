#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# knock_out.sh SCRATCH: makes a small tree that check.sh accepts, breaks one rule after the other in it, and checks that check.sh reports it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$1/tree sound=$1/sound
licence='// SPDX-License-Identifier: BSL-1.0'
failures=0

make_sound_tree() {
    rm -rf "$scratch" "$sound"
    local header guard definitions='#include <trotline/core/result.ipp>'
    for header in core/low core/result json/cursor parameter_store/value http/field parser/concept transport/concept webhook src_core; do
        mkdir -p "$sound/include/trotline/$(dirname $header)" "$sound/tests/$(dirname $header)"
        guard=TROTLINE_$(tr 'a-z/' 'A-Z_' <<<"$header")_HPP
        printf '%s\n' "$licence" "#ifndef $guard" "#define $guard" '' '#include <version>' '' '#endif' >"$sound/include/trotline/$header.hpp"
        printf '%s\n' "$licence" "#include <trotline/$header.hpp>" '' 'int main() {}' >"$sound/tests/$header.cpp"
        echo "core $header.hpp" >>"$sound/list"
    done
    insert '#include <trotline/core/low.hpp>' "$sound/include/trotline/core/result.hpp"
    insert '#include <trotline/core/result.hpp>' "$sound/include/trotline/transport/concept.hpp"
    insert "#if !defined(TROTLINE_SEPARATE_COMPILATION)\\n$definitions\\n#endif" "$sound/include/trotline/core/result.hpp"
    insert "$definitions" "$sound/include/trotline/src_core.hpp"
    sed 's/_HPP/_IPP/' "$sound/include/trotline/json/cursor.hpp" | sed 's/JSON_CURSOR/CORE_RESULT/' >"$sound/include/trotline/core/result.ipp"
}
insert() { sed -i "\$i $1" "$2"; }
replace() { sed -i "$1" "$2"; }
remove() { rm "$1"; }
new() { mkdir -p "$(dirname "$2")" && printf '%s\n' "$licence" "$1" >"$2"; }
lengthen() { for _ in $(seq 350); do echo '// more'; done | sed -i '1r /dev/stdin' "$1"; }
listed_for_curl() { sed -i 's|core core/low|curl core/low|' "$1"; }

# breaks MESSAGE FILE COMMAND...: after the command has changed the file, check.sh must refuse the tree with that message.
breaks() {
    local message=$1 file=$2 said
    shift 2
    rm -rf "$scratch"
    cp -R "$sound" "$scratch"
    "$@" "$scratch/$file"
    if said=$("$here/check.sh" "$scratch" "$scratch/list"); then
        echo "passes: $message"
        failures=$((failures + 1))
    elif ! grep -qF -- "$message" <<<"$said"; then
        printf 'refused, but not with: %s\n%s\n' "$message" "$said"
        failures=$((failures + 1))
    fi
}

make_sound_tree
"$here/check.sh" "$sound" "$sound/list"

low=include/trotline/core/low.hpp
breaks 'core must not include trotline/http/field.hpp' $low insert '#include <trotline/http/field.hpp>'
breaks 'json must not include trotline/parameter_store/value.hpp' include/trotline/json/cursor.hpp \
    insert '#include <trotline/parameter_store/value.hpp>'
breaks 'transport must not include trotline/parser/concept.hpp' include/trotline/transport/concept.hpp \
    insert '#include <trotline/parser/concept.hpp>'
breaks 'parser must not include trotline/webhook.hpp' include/trotline/parser/concept.hpp insert '#include <trotline/webhook.hpp>'
breaks 'a policy must not name another' include/trotline/parser/concept.hpp insert '#include <trotline/parameter_store/value.hpp>'
breaks 'only the nodes'"'"' headers name all three' include/trotline/webhook.hpp insert \
    '#include <trotline/parser/concept.hpp>\n#include <trotline/transport/concept.hpp>\n#include <trotline/parameter_store/value.hpp>'
breaks 'only types/ names boost/uuid/uuid.hpp' $low insert '#include <boost/uuid/uuid.hpp>'
breaks 'which is not there' $low insert '#include <trotline/core/nothing.hpp>'
breaks 'includes the umbrella' include/trotline/webhook.hpp insert '#include <trotline/trotline.hpp>'
breaks 'which needs another library' list listed_for_curl
breaks 'only core/described.hpp names boost/describe.hpp' $low insert '#include <boost/describe.hpp>'
breaks 'only core/described.hpp names Boost.Describe' $low insert 'using list = boost::mp11::mp_list<>;'
breaks 'only path/grammar.hpp and path/parse.hpp name boost/spirit' $low insert '#include <boost/spirit/home/x3.hpp>'
breaks 'only path/grammar.hpp and path/parse.hpp name Spirit' $low insert 'using rule = x3::rule<int>;'
breaks 'only core/requirements.hpp names boost/version.hpp' $low insert '#include <boost/version.hpp>'
breaks 'is not one of the Boost libraries' $low insert '#include <boost/regex.hpp>'
breaks 'only transport/curl/ names curl/curl.h' include/trotline/transport/concept.hpp insert '#include <curl/curl.h>'
breaks 'only transport/curl/ names libcurl' include/trotline/transport/concept.hpp insert 'auto* easy = curl_easy_init();'
breaks 'parameter_store/nats* name nats/nats.h' include/trotline/transport/concept.hpp insert '#include <nats/nats.h>'
breaks 'parameter_store/nats* name libnats' include/trotline/transport/concept.hpp insert 'natsConnection* made = nullptr;'
breaks 'only http/webhook_signature.hpp names' include/trotline/parser/concept.hpp insert '#include <openssl/evp.h>'
breaks 'is not on every system' $low insert '#include <sys/socket.h>'
breaks 'only parser/pugixml.hpp names' include/trotline/parser/concept.hpp insert '#include <pugixml.hpp>'
breaks 'only parser/simdjson.hpp names' include/trotline/parser/concept.hpp insert '#include <simdjson.h>'
breaks 'the folder odds has no rank' include/trotline/odds/end.hpp new '#include <version>'
breaks 'not in the list' include/trotline/core/more.hpp new '#include <version>'
breaks 'in the list in CMakeLists.txt, but not there' include/trotline/json/cursor.hpp remove
breaks 'core/result.hpp must include it unless' include/trotline/core/result.hpp replace /SEPARATE/d
breaks 'none of src_core.hpp, src_queries.hpp and src.hpp includes it' include/trotline/src_core.hpp replace /ipp/d
breaks 'core must not include trotline/http/field.hpp' include/trotline/core/result.ipp insert '#include <trotline/http/field.hpp>'
breaks 'core/more.hpp: has no test' include/trotline/core/more.hpp new '#include <version>'
breaks 'its first include is not the header' tests/core/low.cpp replace '1a #include <version>'
breaks 'its include guard is not TROTLINE_CORE_LOW_HPP' $low replace 's/TROTLINE_CORE_/TROTLINE_/'
breaks 'does not end with its include guard' $low replace '$a // end'
breaks 'core/low.hpp: does not begin with its licence' $low replace 1d
breaks 'defines a macro' $low insert '#define MORE'
breaks 'must open its namespace as' $low insert 'namespace trotline::json {}'
breaks 'must include trotline/core/abi.hpp' $low insert 'namespace trotline::inline TROTLINE_ABI {}'
breaks 'has #pragma once' $low insert '#pragma once'
breaks 'has a using directive' $low insert 'using namespace std;'
breaks 'split it by concept' $low lengthen
breaks 'trotline.hpp: has more than includes' include/trotline/trotline.hpp new 'int more;'
breaks 'tests/core/low.cpp: does not begin with its licence' tests/core/low.cpp replace 1d
breaks 'leaves something for later' tests/core/low.cpp insert '// TO''DO'

[ $failures -eq 0 ]
