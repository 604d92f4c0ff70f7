// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_STRING_HPP
#define TROTLINE_JSON_STRING_HPP
// Reads and writes strings as RFC 8259 section 7 defines them. `inside` is always the text between
// the quotes. Only append_escaped allocates (the caller's string). Nothing is read outside of a
// text, whatever it contains.

#include <trotline/core/sixteen_bytes.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/json/character.hpp>
#include <trotline/json/string_stops.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::json {

namespace detail {

using trotline::detail::hexadecimal_value;

// The character that a backslash and `c` mean; NUL: none.
constexpr std::array<char, 256> make_two_character_escapes() {
    std::array<char, 256> table{};
    for (char const c : {'"', '\\', '/'}) table[static_cast<unsigned char>(c)] = c;
    table['b'] = '\b';
    table['f'] = '\f';
    table['n'] = '\n';
    table['r'] = '\r';
    table['t'] = '\t';
    return table;
}
inline constexpr std::array<char, 256> two_character_escapes = make_two_character_escapes();
constexpr char two_character_escape(char c) {
    return two_character_escapes[static_cast<unsigned char>(c)];
}

// The value of the four digits after `\u`; negative if they are not four hexadecimal digits.
constexpr int code_unit(char const* at, char const* end) {
    if (end - at < 4) return -1;
    int const first = hexadecimal_value(at[0]), second = hexadecimal_value(at[1]),
              third = hexadecimal_value(at[2]), fourth = hexadecimal_value(at[3]);
    if ((first | second | third | fourth) < 0) return -1;
    return first << 12 | second << 8 | third << 4 | fourth;
}

constexpr bool is_high_surrogate(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low_surrogate(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Reads four hexadecimal digits at `at`. The second digit must not make the unit a surrogate of the
// wrong kind.
constexpr lexed lex_code_unit(char const* at, char const* end, bool second_half) {
    int const unit = code_unit(at, end);
    if (unit >= 0 && is_low_surrogate(unit) == second_half) return {at + 4};
    bool begins_with_d = false;
    for (int i = 0; i < 4; ++i, ++at) {
        if (at == end) return {at, "a hexadecimal digit"};
        int const digit = hexadecimal_value(*at);
        if (digit < 0) return {at, "a hexadecimal digit"};
        if (i == 0) begins_with_d = digit == 0xD;
        if (second_half && (i == 0 ? digit != 0xD : i == 1 && digit < 0xC))
            return {at, "the second half of a surrogate pair"};
        if (!second_half && i == 1 && begins_with_d && digit >= 0xC)
            return {at, "a Unicode scalar value, or a surrogate pair"};
    }
    return {at};
}

// Skips printable ASCII other than the quote and the backslash, many bytes at a time, as far as
// that goes.
constexpr char const* after_plain_characters(char const* at, char const* end) {
    if (std::is_constant_evaluated()) return at;
    for (; end - at >= usual_stops::size; at += usual_stops::size)
        if (auto const stops = usual_stops::read(at); stops != 0)
            return at + usual_stops::first(stops);
    return at;
}

// Moves past one or more characters that are not ASCII; nullptr: not UTF-8.
[[gnu::noinline]] constexpr char const* after_other_characters(char const* at, char const* end) {
    while (!std::is_constant_evaluated() && end - at >= 4) {
        std::uint32_t const bytes = four_bytes(at);
        if (trotline::detail::is_sequence_of_three(bytes))
            at += 3;
        else if (trotline::detail::is_sequence_of_two(bytes))
            at += 2;
        else
            break;
        if (static_cast<signed char>(*at) >= 0) return at;
    }
    do {
        auto const sequence = utf8_sequence_at(at, end);
        if (sequence.size == 0) return nullptr;
        at += sequence.size;
        if (at == end) return nullptr;
    } while (static_cast<signed char>(*at) < 0);
    return at;
}

}  // namespace detail

// The `escape` production of char; `at` is the backslash. A surrogate without its other half is
// refused, because no UTF-8 text has its value.
constexpr lexed lex_escape(char const* at, char const* end) {
    if (++at == end) return {at, "one of \"\\/bfnrtu"};
    if (*at != 'u')
        return detail::two_character_escape(*at) != '\0' ? lexed{at + 1}
                                                         : lexed{at, "one of \"\\/bfnrtu"};
    char const* const digits = at + 1;
    lexed unit = detail::lex_code_unit(digits, end, false);
    if (unit.expected != nullptr || !detail::is_high_surrogate(detail::code_unit(digits, end)))
        return unit;
    for (char const c : {'\\', 'u'}) {
        if (unit.at == end || *unit.at != c)
            return {unit.at, "the second half of a surrogate pair"};
        ++unit.at;
    }
    return detail::lex_code_unit(unit.at, end, true);
}

// The characters of a string; `at` is after the opening quote. On success the result is at the
// closing quote.
constexpr lexed lex_string(char const* at, char const* end) {
    for (;;) {
        at = detail::after_plain_characters(at, end);
        if (at == end) return {at, "a closing quote"};
        auto const byte = static_cast<unsigned char>(*at);
        if (byte == '"') return {at};
        if (byte == '\\') {
            if (end - at >= 2 && detail::two_character_escape(at[1]) != '\0') {
                at += 2;
                continue;
            }
            lexed const escape = lex_escape(at, end);
            if (escape.expected != nullptr) return escape;
            at = escape.at;
        } else if (byte < 0x20) {
            return {at, "a character that is not a control character"};
        } else if (byte < 0x80) {
            ++at;
        } else if (char const* const after = detail::after_other_characters(at, end);
                   after != nullptr) {
            at = after;
        } else {  // up to the wrong one, or to the text's end
            do {
                auto const sequence = utf8_sequence_at(at, end);
                if (sequence.size == 0) return {at + sequence.wrong, "UTF-8"};
                at += sequence.size;
            } while (at != end && static_cast<unsigned char>(*at) >= 0x80);
        }
    }
}

// The character of the escape at `at` (a backslash) in UTF-8; moves `at` after it. An escape that
// lex_escape refuses gives U+FFFD.
constexpr utf8_bytes decode_escape(char const*& at, char const* end) {
    constexpr char32_t replacement = 0xFFFD;
    if (++at == end) return encode_utf8(replacement);
    char const selector = *at++;
    if (selector != 'u') {
        char const c = detail::two_character_escape(selector);
        return encode_utf8(c != '\0' ? static_cast<char32_t>(c) : replacement);
    }
    int const unit = detail::code_unit(at, end);
    if (unit < 0) return encode_utf8(replacement);
    at += 4;
    if (detail::is_low_surrogate(unit)) return encode_utf8(replacement);
    if (!detail::is_high_surrogate(unit)) return encode_utf8(static_cast<char32_t>(unit));
    int const second =
        end - at >= 6 && at[0] == '\\' && at[1] == 'u' ? detail::code_unit(at + 2, end) : -1;
    if (!detail::is_low_surrogate(second)) return encode_utf8(replacement);
    at += 6;
    return encode_utf8(0x10000u + ((static_cast<char32_t>(unit) - 0xD800u) << 10) +
                       (static_cast<char32_t>(second) - 0xDC00u));
}

namespace detail {
// How many of the next 16 bytes are before a backslash.
[[gnu::always_inline]] inline std::ptrdiff_t unescaped_of_sixteen(char const* at) {
    auto const escapes = trotline::detail::sixteen_bytes::load(at).equal('\\').places();
    return escapes.any() ? static_cast<std::ptrdiff_t>(escapes.first()) : 16;
}
// Writes the value of a part of a string's inside, from `at` on, and moves `at` after the part: all
// that is left, or as much as has room. Returns the value's end.
[[gnu::noinline]] constexpr char* decode_part(char const*& at, char const* end, char* to,
                                              std::size_t room) {
    constexpr std::ptrdiff_t at_once = 16;
    char const* const last = to + room - at_once;
    while (to <= last && at != end) {
        if (!std::is_constant_evaluated() && end - at >= at_once) {
            std::ptrdiff_t const plain = unescaped_of_sixteen(at);
            std::memcpy(to, at, at_once);
            at += plain;
            to += plain;
            if (plain == at_once) continue;
        } else if (*at != '\\') {
            *to++ = *at++;
            continue;
        }
        char const c = end - at < 2 ? '\0' : two_character_escape(at[1]);
        if (c != '\0') {
            *to++ = c;
            at += 2;
        } else {
            utf8_bytes const bytes = decode_escape(at, end);
            to = std::copy_n(bytes.text, bytes.size, to);
        }
    }
    return to;
}
}  // namespace detail

// Gives the string's value in pieces to sink(std::string_view).
template <class Sink> constexpr void decode(std::string_view inside, Sink&& sink) {
    char decoded[512];
    char const* at = inside.data();
    char const* const end = at + inside.size();
    while (at != end) {
        char const* const to = detail::decode_part(at, end, decoded, sizeof decoded);
        sink(std::string_view(decoded, static_cast<std::size_t>(to - decoded)));
    }
}

// True if the string's value is `name`.
constexpr bool decodes_to(std::string_view inside, std::string_view name) {
    char const* at = inside.data();
    char const* const end = at + inside.size();
    while (at != end) {
        if (*at != '\\') {
            if (name.empty() || name.front() != *at) return false;
            name.remove_prefix(1);
            ++at;
        } else {
            utf8_bytes const bytes = decode_escape(at, end);
            if (!name.starts_with(bytes.view())) return false;
            name.remove_prefix(bytes.size);
        }
    }
    return name.empty();
}

// True if a member name can be written in a document without escapes. Other names are only found by
// decoding.
constexpr bool needs_no_escape(std::string_view name) {
    for (char const c : name)
        if (c == '"' || c == '\\') return false;
    return true;
}

// Appends `text` as the inside of a JSON string: `"`, `\` and control characters are escaped,
// everything else is kept. The text must be UTF-8 (is_utf8) for the result to be JSON.
inline void append_escaped(std::string& out, std::string_view text) {
    char const* at = text.data();
    char const* const end = at + text.size();
    while (at != end) {
        char const* const run = at;
        while ((at = detail::after_plain_characters(at, end)) != end &&
               static_cast<unsigned char>(*at) >= 0x20 && *at != '"' && *at != '\\') {
            do ++at;
            while (at != end && static_cast<unsigned char>(*at) >= 0x80);
        }
        out.append(run, at);
        if (at == end) return;
        char const c = *at++;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default: {
                constexpr char digits[] = "0123456789abcdef";
                out += "\\u00";
                out += digits[static_cast<unsigned char>(c) >> 4];
                out += digits[static_cast<unsigned char>(c) & 0xF];
            }
        }
    }
}

}  // namespace trotline::json
#endif
