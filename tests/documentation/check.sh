#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# check.sh OUT: Doxygen reads every public header without a warning. The pages are in OUT/html.
# The headers' comments are plain text; a filter escapes them, so that Doxygen takes nothing in them as a command.
set -euo pipefail
out=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
mkdir -p "$out"
version=$(sed -nE 's/^#define TROTLINE_VERSION_(MAJOR|MINOR|PATCH) ([0-9]+)$/\2/p' "$top/include/trotline/version.hpp" | paste -sd.)

cat >"$out/Doxyfile" <<END
PROJECT_NAME = Trotline
PROJECT_NUMBER = $version
PROJECT_BRIEF = "Webhooks whose answers land in your structs"
OUTPUT_DIRECTORY = "$out"
INPUT = "$top/include/trotline"
RECURSIVE = YES
FILE_PATTERNS = *.hpp
STRIP_FROM_PATH = "$top/include"
STRIP_FROM_INC_PATH = "$top/include"
FULL_PATH_NAMES = YES
INPUT_FILTER = "$here/comments.sh"
EXTRACT_ALL = YES
EXCLUDE_SYMBOLS = trotline::detail trotline::*::detail trotline::*::detail::*
BUILTIN_STL_SUPPORT = YES
MARKDOWN_SUPPORT = NO
MACRO_EXPANSION = YES
EXPAND_ONLY_PREDEF = YES
PREDEFINED = "BOOST_DESCRIBE_STRUCT(...)=" "BOOST_DESCRIBE_CLASS(...)=" "BOOST_DESCRIBE_ENUM(...)="
HAVE_DOT = NO
GENERATE_LATEX = NO
QUIET = YES
WARNINGS = YES
WARN_IF_DOC_ERROR = YES
WARN_LOGFILE = "$out/warnings.txt"
SHOW_INCLUDE_FILES = YES
SORT_MEMBER_DOCS = NO
END
rm -f "$out/warnings.txt"
doxygen "$out/Doxyfile" >/dev/null
if [ -s "$out/warnings.txt" ]; then
    sed "s|$top/||" "$out/warnings.txt"
    exit 1
fi
# The check is worthless if nothing was read.
pages=$(find "$out/html" -name 'struct*.html' -o -name 'class*.html' | wc -l)
[ "$pages" -ge 50 ] || { echo "Doxygen wrote $pages pages for classes"; exit 1; }
grep -q 'One outgoing HTTP request, as a template' "$out"/html/structtrotline_1_1webhook.html || { echo "the comments were not read"; exit 1; }
echo "$pages classes"
