// SPDX-License-Identifier: BSL-1.0
// A malformed expression in a URL: reason and place.
// expect: expected } behind the parameter.{1,2}s name
// expect: first_wrong_byte_counted_from_1
// expect: (value .36.|element 36 )
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{.url = "https://api.example/todos/${TODO_ID}"};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{.url = "https://api.example/todos/${TODO_ID"};
#endif
