// SPDX-License-Identifier: BSL-1.0
#include <trotline/uri/character_set.hpp>

#include <doctest/doctest.h>

namespace uri_character_set_test {

namespace uri = trotline::uri;

static_assert(uri::unreserved.contains('a') && uri::unreserved.contains('~') &&
              !uri::unreserved.contains('%') && !uri::unreserved.contains('\0'));
static_assert(!uri::unreserved.contains('\xE4') &&
              (uri::digit | uri::character_set("\xFF")).contains('\xFF'));
static_assert(uri::query_character.contains('?') && !uri::path_character.contains('/') &&
              !uri::query_character.contains('#'));

static_assert(uri::digit.contains_all("0129") && uri::digit.contains_all("") &&
              !uri::digit.contains_all("12a") && !uri::digit.contains_all("a12"));

TEST_CASE("sizes of the sets of RFC 3986") {
    auto const size = [](uri::character_set const& set) {
        int members = 0;
        for (int c = -128; c < 128; ++c) members += set.contains(static_cast<char>(c));
        return members;
    };
    CHECK(size(uri::unreserved) == 66);
    CHECK(size(uri::sub_delims) == 11);
    CHECK(size(uri::path_character) == 79);
    CHECK(size(uri::query_character) == 81);
    CHECK(size(uri::hexadecimal_digit) == 22);
}

}  // namespace uri_character_set_test
