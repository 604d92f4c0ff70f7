// SPDX-License-Identifier: BSL-1.0
// A parameter in a script could not be escaped.
// expect: expected no parameter inside of a script
// expect: (\+ 20\)|\{20, )
// at most: 9 lines
// at most with clang: 25 lines
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{.url = "https://x",
                                        .body = trotline::html_body("<p>$NAME</p>")};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{
    .url = "https://x", .body = trotline::html_body("<script>let name = '$NAME';</script>")};
#endif
