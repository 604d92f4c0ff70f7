// SPDX-License-Identifier: BSL-1.0
// The media type of a part is one: without it the part has none.
// expect: expected a media type such as image/png
// at most: 19 lines
#include <trotline/webhook.hpp>

int main() {
    namespace tl = trotline;
    constexpr tl::body good = tl::multipart_body(
        {{"a", tl::text_part("$A", "a.csv", "text/csv")}, {"b", tl::text_part("$B", "b.csv")}});
#ifdef TROTLINE_REJECT
    constexpr tl::body bad = tl::multipart_body({{"a", tl::text_part("$A", "a.csv", "")}});
#endif
    return good.is_present() ? 0 : 1;
}
