// SPDX-License-Identifier: BSL-1.0
// The parts of a constant's body are templates, which the compiler checks.
// expect: letters, digits and _, not starting with a digit
// at most: 19 lines
#include <trotline/webhook.hpp>

int main() {
    constexpr trotline::body good = trotline::multipart_body({{"a", "$A"}, {"b", "${B}"}});
#ifdef TROTLINE_REJECT
    constexpr trotline::body bad = trotline::multipart_body({{"a", "$A"}, {"b", "${"}});
#endif
    return good.is_present() ? 0 : 1;
}
