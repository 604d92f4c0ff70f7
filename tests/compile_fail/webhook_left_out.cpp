// SPDX-License-Identifier: BSL-1.0
// A part of a body that cannot be left out, and a list in a wrong place.
// expect: expected no \?: the whole JSON text cannot be left out
// expect: (\+ 2\)|\{2, )
// expect: before an element of a JSON array
// expect: (\+ 11\)|\{11, )
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{
    .url = "https://x",
    .body =
        trotline::json_body(R"({"note": ${?NOTE}, "tags": [${each TAG in TAGS} {"name": $TAG}]})")};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{.url = "https://x", .body = trotline::json_body("${?NOTE}")};
inline constexpr trotline::webhook worse{
    .url = "https://x", .body = trotline::json_body(R"({"tags": ${each TAG in TAGS} 1})")};
#endif
