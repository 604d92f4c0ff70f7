// SPDX-License-Identifier: BSL-1.0
// A body that is not JSON for any parameters.
// expect: expected , or \}
// expect: (\+ 25\)|\{25, )
// at most: 9 lines
// at most with clang: 25 lines
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{
    .url = "https://x", .body = trotline::json_body(R"({"name": "$NAME", "age": $AGE})")};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{
    .url = "https://x", .body = trotline::json_body(R"({"name": "$NAME", "a": $A.5})")};
#endif
