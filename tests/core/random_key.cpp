// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/random_key.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace core_random_key_test {

TEST_CASE("keys have 32 hexadecimal digits, and none is made twice") {
    std::set<std::string> seen;
    for (int i = 0; i != 1000; ++i) {
        std::string const key = trotline::detail::random_key();
        CHECK(key.size() == 32);
        CHECK(key.find_first_not_of("0123456789abcdef") == std::string::npos);
        seen.insert(key);
    }
    CHECK(seen.size() == 1000);
}

TEST_CASE("a UUID has version 4 and the variant of RFC 9562") {
    std::set<char> variants;
    for (int i = 0; i != 1000; ++i) {
        std::string const text = trotline::detail::random_uuid();
        CHECK(text.size() == 36);
        for (std::size_t at = 0; at != text.size(); ++at)
            CHECK((text[at] == '-') == (at == 8 || at == 13 || at == 18 || at == 23));
        CHECK(text[14] == '4');
        variants.insert(text[19]);
    }
    CHECK(variants == std::set<char>{'8', '9', 'a', 'b'});
}

}  // namespace core_random_key_test
