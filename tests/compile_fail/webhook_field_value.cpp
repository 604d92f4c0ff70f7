// SPDX-License-Identifier: BSL-1.0
// A line end in a field value.
// expect: expected a character of a field value
// expect: (\+ 1\)|\{1, )
// at most: 9 lines
// at most with clang: 13 lines
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{.url = "https://x", .fields = {{{"X", "a b"}}}};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{.url = "https://x", .fields = {{{"X", "a\r\nX-Evil: 1"}}}};
#endif
