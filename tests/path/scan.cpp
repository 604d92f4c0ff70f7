// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/scan.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

namespace detail = trotline::path::detail;

// How many bytes of the text a leaf consumes; -1 if it says no.
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

constexpr auto quoted = consumed<detail::scan_quoted_name>;
static_assert(quoted("'a'b") == 3);
static_assert(quoted("\"'\"") == 3);
static_assert(quoted("'\\''") == 4);
static_assert(quoted("'a") == -1);
static_assert(quoted("a") == -1);

static_assert(consumed<detail::scan_blanks>(" \t\r\n\v") == 4);
static_assert(consumed<detail::scan_character<'$', detail::expectation::path>>("$.a") == 1);
static_assert(consumed<detail::scan_character<'$', detail::expectation::path>>("") == -1);

// RFC 3629 section 4, in words: shortest form, no surrogates, up to U+10FFFF.
constexpr bool is_scalar_value(std::uint32_t c) { return c < 0xD800 || (c > 0xDFFF && c < 0x110000); }

}  // namespace

TEST_CASE("path: every sequence of up to four bytes is UTF-8 exactly if a scalar value is written so") {
    std::size_t sequences = 0;
    // A byte of each kind that RFC 3629 tells apart, at every place.
    constexpr unsigned char bytes[] = {0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                                       0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
    for (unsigned char const a : bytes)
        for (unsigned char const b : bytes)
            for (unsigned char const c : bytes)
                for (unsigned char const d : bytes) {
                    if (a < 0x80) continue;
                    std::size_t const size = a >= 0xF0 ? 4 : a >= 0xE0 ? 3 : 2;
                    unsigned char const text[] = {a, b, c, d};
                    std::uint32_t value = a & (0x7Fu >> size);
                    bool continued = true;
                    for (std::size_t i = 1; i < size; ++i) {
                        continued = continued && (text[i] & 0xC0) == 0x80;
                        value = value << 6 | (text[i] & 0x3Fu);
                    }
                    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
                    bool const valid = a >= 0xC0 && a < 0xF8 && continued && is_scalar_value(value) && value >= least[size];
                    std::string const copy(reinterpret_cast<char const*>(text), 4);
                    char const* p = copy.data();
                    bool const skipped = detail::skip_multi_byte(p, copy.data() + copy.size());
                    if (skipped != valid || (skipped && p != copy.data() + size))
                        FAIL_CHECK("wrong for ", a, ' ', b, ' ', c, ' ', d);
                    ++sequences;
                }
    CHECK(sequences == 22 * 24 * 24 * 24);
}

TEST_CASE("path: every scalar value is encoded as it is read") {
    std::size_t wrong = 0;
    for (std::uint32_t c = 0; c < 0x110000; ++c) {
        if (!is_scalar_value(c)) continue;
        detail::compiled_path out;
        detail::encode_utf8(c, out);
        out.push_name(0, out.decoded());
        std::string_view const text = out[0].name;
        char const* p = text.data();
        std::size_t const size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        bool const valid = c < 0x80 ? text[0] == static_cast<char>(c) : detail::skip_multi_byte(p, text.data() + text.size());
        wrong += text.size() != size || !valid || (c >= 0x80 && p != text.data() + size);
    }
    CHECK(wrong == 0);
}
