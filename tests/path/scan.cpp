// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/scan.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace path_scan_test {

namespace {

namespace detail = trotline::path::detail;

// How many bytes of the text a leaf consumes; -1 if it fails.
template <auto Scan> constexpr int consumed(std::string_view text) {
    detail::compiled_path out;
    detail::scan_state s(text.data(), out);
    char const* first = text.data();
    bool const matched = Scan(first, text.data() + text.size(), s);
    return matched ? static_cast<int>(first - text.data()) : -1;
}

constexpr auto name = consumed<detail::scan_name<detail::expectation::name>>;
static_assert(name("userId.x") == 6);
static_assert(name("@lang]") == 5);
static_assert(name("a-b:c d") == 5);
static_assert(name("-a") == -1);
static_assert(name(":a") == -1);
static_assert(name("@") == -1);
static_assert(name("") == -1);

constexpr auto index = consumed<detail::scan_index>;
static_assert(index("0]") == 1);
static_assert(index("-12]") == 3);
static_assert(index("9007199254740991") == 16);
static_assert(index("9007199254740992") == -1);
static_assert(index("00") == -1);
static_assert(index("-0") == -1);

constexpr auto quoted = consumed<detail::scan_quoted_name<>>;
static_assert(quoted("'a'b") == 3);
static_assert(quoted("\"'\"") == 3);
static_assert(quoted("'\\''") == 4);
static_assert(quoted("'a") == -1);
static_assert(quoted("a") == -1);

static_assert(consumed<detail::scan_blanks>(" \t\r\n\v") == 4);
static_assert(consumed<detail::scan_character<'$', detail::expectation::path>>("$.a") == 1);
static_assert(consumed<detail::scan_character<'$', detail::expectation::path>>("") == -1);

}  // namespace

TEST_CASE("path: every escape is decoded to the character that it names") {
    std::size_t wrong = 0;
    constexpr char digits[] = "0123456789abcdef";
    auto const escape = [&](char32_t unit) {
        return std::string{'\\',
                           'u',
                           digits[unit >> 12],
                           digits[unit >> 8 & 15],
                           digits[unit >> 4 & 15],
                           digits[unit & 15]};
    };
    for (char32_t c = 0; c < 0x110000; c += c < 0x11000 ? 1 : 61) {
        if (c >= 0xD800 && c < 0xE000) continue;
        std::string const text =
            '"' +
            (c < 0x10000 ? escape(c) : escape(0xD7C0 + (c >> 10)) + escape(0xDC00 + (c & 0x3FF))) +
            '"';
        detail::compiled_path out;
        detail::scan_state s(text.data(), out);
        char const* first = text.data();
        bool const matched = detail::scan_quoted_name<>(first, text.data() + text.size(), s);
        wrong += !matched || out[0].name != trotline::encode_utf8(c).view();
    }
    CHECK(wrong == 0);
}

TEST_CASE("path: a leaf that says no notes how far it came") {
    struct {
        std::string_view text;
        std::ptrdiff_t furthest;
    } const cases[] = {{"'", 1}, {"'a", 2}, {"'\\", 2}, {"'\\x", 2}, {"'\xE2\x82'", 3}, {"'\n", 1}};
    for (auto const& c : cases) {
        detail::compiled_path out;
        detail::scan_state s(c.text.data(), out);
        char const* first = c.text.data();
        CAPTURE(c.text);
        CHECK(!detail::scan_quoted_name<>(first, c.text.data() + c.text.size(), s));
        CHECK(first == c.text.data());
        CHECK(s.furthest - c.text.data() == c.furthest);
    }
}

}  // namespace path_scan_test
