// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_PRINT_SEEK_HPP
#define TROTLINE_JSON_PRINT_SEEK_HPP
// Searches an index of members that has the prints of their names (name_print): sixteen members at
// once, wherever they are in the text.

#include <trotline/core/sixteen_bytes.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/json/character.hpp>
#include <trotline/json/member_index.hpp>
#include <trotline/json/member_name.hpp>

#include <cstddef>
#include <cstdint>

namespace trotline::inline TROTLINE_ABI::json::detail {

// What was found: its mark (its place in the index), and which of the names it is (npos: none).
struct print_found {
    std::uint16_t const* mark;
    std::size_t place = npos;
};

// The end of the name before a colon.
[[gnu::always_inline]] inline char const* name_end_before(char const* colon) {
    while (is_blank(colon[-1])) --colon;
    return colon;
}
// Of sixteen prints, this one and those of the names.
[[gnu::always_inline]] inline trotline::detail::sixteen_bytes::matches prints_of(
    trotline::detail::sixteen_bytes prints, char print, wanted_names const& names) {
    auto found = prints.equal(print);
    for (std::size_t i = 0; i != names.count; ++i)
        found = found | prints.equal(static_cast<char>(names.first[i].print));
    return found;
}
// Which of the names the member at a mark has; npos: none.
[[gnu::always_inline]] inline std::size_t match_print(member_index const& index, std::size_t mark,
                                                      wanted_names const& names) {
    char const* const colon = index.begin + index.places[mark];
    if (*colon != ':') return npos;
    for (std::size_t i = 0; i != names.count; ++i)
        if (names.first[i].print == index.prints[mark] && names.first[i].stands_as_it_is() &&
            is_name_before(index.begin, name_end_before(colon), names[i]))
            return i;
    return npos;
}

// `at` is a member's name. Finds the first member, from this one on and in the same object, that
// has one of the names; otherwise the object's end. Precondition: the index has prints.
[[gnu::noinline, gnu::aligned(64)]] inline print_found seek_print(char const* at,
                                                                  member_index const& index,
                                                                  wanted_names const& names) {
    using trotline::detail::sixteen_bytes;
    auto first = static_cast<std::size_t>(index.from(at) - index.places);
    auto const depth = static_cast<char>(index.depths[first]);
    for (;; first += 16) {
        auto const prints = sixteen_bytes::load(index.prints + first);
        auto found = (prints_of(prints, member_index::print_of_close, names) &
                      sixteen_bytes::load(index.depths + first).equal(depth))
                         .places();
        for (; found.any(); found = found.after(found.first())) {
            std::size_t const mark = first + found.first();
            if (index.begin[index.places[mark]] == '}') return {index.places + mark};
            if (std::size_t const place = match_print(index, mark, names); place != npos)
                return {index.places + mark, place};
        }
    }
}
// True if a member after `at` (a value's end), at any depth, has one of the names. Precondition:
// the index has prints.
[[gnu::noinline]] inline bool any_print_of(char const* at, member_index const& index,
                                           wanted_names const& names) {
    using trotline::detail::sixteen_bytes;
    if (names.count == 0) return false;
    auto const print = static_cast<char>(names.first[0].print);
    auto const last = static_cast<std::size_t>(index.last - index.places);
    for (auto first = static_cast<std::size_t>(index.from(at) - index.places); first < last;
         first += 16) {
        auto found = prints_of(sixteen_bytes::load(index.prints + first), print, names).places();
        for (; found.any(); found = found.after(found.first())) {
            std::size_t const mark = first + found.first();
            if (mark < last && match_print(index, mark, names) != npos) return true;
        }
    }
    return false;
}

}  // namespace trotline::json::detail
#endif
