// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <string>

namespace core_random_test {

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

TEST_CASE("a number between two others can be each of them, and none outside") {
    struct {
        std::int64_t least, most;
        std::size_t numbers;
    } const table[] = {{0, 2, 3}, {-1, 1, 3}, {7, 7, 1}, {7, 3, 1}, {0, 63, 64}};
    for (auto const& c : table) {
        CAPTURE(c.least);
        CAPTURE(c.most);
        std::set<std::int64_t> seen;
        for (int i = 0; i != 4000; ++i)
            seen.insert(trotline::detail::random_between(c.least, c.most));
        CHECK(seen.size() == c.numbers);
        CHECK(*seen.begin() == c.least);
        CHECK(*seen.rbegin() == std::max(c.least, c.most));
    }
}

TEST_CASE("the whole range of numbers") {
    using limits = std::numeric_limits<std::int64_t>;
    bool negative = false, positive = false;
    for (int i = 0; i != 200; ++i) {
        auto const any = trotline::detail::random_between((limits::min)(), (limits::max)());
        (any < 0 ? negative : positive) = true;
        CHECK(trotline::detail::random_between((limits::max)() - 1, (limits::max)()) > 0);
    }
    CHECK(negative);
    CHECK(positive);
}

}  // namespace core_random_test
