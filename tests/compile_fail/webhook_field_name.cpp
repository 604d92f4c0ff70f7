// SPDX-License-Identifier: BSL-1.0
// A field name that is no token.
// expect: expected a character of a token
// expect: (value .7.|element 7 )
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{.url = "https://x",
                                        .fields = {{{"Author-ization", "Bearer $TOKEN"}}}};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{.url = "https://x",
                                       .fields = {{{"Author ization", "Bearer $TOKEN"}}}};
#endif
