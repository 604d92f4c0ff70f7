// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_BASE64_HPP
#define TROTLINE_HTTP_BASE64_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::http {

// Turns what stands in `text` from `from` on into its Base64 form (RFC 4648 section 4), in place: works backwards, since the result
// is the longer one.
inline void encode_base64_in_place(std::string& text, std::size_t from) {
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::size_t const size = text.size() - from;
    std::size_t const groups = (size + 2) / 3;
    text.resize(from + groups * 4);
    for (std::size_t group = groups; group-- > 0;) {
        std::size_t const begin = from + group * 3;
        std::size_t const count = size - group * 3 < 3 ? size - group * 3 : 3;
        unsigned bits = 0;
        for (std::size_t i = 0; i < 3; ++i) bits = bits << 8 | (i < count ? static_cast<unsigned char>(text[begin + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i) text[from + group * 4 + i] = i <= count ? alphabet[bits >> (18 - 6 * i) & 63] : '=';
    }
}

// The credentials of the Basic scheme (RFC 7617) as a field value. The user's name has no colon.
inline std::string basic_credentials(std::string_view user, std::string_view password) {
    std::string value("Basic ");
    value.append(user).append(":").append(password);
    encode_base64_in_place(value, 6);
    return value;
}

}  // namespace trotline::http
#endif
