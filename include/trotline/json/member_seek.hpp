// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_MEMBER_SEEK_HPP
#define TROTLINE_JSON_MEMBER_SEEK_HPP
// Moves from a member's name to the next member whose name is wanted.

#include <trotline/json/kernel/dispatch.hpp>
#include <trotline/json/kernel/index_in_windows.hpp>
#include <trotline/json/kernel/skip.hpp>
#include <trotline/json/member_index.hpp>
#include <trotline/json/member_name.hpp>
#include <trotline/json/print_seek.hpp>
#include <trotline/json/probe.hpp>
#include <trotline/json/steps.hpp>
#include <trotline/json/string.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI::json::detail {

// The result of a search: after the name that was found, or after the object (place is npos). Two
// words, so that it is returned in registers; therefore `place` also encodes a failure, as the
// index of the expectation that was not met.
struct sought {
    char const* at;
    std::size_t place = npos;

    static constexpr char const* expectations[] = {
        "a closing quote", "a closing bracket", "a member name", "a value", "':'", "',' or '}'"};
    static constexpr std::size_t first_failure = npos - std::size(expectations);
    static constexpr sought failed(step const& why) {
        std::size_t i = 0;
        while (i + 1 != std::size(expectations) &&
               std::string_view(expectations[i]) != why.expected)
            ++i;
        return {why.at, first_failure + i};
    }
    constexpr char const* expected() const {
        return place >= first_failure && place != npos ? expectations[place - first_failure]
                                                       : nullptr;
    }
};

// Goes member by member: the fastest way for several names, and while members are short. After
// `most` members it stops with `at` at the next name, and the result's `at` is nullptr.
template <bool Validated>
[[gnu::noinline]] constexpr sought step_to_name(char const* begin, char const*& at, char const* end,
                                                wanted_names const& names, std::size_t most,
                                                member_index const* index) {
    std::uint64_t const sizes = names.sizes;
    for (; most != 0; --most) {
        char const* quote = probe_name(begin, at + 1, end);
        if (quote == nullptr) [[unlikely]] {
            auto const string = best_string_end(at + 1, end);
            if (!Validated && string.at == end)
                return sought::failed({end, false, "a closing quote"});
            quote = string.at;
            if (string.escaped())
                for (std::size_t i = 0; i != names.size(); ++i)
                    if (decodes_to({at + 1, static_cast<std::size_t>(quote - at - 1)}, names[i]))
                        return {quote + 1, i};
        }
        auto const size = static_cast<std::size_t>(quote - at - 1);
        if ((sizes & size_bit(size)) != 0) {
            std::size_t const place = match_name(at, end, names);
            if (place != npos) return {quote + 1, place};
        }
        step const next = to_next_member<Validated>(
            begin, guess(at + 2, size, std::make_index_sequence<20>{}), end, index);
        if (!Validated && next.expected != nullptr) return sought::failed(next);
        if (!next.there) return {next.at};
        at = next.at;
    }
    return {nullptr};
}
// Searches with the index, from one colon to the next, without reading what is between them. At the
// index's end, or if something is wrong, the result is after the name of the last member that was
// passed (nullptr: none), and its place is index_ended. Calls no function, so it saves no
// registers.
inline constexpr std::size_t index_ended = sought::first_failure - 1;
[[gnu::noinline, gnu::aligned(64)]] constexpr sought seek_in_index(char const* begin,
                                                                   char const* at,
                                                                   wanted_names const& names,
                                                                   member_index& index) {
    std::uint64_t const last_bytes = names.last_bytes;
    char const* const origin = index.begin;
    std::uint16_t const* const last = index.last;
    std::uint16_t const* mark = index.from(at);
    if (mark == last || origin[*mark] != ':') return {nullptr, index_ended};
    for (;;) {
        char const* name_end = origin + *mark;
        if (name_end[-1] != '"') [[unlikely]]
            while (is_blank(name_end[-1])) --name_end;
        if (has_last_byte(last_bytes, name_end[-2])) {
            std::size_t const place = match_name_before(begin, name_end, names);
            if (place != npos) {
                index.next = mark;
                return {name_end, place};
            }
        }
        if (++mark == last) return {name_end, index_ended};
        char found = origin[*mark];
        if (found == ':') [[likely]]
            continue;
        if ((found | 0x20) == '{') {
            mark = index.close_from(mark + 1, 1);
            if (mark == last || ++mark == last) return {name_end, index_ended};
            found = origin[*mark];
            if (found == ':') [[likely]]
                continue;
        }
        index.next = mark;
        if (found == '}') return {origin + *mark + 1};
        return {name_end, index_ended};
    }
}
// Searches with an index that covers `at` and has no names with escapes.
[[gnu::always_inline]] constexpr sought seek_in_any_index(char const* begin, char const* at,
                                                          wanted_names const& names,
                                                          member_index& index) {
    if (!index.has_prints) return seek_in_index(begin, at, names, index);
    print_found const found = seek_print(at, index, names);
    index.next = found.mark;
    return {index.begin + *found.mark + (found.place == npos ? 1 : 0), found.place};
}
// True if an index that must still be made finds one name sooner than looking at blocks. Only
// AVX-512 can write all positions of a block at once.
[[gnu::always_inline]] inline bool index_pays(char const* at, char const* end) {
    return best_kernels().set == instruction_set::avx512 &&
           end - at <= static_cast<std::ptrdiff_t>(member_index::stretch);
}
// Looks at blocks for one name, and skips the long containers that the index knows; each of them is
// the value of a member of this object.
template <bool Validated>
[[gnu::noinline]] constexpr sought stream_to_name(char const* at, char const* end,
                                                  std::string_view name,
                                                  member_index const* index) {
    for (;;) {
        char const* const container = Validated && index != nullptr && !index->containers.empty()
                                          ? index->containers.next(at)
                                          : nullptr;
        sibling const found =
            best_kernels().after_name(at, container == nullptr ? end : container, name);
        if (found.at != nullptr) return {found.at, found.place};
        if (container == nullptr) return sought::failed({end, false, "',' or '}'"});
        step const next = to_member<true>(index->containers.after(container), end, false);
        if (!next.there) return {next.at};
        at = next.at;
    }
}
// A member of this size is skipped faster alone, by its brackets or its string's end, than during a
// search for a name.
inline constexpr std::ptrdiff_t long_member = 1024;
// Searches one name with an index that exists or pays; otherwise member by member while they are
// long, and then by looking at blocks. Searches several names with an index; without memory for
// one, member by member.
template <bool Validated>
[[gnu::noinline, gnu::aligned(64)]] constexpr sought seek_far(char const* begin, char const* at,
                                                              char const* end,
                                                              wanted_names const& names,
                                                              member_index* index) {
    if (std::is_constant_evaluated())
        return step_to_name<Validated>(begin, at, end, names, npos, index);
    if (index == nullptr || (names.size() == 1 && !index->covers(at) && !index_pays(at, end))) {
        constexpr std::uint64_t not_streamed =
            size_bit(0) | ~(size_bit(longest_streamed_name + 1) - 1);
        if (names.size() != 1 || (names.sizes & not_streamed) != 0)
            return step_to_name<Validated>(begin, at, end, names, npos, index);
        // after a long member, the next one may be long, too
        for (std::ptrdiff_t passed = long_member; passed >= long_member;) {
            char const* const from = at;
            sought const close = step_to_name<Validated>(begin, at, end, names, 1, index);
            if (close.at != nullptr) return close;
            passed = at - from;
        }
        return stream_to_name<Validated>(at, end, names[0], index);
    }
    for (;;) {
        if (!index->covers(at)) best_kernels().index_members(*index, at, end);
        if (index->escaped_names)
            return step_to_name<Validated>(begin, at, end, names, npos, index);
        sought const found = seek_in_any_index(begin, at, names, *index);
        if (found.place != index_ended) return found;
        if (found.at == nullptr) {
            sought const close = step_to_name<Validated>(begin, at, end, names, 1, index);
            if (close.at != nullptr) return close;
        } else {
            step const next = to_next_member<Validated>(begin, found.at, end, index);
            if (!Validated && next.expected != nullptr) return sought::failed(next);
            if (!next.there) return {next.at};
            at = next.at;
        }
    }
}
template <bool Validated>
[[gnu::always_inline]] constexpr sought seek_name(char const* begin, char const* at,
                                                  char const* end, wanted_names const& names,
                                                  member_index* index) {
    if (!std::is_constant_evaluated() && index != nullptr && index->covers(at) &&
        !index->escaped_names) {
        sought const found = seek_in_any_index(begin, at, names, *index);
        if (found.place != index_ended) [[likely]]
            return found;
    }
    return seek_far<Validated>(begin, at, end, names, index);
}

// True if the index shows that no member after `at` (a value's end), at any depth, has one of these
// names. False means unknown.
[[gnu::always_inline]] inline bool index_has_none_of([[maybe_unused]] char const* at,
                                                     [[maybe_unused]] wanted_names const& names,
                                                     [[maybe_unused]] member_index const& index) {
    if (index.knows_prints()) return names.tails != nullptr && !any_print_of(at, index, names);
#if defined(__x86_64__) && defined(__GNUC__)
    if (names.tails == nullptr || index.marks.begin == nullptr || !index.marks.plain) return false;
    for (auto place = static_cast<std::size_t>(at - index.marks.begin);; ++place) {
        place = window::after_tail(index, place, *names.tails);
        if (place == npos) [[likely]]
            return true;
        char const* const mark = index.marks.begin + place;
        if (*mark == ':' && match_name_before(index.marks.begin, mark, names) != npos) return false;
    }
#else
    return false;
#endif
}

// The end of the depth-th open container at `at`; nullptr if the text ends before it.
[[gnu::noinline]] constexpr char const* seek_close(char const* at, char const* end,
                                                   std::size_t depth, member_index* index) {
    if (index != nullptr && index->covers(at)) {
        std::uint16_t const* const close = index->close_from(index->from(at), depth);
        if (close != index->last) {
            index->next = close;
            return index->begin + *close + 1;
        }
    }
    if (index == nullptr || index->containers.empty()) return best_after_containers(at, end, depth);
    // a container that the index does not know is short
    auto const least = static_cast<std::ptrdiff_t>(index->containers.least());
    for (; depth != 0 && at != nullptr; --depth) {
        char const* const after = best_after_containers(at, end - at < least ? end : at + least, 1);
        at = after != nullptr ? after : index->containers.after_enclosing(at);
    }
    return at;
}

// Inside an array: moves past the n-th comma between its elements, as after_commas; long elements
// are skipped with the index.
[[gnu::noinline]] constexpr sibling seek_comma(char const* at, char const* end, std::size_t n,
                                               member_index const* index) {
    if (index != nullptr && !index->containers.empty()) {
        for (at = after_blanks(at, end); at != end; at = after_blanks(at, end)) {
            if (*at == ',') {
                ++at;
                if (--n == 0) return {at, 0};
            } else if (char const* const after = index->containers.after(at); after != nullptr) {
                at = after;
            } else {
                break;
            }
        }
    }
    return best_after_commas(at, end, n);
}

}  // namespace trotline::json::detail
#endif
