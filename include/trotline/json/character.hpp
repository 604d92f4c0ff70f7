// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_CHARACTER_HPP
#define TROTLINE_JSON_CHARACTER_HPP
// The character classes of RFC 8259: section 2 (structural characters, white space) and section 3
// (the first character of a value).

#include <trotline/core/ascii.hpp>
#include <trotline/core/scalar.hpp>

#include <array>

namespace trotline::inline TROTLINE_ABI::json {

using trotline::detail::is_blank;
using trotline::detail::is_digit;

// Moves past white space.
constexpr char const* after_blanks(char const* at, char const* end) {
    while (at != end && static_cast<unsigned char>(*at) <= ' ' && is_blank(*at)) ++at;
    return at;
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
