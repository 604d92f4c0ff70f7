// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/utf8.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace core_utf8_test {

namespace tl = trotline;
using namespace std::string_view_literals;

namespace {

struct row {
    std::string_view text;
    std::size_t prefix;  // whole sequences
    std::size_t error;   // the first byte that cannot be there
};

constexpr row bad[] = {
    {"\x80"sv, 0, 0},
    {"a\xBF"sv, 1, 1},
    {"\xC0\x80"sv, 0, 0},
    {"\xC1\xBF"sv, 0, 0},
    {"\xC2"sv, 0, 1},
    {"\xC2\x7F"sv, 0, 1},
    {"\xC2\xC0"sv, 0, 1},
    {"\xE0\x9F\xBF"sv, 0, 1},
    {"\xE0\xA0"sv, 0, 2},
    {"\xE0\xA0\x7F"sv, 0, 2},
    {"\xED\xA0\x80"sv, 0, 1},
    {"\xEF\xBF\xC0"sv, 0, 2},
    {"\xF0\x8F\xBF\xBF"sv, 0, 1},
    {"\xF0\x90\x80"sv, 0, 3},
    {"\xF4\x90\x80\x80"sv, 0, 1},
    {"\xF5\x80\x80\x80"sv, 0, 0},
    {"12345678abc\xC3\xA4\xFF"sv, 13, 13},
    {"\xF1\x80\x80\x20"sv, 0, 3},
    {"\xFE"sv, 0, 0},
};
constexpr std::string_view good[] = {""sv,
                                     "a"sv,
                                     "\0"sv,
                                     "\x7F"sv,
                                     "\xC2\x80"sv,
                                     "\xDF\xBF"sv,
                                     "\xE0\xA0\x80"sv,
                                     "\xED\x9F\xBF"sv,
                                     "\xEE\x80\x80"sv,
                                     "\xEF\xBF\xBF"sv,
                                     "\xF0\x90\x80\x80"sv,
                                     "\xF4\x8F\xBF\xBF"sv,
                                     "eight by\xC3\xA4 eight bytes"sv};

constexpr bool holds(row const& r) {
    return !tl::is_utf8(r.text) && tl::valid_utf8_prefix(r.text) == r.prefix &&
           tl::utf8_error_offset(r.text) == r.error;
}
constexpr bool all_hold() {
    for (auto const& r : bad)
        if (!holds(r)) return false;
    for (auto const text : good)
        if (!tl::is_utf8(text)) return false;
    return true;
}
static_assert(all_hold());

}  // namespace

TEST_CASE("malformed UTF-8 is found at its first wrong byte") {
    for (auto const& r : bad) {
        CAPTURE(r.text);
        CHECK_FALSE(tl::is_utf8(r.text));
        CHECK(tl::valid_utf8_prefix(r.text) == r.prefix);
        CHECK(tl::utf8_error_offset(r.text) == r.error);
    }
}

TEST_CASE("well-formed UTF-8 is accepted at every distance from the begin") {
    for (auto const text : good)
        for (std::size_t pad = 0; pad < 17; ++pad)
            CHECK(tl::is_utf8(std::string(pad, 'x') + std::string(text)));
}

TEST_CASE("characters are encoded in as many bytes as they need") {
    struct {
        char32_t character;
        std::string_view bytes;
    } constexpr rows[] = {{'A', "A"},
                          {0x7F, "\x7F"},
                          {0x80, "\xC2\x80"},
                          {0x7FF, "\xDF\xBF"},
                          {0x800, "\xE0\xA0\x80"},
                          {0xFFFD, "\xEF\xBF\xBD"},
                          {0x10000, "\xF0\x90\x80\x80"},
                          {0x10FFFF, "\xF4\x8F\xBF\xBF"}};
    for (auto const& row : rows) CHECK(tl::encode_utf8(row.character).view() == row.bytes);
}

TEST_CASE("sequences of three and of two bytes are told from others") {
    for (std::uint32_t bytes = 0; bytes != 0x1000000; ++bytes) {
        char const text[] = {static_cast<char>(bytes), static_cast<char>(bytes >> 8),
                             static_cast<char>(bytes >> 16), 'x'};
        std::size_t const size = tl::utf8_sequence_at(text, text + 4).size;
        bool const as_expected = tl::detail::is_sequence_of_three(bytes) == (size == 3) &&
                                 tl::detail::is_sequence_of_two(bytes) == (size == 2);
        if (as_expected) continue;
        CAPTURE(bytes);
        REQUIRE(as_expected);
    }
}

TEST_CASE("every scalar value is encoded in a form that is accepted, and nothing else is") {
    for (char32_t value = 0; value < 0x110000; ++value) {
        auto const bytes = tl::encode_utf8(value);
        bool const surrogate = value >= 0xD800 && value < 0xE000;
        REQUIRE(tl::is_utf8(bytes.view()) == !surrogate);
    }
}

TEST_CASE("what is not UTF-8 is replaced, once for each beginning of a sequence") {
    struct {
        std::string_view text, repaired;
    } const cases[] = {
        {"", ""},
        {"a\xC3\xA9", "a\xC3\xA9"},
        {"\xFF", "\xEF\xBF\xBD"},
        {"a\xC3", "a\xEF\xBF\xBD"},
        {"\xE2\x82x", "\xEF\xBF\xBDx"},
        {"\xF0\x9F\x98\xF0\x9F\x98\x80", "\xEF\xBF\xBD\xF0\x9F\x98\x80"},
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    };
    for (auto const& [text, repaired] : cases) {
        std::string out;
        tl::append_as_utf8(out, text);
        CHECK(out == repaired);
    }
}

}  // namespace core_utf8_test
