// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TYPES_UUID_HPP
#define TROTLINE_TYPES_UUID_HPP
// boost::uuids::uuid as a member: a text such as `123e4567-e89b-12d3-a456-426614174000`, RFC 9562
// section 4. It is read in any case and written in small letters.

#include <boost/uuid/uuid.hpp>
#include <trotline/core/ascii.hpp>
#include <trotline/core/conversion.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

template <> struct conversion<boost::uuids::uuid> {
    static refusal read(std::string_view text, boost::uuids::uuid& to) {
        constexpr refusal expected = "a UUID such as 123e4567-e89b-12d3-a456-426614174000";
        if (text.size() != 36) return expected;
        boost::uuids::uuid made{};
        std::size_t digits = 0;
        for (std::size_t i = 0; i != text.size(); ++i) {
            if (is_hyphen(i)) {
                if (text[i] != '-') return expected;
                continue;
            }
            int const value = detail::hexadecimal_value(text[i]);
            if (value < 0) return expected;
            auto& byte = *(made.begin() + digits++ / 2);
            byte = static_cast<unsigned char>(byte << 4 | value);
        }
        to = made;
        return {};
    }
    static std::string write(boost::uuids::uuid const& from) {
        constexpr char digits[] = "0123456789abcdef";
        std::string text;
        for (unsigned char const byte : from) {
            if (is_hyphen(text.size())) text += '-';
            text += digits[byte >> 4];
            text += digits[byte & 15];
        }
        return text;
    }

  private:
    static constexpr bool is_hyphen(std::size_t i) {
        return i == 8 || i == 13 || i == 18 || i == 23;
    }
};

}  // namespace trotline
#endif
