// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_CHARACTER_HPP
#define TROTLINE_JSON_CHARACTER_HPP
// The character classes of RFC 8259: section 2 (structural characters, white space) and section 3
// (the first character of a value).

#include <trotline/core/ascii.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/sixteen_bytes.hpp>
#include <trotline/json/guess.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI::json {

using trotline::detail::is_blank;
using trotline::detail::is_digit;

namespace detail {
// Moves past the end of a line, the indentation of the next one, and other white space.
[[gnu::noinline]] constexpr char const* after_indentation(char const* at, char const* end) {
    if (!std::is_constant_evaluated()) {
        if (at != end && *at == '\r') ++at;
        if (at != end && *at == '\n') ++at;
        for (; end - at >= 8; at += 8) {
            std::uint64_t const others = trotline::detail::load_word(at) ^ 0x2020202020202020;
            if (others == 0) continue;
            at = guess(at, static_cast<std::size_t>(std::countr_zero(others)) / 8,
                       std::make_index_sequence<8>{});
            if (static_cast<unsigned char>(*at) > ' ') return at;
            break;
        }
    }
    while (at != end && is_blank(*at)) ++at;
    return at;
}
}  // namespace detail

// Moves past white space.
constexpr char const* after_blanks(char const* at, char const* end) {
    if (at == end || static_cast<unsigned char>(*at) > ' ') return at;
    if (*at == ' ' && at + 1 != end && static_cast<unsigned char>(at[1]) > ' ') return at + 1;
    return detail::after_indentation(at, end);
}

namespace detail {

constexpr auto make_value_kinds() {
    std::array<kind, 256> kinds{};
    for (auto& k : kinds) k = kind::nothing;
    for (char const c : {'-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'})
        kinds[static_cast<unsigned char>(c)] = kind::number;
    kinds['"'] = kind::string;
    kinds['{'] = kind::object;
    kinds['['] = kind::array;
    kinds['t'] = kinds['f'] = kind::boolean;
    kinds['n'] = kind::null;
    return kinds;
}
inline constexpr std::array<kind, 256> value_kinds = make_value_kinds();

// The characters that may follow a number or a literal name, besides the end of the text.
constexpr auto make_delimiters() {
    std::array<bool, 256> delimiters{};
    for (char const c : {' ', '\n', '\t', '\r', ',', ']', '}'})
        delimiters[static_cast<unsigned char>(c)] = true;
    return delimiters;
}
inline constexpr std::array<bool, 256> delimiters = make_delimiters();

}  // namespace detail

// The type of the JSON value that begins with this character; kind::nothing: none does.
constexpr kind kind_of_value_starting_with(char c) {
    return detail::value_kinds[static_cast<unsigned char>(c)];
}

// True if the character may follow a number or a literal name.
constexpr bool is_delimiter(char c) { return detail::delimiters[static_cast<unsigned char>(c)]; }

// How far a token reaches. If `expected` is set, the token is malformed, and `at` is the first byte
// that cannot be there (the text's end, if it ends too early).
struct lexed {
    char const* at;
    char const* expected = nullptr;
};

}  // namespace trotline::json
#endif
