// SPDX-License-Identifier: BSL-1.0
// A malformed expression in a URL: the error has the reason and the position.
// expect: expected \}, :- or \| after the parameter.{1,2}s name
// expect: (\+ 35\)|\{35, )
// at most: 9 lines
// at most with clang: 13 lines
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{.url = "https://api.example/todos/${TODO_ID}"};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{.url = "https://api.example/todos/${TODO_ID"};
#endif
