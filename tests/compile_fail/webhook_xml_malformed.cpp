// SPDX-License-Identifier: BSL-1.0
// A body that is not well-formed: the compiler shows what is expected, and the text from its first
// wrong byte.
// expect: expected the name of the element that is open here
// expect: (<a><b></a>.*\+ 8\)|\{8, )
// at most: 9 lines
// at most with clang: 25 lines
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{.url = "https://x",
                                        .body = trotline::xml_body("<a><b/></a>")};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{.url = "https://x",
                                       .body = trotline::xml_body("<a><b></a>")};
#endif
