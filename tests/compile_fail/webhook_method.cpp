// SPDX-License-Identifier: BSL-1.0
// A method that is not a token.
// expect: expected_a_token_of_at_most_22_characters_that_is_not_CONNECT_or_TRACE
#include <trotline/webhook.hpp>

int main() {
    trotline::webhook const good{.method = trotline::method::other("PROPFIND"), .url = "http://a/"};
#ifdef TROTLINE_REJECT
    trotline::webhook const bad{.method = trotline::method::other("GET IT"), .url = "http://a/"};
#endif
    return static_cast<int>(good.fields.size());
}
