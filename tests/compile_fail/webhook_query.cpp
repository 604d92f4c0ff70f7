// SPDX-License-Identifier: BSL-1.0
// A malformed expression in a query parameter.
// expect: expected a parameter.{1,2}s name
// expect: (\+ 2\)|\{2, )
// at most: 9 lines
// at most with clang: 13 lines
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{.url = "https://x", .query = {{{"lang", "${LANGUAGE}"}}}};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{.url = "https://x", .query = {{{"lang", "${}"}}}};
#endif
