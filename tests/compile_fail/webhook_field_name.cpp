// SPDX-License-Identifier: BSL-1.0
// A field name that is not a token.
// expect: expected a character of a token
// expect: (\+ 6\)|\{6, )
// at most: 9 lines
// at most with clang: 13 lines
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{.url = "https://x",
                                        .fields = {{{"Author-ization", "Bearer $TOKEN"}}}};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{.url = "https://x",
                                       .fields = {{{"Author ization", "Bearer $TOKEN"}}}};
#endif
