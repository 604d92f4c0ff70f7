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

# With sanitizers, which change what a compiler takes as a constant.
sanitized() {
    "$@" -O0 -fsanitize=address,undefined -fno-sanitize-recover=all "$here/sanitized.cpp" -o rows
    ./rows || wrong "the rows' program ended with $?"
}

# stops MESSAGE COMPILER...: the compiler's first line is the message, and there is little behind it.
stops() {
    local said lines
    if said=$("${@:2}" -fsyntax-only -x c++ - <<<'#include <trotline/mapping/map.hpp>' 2>&1); then
        wrong "compiles, instead of: $1"
    fi
    lines=$(grep -c . <<<"$said")
    grep -vE '^(In file included|  +from) ' <<<"$said" | head -n 1 | grep -qF "$1" && [ "$lines" -le 15 ] ||
        wrong "the first of $lines lines is not: $1"$'\n'"$(head -n 10 <<<"$said")"
}

# What is required is said in one line.
requirements() {
    stops 'Trotline needs C++20' "$@" -std=c++17
    stops 'Trotline needs C++20' "$@" -std=c++14
    mkdir boost
    echo '#define BOOST_VERSION 107600' >boost/version.hpp
    stops 'Trotline needs Boost 1.77' "$1" -I"$scratch" "${@:2}"
    sed -i 's/107600/107700/' boost/version.hpp
    "$1" -I"$scratch" "${@:2}" -fsyntax-only -x c++ - <<<'#include <trotline/core/result.hpp>' || wrong "Boost 1.77 is refused"
}

# Silent where warnings are errors, and whatever macros other headers have defined.
strict() {
    local warnings
    if "$1" --version | grep -q clang; then
        # All there are, but for those that ask for another language, another style or less than C++20.
        warnings=(-Weverything -Wno-unknown-warning-option -Wno-c++98-compat -Wno-c++98-compat-pedantic -Wno-c++20-compat -Wno-padded
            -Wno-ctad-maybe-unsupported -Wno-comma -Wno-float-equal -Wno-exit-time-destructors -Wno-disabled-macro-expansion
            -Wno-conditional-uninitialized -Wno-unsafe-buffer-usage -Wno-switch-default -Wno-nrvo)
    else
        warnings=(-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Wuseless-cast -Wcast-align=strict
            -Wswitch-enum -Wnull-dereference)
    fi
    {
        # What is not ours is included before: it need not stand the macros.
        local header
        while read -r header; do
            printf '#if __has_include(<%s>)\n#include <%s>\n#endif\n' "$header" "$header"
        done < <(sed -nE 's|^#include <(trotline/.*)>$|\1|p' "$headers" | sed "s|^|$here/../../include/|" |
            xargs sed -nE 's/^ *# *include <([^>]+)>.*/\1/p' | grep -vE '^(trotline/|.*(emm|imm)intrin|arm_neon)' |
            sed -E 's/^(.*(is_variant|tuple_traits).*)$/0 \1/; t; s/^/1 /' | sort -u | cut -d ' ' -f 2)
        echo "#include \"$here/foreign_macros.hpp\""
        echo "#include \"$headers\""
    } >strict.cpp
    "$@" "${warnings[@]}" -Werror -fsyntax-only strict.cpp 2>said || wrong "$(grep -m 20 -E 'error:|warning:' said)"
}

# Windows: mingw's compiler, and wine to run what it makes. COMPILER is not used.
windows() {
    mkdir boost_alone
    ln -s "$(dirname "$(echo '#include <boost/version.hpp>' | "$@" -E -x c++ - | sed -nE 's/^# 1 "(.*)\/version.hpp".*/\1/p' | head -n 1)")/boost" boost_alone/boost
    local mingw=(x86_64-w64-mingw32-g++-posix -std=c++20 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -isystem boost_alone
        "-I$here/../../include")
    grep -vE 'trotline/((transport/curl|nats|outbox/nats)/|parameter_store/nats|nats|(async_)?webhook_node|trotline|src\.hpp)' "$headers" >core.hpp
    "${mingw[@]}" -fsyntax-only -x c++ core.hpp || wrong "the core's headers do not compile"
    "${mingw[@]}" -O2 -static "$here/../consumer/core.cpp" -o node.exe
    "${mingw[@]}" -O2 -static -DNAME=first -c "$here/../abi/unit.cpp" -o first.o
    "${mingw[@]}" -O2 -static -DNAME=second -c "$here/../abi/unit.cpp" -o second.o
    "${mingw[@]}" -static "$here/../abi/main.cpp" first.o second.o -o mapping.exe
    export WINEPREFIX=$scratch/wine WINEDEBUG=-all
    wine node.exe || wrong "the node's program ended with $?"
    wine mapping.exe || wrong "the mapping's program ended with $?"
}

# LLVM's standard library, which lacks some of what GCC's has. COMPILER is a clang++.
libcxx() {
    "$@" -stdlib=libc++ -fsyntax-only -x c++ "$headers" || wrong "the headers do not compile"
    "$@" -stdlib=libc++ "$here/../consumer/core.cpp" -o node
    ./node || wrong "the node's program ended with $?"
    local each
    for each in core/stop_token core/stop_token_substitute json/number node/batch transport/timer; do
        "$@" -stdlib=libc++ "-I$here/.." "$here/../$each.cpp" "$here/../main.cpp" -o test -lpthread
        ./test >said || wrong "$each: $(tail -n 20 said)"
    done
}

# A plugin can be unloaded, if it keeps the unique symbols of g++ (of the standard library's templates, too) to itself or has none.
plugin() {
    local libraries=(-lcurl -lz)
    "$@" "$here/plugin_host.cpp" -o host -ldl
    echo '{ global: run_plugin; local: *; };' >exported
    "$@" -O1 -fPIC -c "$here/plugin.cpp" -o plugin.o
    "$@" -shared plugin.o -Wl,--version-script=exported -o plugin.so "${libraries[@]}"
    ./host ./plugin.so || wrong "with a version script"
    "$1" --version | grep -q clang || set -- "$@" -fno-gnu-unique
    "$@" -O1 -fPIC -shared "$here/plugin.cpp" -o plugin.so "${libraries[@]}"
    ./host ./plugin.so || wrong "without unique symbols"
}

$way "$@"
exit $failures
