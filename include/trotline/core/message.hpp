// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_MESSAGE_HPP
#define TROTLINE_CORE_MESSAGE_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/utf8.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

// Failures as text for a person who did not write the program: what failed, where, what was
// expected, what was found. The text is made when it is asked for.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI {

// Appends a text with control characters (those of Latin-1, too) and bytes that are not UTF-8 as
// escapes, so that a message stays on one line and cannot control a terminal.
inline void append_visible(std::string& to, std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    auto const escape = [&](unsigned char byte) {
        to.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    };
    while (!text.empty()) {
        auto const byte = static_cast<unsigned char>(text.front());
        std::size_t size = utf8_sequence_at(text.data(), text.data() + text.size()).size;
        if (byte == '\n')
            to += "\\n";
        else if (byte == '\t')
            to += "\\t";
        else if (byte == '\r')
            to += "\\r";
        else if (byte < 0x20 || byte == 0x7f || size == 0)
            escape(byte), size = 1;
        else if (byte == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0)
            escape(static_cast<unsigned char>(text[1]));
        else
            to.append(text, 0, size);
        text.remove_prefix(size);
    }
}

namespace detail {

// `a number 7 at byte 12`
inline void append_found(std::string& to, row_failure const& f) {
    to += name(f.found);
    if (!f.excerpt.empty() && f.found != kind::null) append_visible(to += ' ', f.excerpt.view());
    if (f.offset != npos) to.append(" at byte ").append(std::to_string(f.offset));
}

// The path as it is written, with [0] after the steps whose bits are set.
inline std::string path_with_indexes(std::string_view path, std::uint32_t steps) {
    std::string text;
    std::size_t at = path.starts_with('$') ? 1 : 0;
    text.append(path, 0, at);
    for (; at < path.size(); steps >>= 1) {
        std::size_t const from = at;
        while (path.substr(at).starts_with(' ')) ++at;
        if (path.substr(at).starts_with('[')) {
            char quote = 0;
            for (; at < path.size() && (quote != 0 || path[at] != ']'); ++at) {
                if (path[at] == '\\' && quote != 0)
                    ++at;
                else if (path[at] == quote)
                    quote = 0;
                else if (quote == 0 && (path[at] == '\'' || path[at] == '"'))
                    quote = path[at];
            }
            at = (std::min)(at + 1, path.size());
        } else {
            at = (std::min)(path.find_first_of(".[ ", at + 1), path.size());
        }
        text.append(path, from, at - from);
        if ((steps & 1) != 0) text += "[0]";
    }
    return text;
}

}  // namespace detail

// What was expected: `an integer from 0 to 255`, `only one: write a.b[0].c for the first`. Empty if
// it is unknown.
inline std::string expected_text(row_failure const& f) {
    if (f.repeated == 0) return std::string(f.expected);
    return "only one: write " + detail::path_with_indexes(f.description.path, f.repeated) +
           " for the first";
}

// `data.userId -> user_id: wrong type: found a string "x" at byte 12, expected an integer from 0 to
// 255`
// `data.items at [1].price -> items: not found in an object {} at byte 31`
inline std::string to_string(row_failure const& f) {
    std::string text;
    append_visible(text, f.description.path);
    if (!f.inner.empty()) append_visible(text.append(" at "), f.inner.view());
    if (!f.description.destination.empty())
        append_visible(text.append(" -> "), f.description.destination);
    text += ": ";
    switch (f.code) {
        case code::missing:
            text += "not found";
            if (f.found == kind::nothing) break;
            if (f.depth == 0)
                text += " in ";
            else
                text.append(": its first ")
                    .append(f.depth == 1 ? "step leads" : std::to_string(f.depth) + " steps lead")
                    .append(" to ");
            detail::append_found(text, f);
            break;
        case code::ambiguous:
            detail::append_found(text += "found more than once: again ", f);
            break;
        case code::null:
            detail::append_found(text += "found ", f);
            break;
        default:
            detail::append_found(text.append(name(f.code)).append(": found "), f);
            break;
    }
    if (!f.expected.empty()) append_visible(text += ", expected ", expected_text(f));
    return text;
}

// `malformed at byte 17: expected ',' or '}'`
inline std::string to_string(document_failure const& f) {
    std::string text(name(f.code));
    if (f.offset != npos) text.append(" at byte ").append(std::to_string(f.offset));
    if (!f.expected.empty()) text.append(": expected ").append(f.expected);
    return text;
}

template <class F, class Traits>
    requires std::same_as<F, row_failure> || std::same_as<F, document_failure>
        std::basic_ostream<char, Traits>
&operator<<(std::basic_ostream<char, Traits>& out, F const& f) { return out << to_string(f); }

}  // namespace trotline
#pragma GCC diagnostic pop
#endif
