// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_URI_PERCENT_ENCODING_HPP
#define TROTLINE_URI_PERCENT_ENCODING_HPP
// Percent-encoding (RFC 3986 section 2.1), and its variant in forms, where a space is a plus.

#include <trotline/core/ascii.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/uri/character_set.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::uri {

namespace detail {
using trotline::detail::hexadecimal_value;

inline void append_encoded(std::string& out, std::string_view text, character_set const& kept,
                           bool space_is_plus) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t const run = at;
        while (at < text.size() && kept.contains(text[at])) ++at;
        out.append(text, run, at - run);
        if (at == text.size()) return;
        auto const byte = static_cast<unsigned char>(text[at++]);
        if (space_is_plus && byte == ' ') {
            out += '+';
        } else {
            char const escape[] = {'%', digits[byte >> 4], digits[byte & 15]};
            out.append(escape, sizeof escape);
        }
    }
}

inline result<std::string> decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%') {
            int const high = at + 1 < text.size() ? hexadecimal_value(text[at + 1]) : -1;
            int const low =
                high >= 0 && at + 2 < text.size() ? hexadecimal_value(text[at + 2]) : -1;
            if (low < 0) {
                failure why;
                why.stage = stage::parse;
                why.code = code::malformed;
                why.detail = "expected two hexadecimal digits after %";
                why.offset = at + (high < 0 ? 1 : 2);
                return why;
            }
            out += static_cast<char>(high << 4 | low);
            at += 2;
        } else {
            out += plus_is_space && text[at] == '+' ? ' ' : text[at];
        }
    }
    return out;
}
}  // namespace detail

// Appends the text, with every byte outside of `kept` as %XX. Allocates only to grow `out`.
inline void append_percent_encoded(std::string& out, std::string_view text,
                                   character_set const& kept = unreserved) {
    detail::append_encoded(out, text, kept, false);
}

// The text, with every byte outside of `kept` as %XX.
inline std::string percent_encode(std::string_view text, character_set const& kept = unreserved) {
    std::string out;
    append_percent_encoded(out, text, kept);
    return out;
}

// Decodes percent-encoded text. Fails if a % is not followed by two hexadecimal digits: stage
// parse, with the offset of the byte that should be one.
inline result<std::string> percent_decode(std::string_view text) {
    return detail::decode(text, false);
}

// The same for application/x-www-form-urlencoded, the names and values of forms: bytes in
// form_character are unchanged, a space becomes a plus.
inline void append_form_encoded(std::string& out, std::string_view text) {
    detail::append_encoded(out, text, form_character, true);
}
inline std::string form_encode(std::string_view text) {
    std::string out;
    append_form_encoded(out, text);
    return out;
}
inline result<std::string> form_decode(std::string_view text) { return detail::decode(text, true); }

}  // namespace trotline::uri
#endif
