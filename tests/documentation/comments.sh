#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# comments.sh HEADER: the header with its comments as Doxygen's, their text escaped. Indented lines are examples and are shown as they are
# written. The inline namespace is left out, because users do not write it.
exec awk '
    { sub(/^namespace trotline::inline TROTLINE_ABI/, "namespace trotline") }
    /^ *\/\/ SPDX/ { print ""; next }
    match($0, /^ *\/\/( |$)/) {
        lead = substr($0, 1, index($0, "//") - 1)
        text = substr($0, RSTART + RLENGTH)
        gsub(/[\\@<>&#$%"]|::/, "\\\\&", text)
        if (text ~ /^  /) text = text "\\n"
        print lead "/// " text
        next
    }
    match($0, /; +\/\/ /) || match($0, /, +\/\/ /) {
        text = substr($0, RSTART + RLENGTH)
        gsub(/[\\@<>&#$%"]|::/, "\\\\&", text)
        print substr($0, 1, RSTART) " ///< " text
        next
    }
    { print }
' "$1"
