// SPDX-License-Identifier: BSL-1.0
// A function that does not exist: the error has what was probably meant, and the position.
// expect: expected a function: did you mean trim\?
// expect: (\+ 19\)|\{19, )
// at most: 9 lines
// at most with clang: 25 lines
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{
    .url = "https://x",
    .body = trotline::json_body(R"({"name": "${NAME | trim}", "at": ${now()}})")};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{
    .url = "https://x",
    .body = trotline::json_body(R"({"name": "${NAME | trimm}", "at": ${now()}})")};
#endif
