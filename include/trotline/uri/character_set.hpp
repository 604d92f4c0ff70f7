// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_URI_CHARACTER_SET_HPP
#define TROTLINE_URI_CHARACTER_SET_HPP
// The character sets of RFC 3986 section 2, and those of a URI's components.

#include <trotline/core/abi.hpp>

#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::uri {

// A set of bytes.
class character_set {
  public:
    constexpr character_set() = default;
    constexpr explicit character_set(std::string_view members) {
        for (char const c : members) add(static_cast<unsigned char>(c));
    }
    static constexpr character_set range(char first, char last) {
        character_set set;
        for (unsigned c = static_cast<unsigned char>(first); c <= static_cast<unsigned char>(last);
             ++c)
            set.add(c);
        return set;
    }
    constexpr bool contains(char c) const {
        auto const byte = static_cast<unsigned char>(c);
        return (words_[byte >> 6] >> (byte & 63) & 1) != 0;
    }
    constexpr bool contains_all(std::string_view text) const {
        for (char const c : text)
            if (!contains(c)) return false;
        return true;
    }
    friend constexpr character_set operator|(character_set a, character_set const& b) {
        for (int i = 0; i < 4; ++i) a.words_[i] |= b.words_[i];
        return a;
    }

  private:
    constexpr void add(unsigned byte) { words_[byte >> 6] |= std::uint64_t{1} << (byte & 63); }

    std::uint64_t words_[4]{};
};

inline constexpr character_set alpha =
    character_set::range('a', 'z') | character_set::range('A', 'Z');
inline constexpr character_set digit = character_set::range('0', '9');
inline constexpr character_set hexadecimal_digit =
    digit | character_set::range('a', 'f') | character_set::range('A', 'F');
inline constexpr character_set unreserved = alpha | digit | character_set("-._~");  // section 2.3
inline constexpr character_set sub_delims = character_set("!$&'()*+,;=");           // section 2.2
inline constexpr character_set path_character =
    unreserved | sub_delims | character_set(":@");  // section 3.3, pchar without pct-encoded
// section 3.4, without pct-encoded
inline constexpr character_set query_character = path_character | character_set("/?");
// the bytes that application/x-www-form-urlencoded leaves unchanged
inline constexpr character_set form_character = alpha | digit | character_set("-._*");

}  // namespace trotline::uri
#endif
