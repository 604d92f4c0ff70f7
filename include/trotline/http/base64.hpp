// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_BASE64_HPP
#define TROTLINE_HTTP_BASE64_HPP

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

// Replaces the rest of `text`, from `from` on, by its Base64 form (RFC 4648 section 4), in place.
// It works backwards, because the result is longer.
inline void encode_base64_in_place(std::string& text, std::size_t from) {
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::size_t const size = text.size() - from;
    std::size_t const groups = (size + 2) / 3;
    text.resize(from + groups * 4);
    for (std::size_t group = groups; group-- > 0;) {
        std::size_t const begin = from + group * 3;
        std::size_t const count = size - group * 3 < 3 ? size - group * 3 : 3;
        unsigned bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (i < count ? static_cast<unsigned char>(text[begin + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text[from + group * 4 + i] = i <= count ? alphabet[bits >> (18 - 6 * i) & 63] : '=';
    }
}

// The Base64 form of some bytes (RFC 4648 section 4).
inline std::string encode_base64(std::string_view bytes) {
    std::string text(bytes);
    encode_base64_in_place(text, 0);
    return text;
}

// Decodes Base64 (RFC 4648 section 4, with padding and without other characters). Nothing if the
// text is not Base64.
inline std::optional<std::string> decode_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::size_t const padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    text.remove_suffix(padding);
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    unsigned bits = 0, count = 0;
    for (char const c : text) {
        int const digit = c >= 'A' && c <= 'Z'   ? c - 'A'
                          : c >= 'a' && c <= 'z' ? c - 'a' + 26
                          : c >= '0' && c <= '9' ? c - '0' + 52
                          : c == '+'             ? 62
                          : c == '/'             ? 63
                                                 : -1;
        if (digit < 0) return std::nullopt;
        bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFFFF;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(static_cast<unsigned char>(bits >> count & 0xFF));
    }
    // Bits after the last byte must be zero, so that every byte string has only one form.
    if ((bits & ((1u << count) - 1)) != 0) return std::nullopt;
    return bytes;
}

// The credentials of the Basic scheme (RFC 7617) as a field value. The user's name must not contain
// a colon.
inline std::string basic_credentials(std::string_view user, std::string_view password) {
    std::string value("Basic ");
    value.append(user).append(":").append(password);
    encode_base64_in_place(value, 6);
    return value;
}

}  // namespace trotline::http
#endif
