// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_CHARACTER_HPP
#define TROTLINE_XML_CHARACTER_HPP
// The character classes of XML 1.0 (fifth edition), read from UTF-8 and checked byte by byte: a
// byte is wrong if no character of the class can begin with the bytes up to it. That covers
// overlong forms, surrogates and values above U+10FFFF.

#include <trotline/core/ascii.hpp>

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml {

using trotline::detail::is_blank;

namespace detail {

struct character_range {
    char32_t first, last;
};

// Instead of std::span, whose concepts take longer to compile than everything else here.
class character_ranges {
  public:
    template <std::size_t Size>
    constexpr character_ranges(character_range const (&ranges)[Size])
        : begin_(ranges), end_(ranges + Size) {}
    constexpr character_range const* begin() const { return begin_; }
    constexpr character_range const* end() const { return end_; }

  private:
    character_range const *begin_, *end_;
};

// [2] Char
inline constexpr character_range any_character[] = {
    {0x9, 0xA}, {0xD, 0xD}, {0x20, 0xD7FF}, {0xE000, 0xFFFD}, {0x10000, 0x10FFFF}};

// [4] NameStartChar
inline constexpr character_range name_start[] = {
    {':', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};

// [4a] NameChar: the same, and these
inline constexpr character_range name_rest[] = {
    {'-', '.'},       {'0', ':'},       {'A', 'Z'},        {'_', '_'},       {'a', 'z'},
    {0xB7, 0xB7},     {0xC0, 0xD6},     {0xD8, 0xF6},      {0xF8, 0x37D},    {0x37F, 0x1FFF},
    {0x200C, 0x200D}, {0x203F, 0x2040}, {0x2070, 0x218F},  {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
    {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};

constexpr bool overlaps(character_ranges ranges, char32_t first, char32_t last) {
    if (first > last) return false;
    for (character_range const& range : ranges) {
        if (first <= range.last && range.first <= last) return true;
    }
    return false;
}

// The result for one position: a character of the class with `length` bytes; or length 0 and the
// distance `wrong` to the first wrong byte (the text's end, if it ends inside a character).
struct judged_character {
    std::size_t length = 0;
    std::size_t wrong = 0;
};

// `at` must not be the end.
constexpr judged_character judge(character_ranges ranges, char const* at, char const* end) {
    auto const lead = static_cast<unsigned char>(*at);
    if (lead < 0x80) return {overlaps(ranges, lead, lead) ? std::size_t{1} : 0, 0};
    if (lead < 0xC0 || lead >= 0xF8) return {0, 0};
    std::size_t const length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    constexpr char32_t shortest[] = {0x80, 0x800, 0x10000};
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1;; ++i) {
        auto const open_bits = 6 * (length - i);
        char32_t const low = value << open_bits;
        char32_t const high = low | ((char32_t{1} << open_bits) - 1);
        if (!overlaps(ranges, low < shortest[length - 2] ? shortest[length - 2] : low, high))
            return {0, i - 1};
        if (i == length) return {length, 0};
        if (at + i == end) return {0, i};
        auto const next = static_cast<unsigned char>(at[i]);
        if ((next & 0xC0) != 0x80) return {0, i};
        value = value << 6 | (next & 0x3FU);
    }
}

// Bits in a table of single bytes.
inline constexpr std::uint8_t starts_name = 1, continues_name = 2, forbidden = 4, stops_text = 8,
                              stops_value = 16;

struct byte_classes {
    std::uint8_t of[256]{};
};

// The classes of ASCII characters. Bytes from 0x80 on stop text and values and have no other class,
// because only judge() can tell.
constexpr byte_classes make_classes() {
    byte_classes made;
    auto const add = [&](char32_t first, char32_t last, unsigned bits) {
        for (; first <= last; ++first)
            made.of[first] = static_cast<std::uint8_t>(made.of[first] | bits);
    };
    auto const add_ascii = [&](character_ranges ranges, unsigned bits) {
        for (character_range const& range : ranges)
            if (range.last < 0x80) add(range.first, range.last, bits);
    };
    add_ascii(name_start, starts_name);
    add_ascii(name_rest, continues_name);
    char32_t after = 0;  // the end of the range before
    for (character_range const& range : any_character) {
        if (range.first < 0x80) add(after, range.first - 1, forbidden | stops_text | stops_value);
        after = range.last + 1;
    }
    add(0x80, 0xFF, stops_text | stops_value);
    for (char32_t const c : {U'<', U'&'}) add(c, c, stops_text | stops_value);
    for (char32_t const c : {U'"', U'\''}) add(c, c, stops_value);
    return made;
}
inline constexpr byte_classes class_table = make_classes();

constexpr bool is(char c, std::uint8_t wanted) {
    return (class_table.of[static_cast<unsigned char>(c)] & wanted) != 0;
}

// Precondition: the text is well-formed.
constexpr bool is_in_name(char c) {
    return is(c, continues_name) || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace detail

// True if all of the text is characters that XML documents may contain ([2] Char), in UTF-8.
constexpr bool is_characters(std::string_view text) {
    char const* at = text.data();
    char const* const end = at + text.size();
    while (at != end) {
        std::size_t const length = detail::judge(detail::any_character, at, end).length;
        if (length == 0) return false;
        at += length;
    }
    return true;
}

// True if all of the text is a name ([5] Name) of an element, an attribute or a processing
// instruction. A colon is a character like any other: a prefix is part of the name.
constexpr bool is_name(std::string_view text) {
    if (text.empty()) return false;
    char const* at = text.data();
    char const* const end = at + text.size();
    std::size_t length = detail::judge(detail::name_start, at, end).length;
    while (length != 0) {
        at += length;
        if (at == end) return true;
        length = detail::judge(detail::name_rest, at, end).length;
    }
    return false;
}

}  // namespace trotline::xml
#endif
