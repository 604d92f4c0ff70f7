// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/kernel/utf8_tables.hpp>

#include <doctest/doctest.h>

#include <trotline/core/utf8.hpp>

namespace json_kernel_utf8_tables_test {

namespace utf8 = trotline::json::detail::utf8;

namespace {

// The reasons in which all three tables agree. `continues`: the second byte must be a third or
// fourth byte of a sequence.
bool is_wrong(unsigned first, unsigned second, bool continues) {
    unsigned const agreed =
        utf8::first_high[first >> 4] & utf8::first_low[first & 15] & utf8::second_high[second >> 4];
    return (agreed ^ (continues ? utf8::two_continuations : 0u)) != 0;
}

// True if a sequence can begin with these bytes, or if the second byte can begin one after a
// complete one.
bool can_begin(unsigned first, unsigned second) {
    char const bytes[] = {static_cast<char>(first), static_cast<char>(second), '\x80', '\x80'};
    auto const whole = trotline::utf8_sequence_at(bytes, bytes + 4);
    if (first < 0x80) return second < 0x80 || second >= 0xC0;
    return whole.size != 0;
}

}  // namespace

TEST_CASE("two adjacent bytes: a first and a second one") {
    // a lead byte that is never allowed (C0, C1, F5 to FF) is found together with the byte after it
    for (unsigned first = 0; first != 0x100; ++first) {
        if (first >= 0x80 && first < 0xC0) continue;
        for (unsigned second = 0; second != 0x100; ++second) {
            if (first < 0x80 && second >= 0xC0) continue;  // found together with the byte after it
            CAPTURE(first);
            CAPTURE(second);
            CHECK(is_wrong(first, second, false) == !can_begin(first, second));
        }
    }
}

TEST_CASE("two continuations stand together where a longer sequence says so, and only there") {
    for (unsigned first = 0x80; first != 0xC0; ++first)
        for (unsigned second = 0x80; second != 0xC0; ++second) {
            CHECK(is_wrong(first, second, false));
            CHECK_FALSE(is_wrong(first, second, true));
        }
}

}  // namespace json_kernel_utf8_tables_test
