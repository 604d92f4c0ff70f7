// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_MEMBER_INDEX_HPP
#define TROTLINE_JSON_MEMBER_INDEX_HPP
// Notes where the members in a stretch of text are, so that a cursor that looks for several members
// skips what is between them.

#include <trotline/json/kernel/block.hpp>
#include <trotline/json/kernel/skip.hpp>
#include <trotline/json/kernel/skip_in_blocks.hpp>
#include <trotline/json/long_containers.hpp>

#include <cstddef>
#include <cstdint>

namespace trotline::inline TROTLINE_ABI::json {

// The colons and brackets outside of strings in a stretch of text.
struct member_marks {
    static constexpr std::size_t stretch = 1024;
    static constexpr std::size_t most = stretch + detail::block_size;
    static constexpr char print_of_close = 0, print_of_open = 1;

    std::uint16_t places[most];  // offsets from the stretch's begin
    // Only for the marks of a whole text: how many containers are around them (an opening bracket
    // is outside of its own container, a closing one inside), and the name_print of each member.
    std::uint8_t depths[most], prints[most];
};
// The marks in [begin, end), for one stretch at a time, when it is needed. A cursor and its copies
// share it, on the stack. They find the same with it and without it; it only saves time.
struct member_index : member_marks {
    char const* begin = nullptr;  // null: the other members are not initialized
    char const* end;
    // where the last search ended; the next one begins there, if it can
    std::uint16_t const* next;
    std::uint16_t const* last;
    bool has_prints;  // and depths; then no name has escapes
    // some member names have escapes, and cannot be found by comparing bytes
    bool escaped_names;

    // What validation notes about a short text: the same as sets of bits, from which offsets are
    // made when they are needed.
    struct {
        char const* begin = nullptr;  // null: no notes
        std::size_t length;
        bool escaped_names;
        bool plain;  // every colon is right after a name without escapes
        detail::mask blocks[stretch / detail::block_size];
    } marks;

    // What validation notes about a text longer than a stretch.
    long_containers containers;

    constexpr void clear() {
        begin = marks.begin = nullptr;
        containers.clear();
    }
    constexpr bool knows_prints() const { return begin != nullptr && has_prints; }
    constexpr bool covers(char const* at) const {
        return begin != nullptr && begin <= at && at < end;
    }
    // The first noted position at or after `at`, which must be covered.
    constexpr std::uint16_t const* from(char const* at) const {
        auto const distance = static_cast<std::size_t>(at - begin);
        std::uint16_t const* mark = next != places && next[-1] >= distance ? places : next;
        while (mark != last && *mark < distance) ++mark;
        return mark;
    }
    // From `mark` on, the bracket that closes the depth-th open container; or `last`.
    constexpr std::uint16_t const* close_from(std::uint16_t const* mark, std::size_t depth) const {
        for (; mark != last; ++mark) {
            char const found = begin[*mark];
            if (found == ':') continue;
            depth += (found & 2) != 0 ? 1 : static_cast<std::size_t>(-1);  // {[ and ]}
            if (depth == 0) break;
        }
        return mark;
    }

    constexpr void set(char const* from, char const* to, std::uint16_t const* after_last,
                       bool escapes_in_names) {
        begin = from;
        end = to;
        next = places;
        last = after_last;
        has_prints = false;
        escaped_names = escapes_in_names;
    }
};

namespace detail {

// Fills the index from `begin` on, which must be outside of a string.
inline void index_members(member_index& index, char const* const begin, char const* const end) {
    char const* const stop = end - begin < static_cast<std::ptrdiff_t>(member_index::stretch)
                                 ? end
                                 : begin + member_index::stretch;
    bool escaped_names = false;
    std::uint16_t* place = index.places;
    // after the string that begins at `at`; or `stop`, if it does not end before
    auto const after_string_at = [&](char const* at) {
        string_end const string = find_string_end(at + 1, end);
        if (string.at >= stop) return stop;
        if (string.escaped() && colon_follows(string.at, end)) escaped_names = true;
        return string.at + 1;
    };
    auto const mark = [&](char const* at) { *place++ = static_cast<std::uint16_t>(at - begin); };
    for (char const* at = begin; at < stop;) {
        char const c = *at;
        if (c == '"') {
            at = after_string_at(at);
            // The value is examined apart from the name, because the processor predicts both better
            // so.
            if (at >= stop || *at != ':') continue;
            mark(at);
            if (++at < stop && *at == '"') at = after_string_at(at);
        } else if (c == '\\') {
            at = after_stray_backslash(at, end);
        } else if (c == ':' || (c | 0x20) == '{' || (c | 0x20) == '}') {
            mark(at);
            ++at;
        } else {
            at = after_other_bytes(at + 1, end);
        }
    }
    index.set(begin, stop, place, escaped_names);
}

// True if one of the strings that end in this block is a member's name.
[[gnu::noinline]] inline bool any_is_name(char const* at, mask const* ends, std::size_t blocks,
                                          char const* end) {
    for (std::size_t i = 0; i != blocks; ++i)
        for (mask left = ends[i]; left != 0; left &= left - 1)
            if (colon_follows(at + i * block_size + first_of(left), end)) return true;
    return false;
}

template <class Block> [[gnu::always_inline]] inline member_masks members_of(Block const& block) {
    if constexpr (requires { Block::members(block); }) return Block::members(block);
    structural_masks const s = Block::structure(block);
    return {s.quotes, s.backslashes, s.opens | s.closes | Block::equal(block, ':')};
}

template <class Block>
[[gnu::always_inline]] inline void index_members_in_blocks(member_index& index,
                                                           char const* const from,
                                                           char const* const end) {
    auto const rest = static_cast<std::size_t>(end - from);
    std::size_t const length = rest < member_index::stretch ? rest : member_index::stretch;
    string_state state;
    mask escape_in_string = 0;
    bool escaped_names = false;
    std::uint16_t* place = index.places;
    for (std::size_t offset = 0; offset < length; offset += block_size) {
        auto const block = Block::load(from + offset, length - offset);
        member_masks const s = members_of(block);
        mask quotes = s.quotes;
        bool const escapes = (s.backslashes | state.escaped | escape_in_string) != 0;
        if (escapes) [[unlikely]]
            quotes &= ~escaped_bytes(s.backslashes, state.escaped);
        mask const strings = Block::between_pairs(quotes) ^ state.inside;
        state.inside = mask{0} - (strings >> 63);
        if (escapes) [[unlikely]] {
            // The sum carries from each backslash to the end of its string.
            mask const ends = add_with_carry(strings, s.backslashes & strings, escape_in_string) &
                              quotes & ~strings;
            if (ends != 0) escaped_names |= any_is_name(from + offset, &ends, 1, end);
        }
        mask marks = s.marks & ~strings;
        if constexpr (requires { Block::write_places(place, marks, offset); }) {
            place = Block::write_places(place, marks, offset);
        } else {
            for (; marks != 0; marks &= marks - 1)
                *place++ = static_cast<std::uint16_t>(offset + first_of(marks));
        }
    }
    index.set(from, from + length, place, escaped_names);
}

}  // namespace detail
}  // namespace trotline::json
#endif
