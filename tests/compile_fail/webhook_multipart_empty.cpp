// SPDX-License-Identifier: BSL-1.0
// A multipart body has at least one part.
// expect: a_multipart_body_has_at_least_one_part
// at most: 19 lines
#include <trotline/webhook.hpp>

int main() {
    namespace tl = trotline;
    constexpr tl::body good = tl::multipart_body(
        {{"a", tl::text_part("$A", "a.csv", "text/csv")}, {"b", tl::text_part("$B", "b.csv")}});
#ifdef TROTLINE_REJECT
    constexpr tl::body bad = tl::multipart_body({});
#endif
    return good.is_present() ? 0 : 1;
}
