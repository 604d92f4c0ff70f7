// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_MESSAGE_HPP
#define TROTLINE_CORE_MESSAGE_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/utf8.hpp>

#include <concepts>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

// The texts of failures, made when they are asked for. Written for a person who did not write the program: what failed, where, what
// was expected, what was found.
namespace trotline {

// Control characters (those of Latin-1, too) and bytes that are not UTF-8 shown as escapes, so that a message is text, stays on its
// line, and a terminal stays whole.
inline void append_visible(std::string& to, std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    auto const escape = [&](unsigned char byte) { to.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15]); };
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

// `data.userId -> user_id: expected an integer from 0 to 255, found a string "x" at byte 12`
inline std::string to_string(row_failure const& f) {
    std::string text;
    append_visible(text, f.description.path);
    if (!f.inner.empty()) append_visible(text.append(" at "), f.inner.view());
    if (!f.description.destination.empty()) text.append(" -> ").append(f.description.destination);
    text += ": ";
    switch (f.code) {
        case code::missing:
            text += f.found == kind::nothing ? "not found" : "not found; the search ended at ";
            if (f.found != kind::nothing) text += name(f.found);
            break;
        case code::ambiguous:
            text += "found more than once";
            break;
        case code::null:
            text += "found null";
            break;
        default:
            text.append(name(f.code)).append(": found ").append(name(f.found));
            break;
    }
    if (!f.excerpt.empty() && f.code != code::null) append_visible(text += ' ', f.excerpt.view());
    if (!f.expected.empty()) text.append(f.code == code::ambiguous ? "; " : ", expected ").append(f.expected);
    if (f.offset != npos) text.append(" at byte ").append(std::to_string(f.offset));
    return text;
}

// `not well-formed: expected ',' or '}' at byte 17`
inline std::string to_string(document_failure const& f) {
    std::string text(name(f.code));
    if (!f.expected.empty()) text.append(": expected ").append(f.expected);
    if (f.offset != npos) text.append(" at byte ").append(std::to_string(f.offset));
    return text;
}

// `map failed: ...`, one more line for every row
inline std::string to_string(failure const& f) {
    std::string text(name(f.stage));
    text.append(" failed: ").append(name(f.code));
    if (!f.subject.empty()) append_visible(text += " (", f.subject), text += ')';
    if (f.offset != npos && f.rows.empty()) text.append(" at byte ").append(std::to_string(f.offset));
    if (!f.detail.empty()) append_visible(text += ": ", f.detail);
    for (row_failure const& row : f.rows) text.append("\n  ").append(to_string(row));
    return text;
}

template <class F>
requires std::same_as<F, row_failure> || std::same_as<F, document_failure> || std::same_as<F, failure> std::ostream& operator<<(
    std::ostream& out, F const& f) {
    return out << to_string(f);
}

}  // namespace trotline
#endif
