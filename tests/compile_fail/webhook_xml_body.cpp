// SPDX-License-Identifier: BSL-1.0
// A parameter in an XML comment could not be escaped.
// expect: expected no parameter in a comment
// expect: (\+ 8\)|\{8, )
// at most: 9 lines
// at most with clang: 25 lines
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{.url = "https://x",
                                        .body = trotline::xml_body("<a><!-- $5 -->$NAME</a>")};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{.url = "https://x",
                                       .body = trotline::xml_body("<a><!-- $NAME --></a>")};
#endif
