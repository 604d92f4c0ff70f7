// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_SCAN_HPP
#define TROTLINE_PATH_SCAN_HPP

#include <trotline/core/ascii.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/path/scan_state.hpp>

#include <cstddef>
#include <cstdint>

// The parsers of the path grammar's smallest parts. Each consumes its text from [first, last), or
// fails and notes how far it came and what it expected there. They read byte by byte, so the
// furthest of these positions is the first byte that no path could have there.
namespace trotline::inline TROTLINE_ABI::path::detail {

using trotline::detail::hexadecimal_value;
using trotline::detail::is_blank;
using trotline::detail::is_digit;

constexpr bool is_ascii_name_first(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool is_ascii_name_char(char c) {
    return is_ascii_name_first(c) || is_digit(c) || c == '-' || c == ':';
}
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// A character of several bytes in UTF-8.
constexpr bool scan_multi_byte(char const*& p, char const* last, scan_state& s) {
    auto const sequence = utf8_sequence_at(p, last);
    if (sequence.size == 0) return s.fail(p + sequence.wrong, expectation::utf8);
    p += sequence.size;
    return true;
}

template <char C, expectation Wanted>
constexpr bool scan_character(char const*& first, char const* last, scan_state& s) {
    if (first == last || *first != C) return s.fail(first, Wanted);
    ++first;
    return true;
}

// RFC 9535 section 2.1.1: S
constexpr bool scan_blanks(char const*& first, char const* last, scan_state&) {
    while (first != last && is_blank(*first)) ++first;
    return true;
}

// Blanks before a segment. After the last segment that fits, nothing may follow.
constexpr bool scan_blanks_before_segment(char const*& first, char const* last, scan_state& s) {
    if (s.path && s.path->size() == max_segments) return s.fail(first, expectation::end);
    return scan_blanks(first, last, s);
}

// *name-char
constexpr bool skip_name(char const*& p, char const* last, scan_state& s) {
    while (p != last) {
        if (is_ascii_name_char(*p)) {
            ++p;
        } else if (is_ascii(*p)) {
            break;
        } else if (!scan_multi_byte(p, last, s)) {
            return false;
        }
    }
    return true;
}

// `*:` of a name with any prefix
constexpr bool any_prefix_at(char const* p, char const* last) {
    return last - p > 1 && p[0] == '*' && p[1] == ':';
}

// ["@"] ["*:"] name-first *name-char
template <expectation Wanted>
constexpr bool scan_name(char const*& first, char const* last, scan_state& s) {
    char const* p = first;
    expectation wanted = Wanted;
    if (p != last && *p == '@') ++p, wanted = expectation::name_after_at;
    if (any_prefix_at(p, last)) p += 2, wanted = expectation::name_after_any_prefix;
    if (p == last || (is_ascii(*p) && !is_ascii_name_first(*p))) return s.fail(p, wanted);
    if (!skip_name(p, last, s)) return false;
    if (!s.push_name(static_cast<std::size_t>(first - s.begin),
                     static_cast<std::size_t>(p - first)))
        return s.exceed(first);
    first = p;
    return true;
}

// The character that begins a segment. What else would be allowed there depends on the query it
// belongs to.
template <char C>
constexpr bool scan_segment_start(char const*& first, char const* last, scan_state& s) {
    if (first == last || *first != C) return s.fail(first, s.at.after);
    ++first;
    return true;
}

// RFC 9535 section 2.3.3: int, within the range of section 2.1.
constexpr bool scan_integer(char const*& first, char const* last, expectation wanted,
                            std::int64_t& value, scan_state& s) {
    char const* p = first;
    bool const negative = p != last && *p == '-';
    if (negative) {
        ++p;
        if (p == last || *p == '0' || !is_digit(*p)) return s.fail(p, expectation::nonzero_digit);
    }
    if (p == last || !is_digit(*p)) return s.fail(p, wanted);
    std::int64_t n = *p - '0';
    for (++p; p != last && is_digit(*p); ++p) {
        if (n == 0) return s.fail(p, expectation::no_digit);
        n = n * 10 + (*p - '0');
        if (n > max_index) return s.fail(p, expectation::digit_in_range);
    }
    value = negative ? -n : n;
    first = p;
    return true;
}
constexpr bool scan_index(char const*& first, char const* last, scan_state& s) {
    char const* const from = first;
    std::int64_t n = 0;
    if (!scan_integer(first, last, expectation::selector, n, s)) return false;
    return s.push_index(n) || s.exceed(from);
}

// Four hexadecimal digits. low_surrogate says whether they must be a low surrogate, or must not.
constexpr bool scan_four_digits(char const*& p, char const* last, bool low_surrogate,
                                unsigned& unit, scan_state& s) {
    unit = 0;
    for (int i = 0; i < 4; ++i, ++p) {
        int const digit = p == last ? -1 : hexadecimal_value(*p);
        if (p == last) return s.fail(p, expectation::character);
        if (digit < 0) return s.fail(p, expectation::hexadecimal_digit);
        unit = unit << 4 | static_cast<unsigned>(digit);
        if (low_surrogate && ((i == 0 && unit != 0xD) || (i == 1 && unit < 0xDC)))
            return s.fail(p, expectation::low_surrogate);
        if (!low_surrogate && i == 1 && unit >= 0xDC && unit <= 0xDF)
            return s.fail(p, expectation::no_low_surrogate);
    }
    return true;
}

constexpr void decode(char32_t c, scan_state& s) {
    auto const bytes = encode_utf8(c);
    for (char const byte : bytes.view()) s.decode(byte);
}

// RFC 9535 section 2.3.1: escapable, and the escaped quote. p is after the backslash.
constexpr bool scan_escape(char const*& p, char const* last, char quote, scan_state& s) {
    if (p == last) return s.fail(p, expectation::character);
    char const c = *p;
    if (c == 'u') {
        unsigned unit = 0, low = 0;
        ++p;
        if (!scan_four_digits(p, last, false, unit, s)) return false;
        if (unit < 0xD800 || unit > 0xDBFF) return decode(unit, s), true;
        for (char const wanted : {'\\', 'u'}) {
            if (p == last) return s.fail(p, expectation::character);
            if (*p != wanted) return s.fail(p, expectation::low_surrogate);
            ++p;
        }
        if (!scan_four_digits(p, last, true, low, s)) return false;
        decode(0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF)), s);
        return true;
    }
    char decoded = c;
    switch (c) {
        case 'b':
            decoded = '\b';
            break;
        case 'f':
            decoded = '\f';
            break;
        case 'n':
            decoded = '\n';
            break;
        case 'r':
            decoded = '\r';
            break;
        case 't':
            decoded = '\t';
            break;
        case '/':
        case '\\':
            break;
        default:
            if (c != quote)
                return s.fail(p, quote == '"' ? expectation::escape_in_double_quotes
                                              : expectation::escape_in_single_quotes);
    }
    s.decode(decoded);
    ++p;
    return true;
}

// RFC 9535 section 2.3.1: string-literal. Its value is a range of the path's text, or of the
// decoded bytes after it.
struct quoted_text {
    std::size_t begin = 0, size = 0;
};
constexpr bool scan_quoted(char const*& first, char const* last, expectation wanted,
                           quoted_text& text, scan_state& s) {
    if (first == last || (*first != '\'' && *first != '"')) return s.fail(first, wanted);
    char const quote = *first;
    char const* p = first + 1;
    char const* const content = p;
    std::size_t const decoded = s.decoded();
    bool escaped = false;
    for (;;) {
        if (p == last || (static_cast<unsigned char>(*p) < 0x20))
            return s.fail(p, expectation::character);
        if (*p == quote) break;
        char const* const from = p;
        if (*p == '\\') {
            if (!escaped)
                for (char const* c = content; c != p; ++c) s.decode(*c);
            escaped = true;
            ++p;
            if (!scan_escape(p, last, quote, s)) return false;
            continue;
        }
        if (is_ascii(*p)) {
            ++p;
        } else if (!scan_multi_byte(p, last, s)) {
            return false;
        }
        if (escaped)
            for (char const* c = from; c != p; ++c) s.decode(*c);
    }
    if (escaped)
        text = {decoded, s.decoded() - decoded};
    else
        text = {static_cast<std::size_t>(content - s.begin), static_cast<std::size_t>(p - content)};
    first = p + 1;
    return true;
}

template <expectation Wanted = expectation::selector>
constexpr bool scan_quoted_name(char const*& first, char const* last, scan_state& s) {
    char const* const from = first;
    quoted_text name;
    if (!scan_quoted(first, last, Wanted, name, s)) return false;
    return s.push_name(name.begin, name.size) || s.exceed(from);
}

}  // namespace trotline::path::detail
#endif
