// SPDX-License-Identifier: BSL-1.0
// A query value that is already encoded must stay one value.
// expect: expected an encoded text
// at most: 13 lines
#include <trotline/webhook.hpp>

int main() {
    trotline::webhook const good{.url = "https://x",
                                 .query = {{{"a", trotline::encoded("b,c:$D")}}}};
#ifdef TROTLINE_REJECT
    trotline::webhook const bad{.url = "https://x", .query = {{{"a", trotline::encoded("b&c=d")}}}};
#endif
    return static_cast<int>(good.fields.size());
}
