// SPDX-License-Identifier: BSL-1.0
// Host comes from the URL, not from a parameter, and the transport sends Content-Length itself.
// expect: expected no parameter: Host comes from the URL|expected another field
// at most: 9 lines
// at most with clang: 13 lines
#include <trotline/webhook.hpp>

inline constexpr trotline::webhook good{
    .url = "https://x", .fields = {{{"Host", "other.example"}, {"X-Host", "$HOST"}}}};

#ifdef TROTLINE_REJECT
inline constexpr trotline::webhook bad{.url = "https://x",
                                       .fields = {{{"Host", "$HOST"}, {"Content-Length", "5"}}}};
#endif
