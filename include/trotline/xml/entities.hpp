// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_ENTITIES_HPP
#define TROTLINE_XML_ENTITIES_HPP
// Decodes references in text and attribute values: the five predefined entities (XML 1.0 section
// 4.6) and character references ([66] CharRef). Document type declarations are not read, so every
// other entity is undeclared, and refused.

#include <trotline/core/ascii.hpp>
#include <trotline/xml/character.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml {

// A decoded reference: `length` bytes of source for one character; or length 0, and the position
// `wrong` of the first wrong byte (the text's size, if it ends too early).
struct reference {
    char32_t character = 0;
    std::size_t length = 0;
    std::size_t wrong = 0;
};

// Why a reference is malformed.
inline constexpr std::string_view expected_reference =
    "expected one of &amp; &lt; &gt; &quot; &apos;, or a character reference such as &#160;";

// Why a reference to a character that XML forbids is malformed.
inline constexpr std::string_view expected_allowed_character =
    "expected a reference to a character that XML allows: it forbids this one";

namespace detail {

constexpr int digit_value(char c, char32_t base) {
    return base == 16 || trotline::detail::is_digit(c) ? trotline::detail::hexadecimal_value(c)
                                                       : -1;
}

constexpr reference decode_character_reference(std::string_view text) {
    std::size_t at = 2;
    char32_t base = 10;
    if (at < text.size() && text[at] == 'x') {
        base = 16;
        ++at;
    }
    std::size_t const digits = at;
    char32_t value = 0;
    for (; at < text.size(); ++at) {
        int const digit = digit_value(text[at], base);
        if (digit < 0) break;
        value = value * base + static_cast<char32_t>(digit);
        if (value > 0x10FFFF) return {0, 0, at};
    }
    if (at == text.size() || at == digits || text[at] != ';' ||
        !overlaps(any_character, value, value))
        return {0, 0, at};
    return {value, at + 1, 0};
}

}  // namespace detail

// Why the reference `found` at the start of a text is malformed.
constexpr std::string_view expected_at(std::string_view text, reference const& found) {
    bool const is_whole = text.starts_with("&#") && found.wrong < text.size() &&
                          text[found.wrong] == ';' && text[found.wrong - 1] != '#' &&
                          text[found.wrong - 1] != 'x';
    return is_whole ? expected_allowed_character : expected_reference;
}

namespace detail {
struct entity {
    std::string_view source;
    char32_t character;
};
inline constexpr entity entities[] = {
    {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
}  // namespace detail

// Decodes the reference at the start of `text`, which begins with `&`.
constexpr reference decode_reference(std::string_view text) {
    if (text.size() > 1 && text[1] == '#') return detail::decode_character_reference(text);
    // how many bytes at the start are equal (a loop, because they are few)
    constexpr auto same_start = [](std::string_view a, std::string_view b) {
        std::size_t same = 0;
        while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
        return same;
    };
    // chooses the entity by the letters that differ
    if (text.size() > 3) {
        detail::entity const& likely = detail::entities[text[1] == 'a'   ? (text[2] == 'm' ? 0 : 4)
                                                        : text[1] == 'l' ? 1
                                                        : text[1] == 'g' ? 2
                                                                         : 3];
        if (same_start(text, likely.source) == likely.source.size())
            return {likely.character, likely.source.size(), 0};
    }
    std::size_t furthest = 0;
    for (detail::entity const& one : detail::entities) {
        std::size_t const same = same_start(text, one.source);
        if (same == one.source.size()) return {one.character, same, 0};
        if (same > furthest) furthest = same;
    }
    return {0, 0, furthest};
}

}  // namespace trotline::xml
#endif
