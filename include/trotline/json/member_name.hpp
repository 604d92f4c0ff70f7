// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_MEMBER_NAME_HPP
#define TROTLINE_JSON_MEMBER_NAME_HPP
// Compares a member's name with the wanted names, as they are written in the text. Names with
// escapes are decoded and compared elsewhere (member_seek.hpp, kernel/skip.hpp).

#include <trotline/core/cursor.hpp>
#include <trotline/core/same_bytes.hpp>
#include <trotline/core/sixteen_bytes.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/json/kernel/skip.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::json::detail {

using trotline::detail::same_bytes;

// For a name of at least eight bytes whose first eight match: true if the rest matches, too. `at`
// is its opening quote.
[[gnu::always_inline]] inline bool ends_as(char const* at, wanted_name const& name) {
    return at[name.size + 1] == '"' &&
           trotline::detail::load_word(at + name.size - 7) == name.last_word &&
           (name.size <= 16 || std::memcmp(at + 9, name.text + 8, name.size - 16) == 0);
}

// True if the member whose opening quote is at `at` has this name. A name that needs escapes never
// matches here.
[[gnu::always_inline]] constexpr bool is_name(char const* at, char const* end,
                                              wanted_name const& name) {
    if (!std::is_constant_evaluated() && end - at > 9) [[likely]] {
        if ((trotline::detail::load_word(at + 1) & name.mask) != name.word) return false;
        if (name.size < 8) return true;
    }
    return name.stands_as_it_is() && static_cast<std::size_t>(end - at) >= name.size + 2U &&
           at[name.size + 1] == '"' && same_bytes(at + 1, name.text, name.size);
}

// The index of the name that the member at `at` has; npos: none.
constexpr std::size_t match_name(char const* at, char const* end, wanted_names const& names) {
    for (std::size_t i = 0; i != names.count; ++i)
        if (is_name(at, end, names.first[i])) return i;
    return npos;
}

// True if this name, with its closing quote, ends at `end`.
[[gnu::always_inline]] constexpr bool is_name_before(char const* begin, char const* end,
                                                     std::string_view name) {
    auto const size = static_cast<std::ptrdiff_t>(name.size());
    return end - begin >= size + 2 && end[-size - 2] == '"' && end[-1] == '"' &&
           same_bytes(end - size - 1, name.data(), name.size());
}
constexpr std::size_t match_name_before(char const* begin, char const* end,
                                        wanted_names const& names) {
    for (std::size_t i = 0; i != names.count; ++i)
        if (is_name_before(begin, end, names[i]) && names.first[i].stands_as_it_is()) return i;
    return npos;
}

constexpr bool has_last_byte(std::uint64_t bytes, char c) {
    return (bytes >> (static_cast<unsigned char>(c) & 63) & 1) != 0;
}

}  // namespace trotline::json::detail
#endif
