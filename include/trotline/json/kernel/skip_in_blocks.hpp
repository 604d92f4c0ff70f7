// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_SKIP_IN_BLOCKS_HPP
#define TROTLINE_JSON_KERNEL_SKIP_IN_BLOCKS_HPP
// The functions of skip.hpp for blocks of 64 bytes, written once for all instruction sets; `Block`
// has the operations. The functions have no target attribute and are always inlined, so that they
// get the target of the entry point that calls them.

#include <trotline/core/same_bytes.hpp>
#include <trotline/json/kernel/block.hpp>
#include <trotline/json/kernel/skip.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::json::detail {

using trotline::detail::same_bytes;

// What is passed from one block to the next.
struct string_state {
    mask inside = 0;   // all ones: the block begins inside a string
    mask escaped = 0;  // 1: its first byte is escaped
};

// The closing brackets of a block whose previous bracket does not open; only these can take the
// depth below that of the block's start. (The subtraction borrows from each opening bracket up to
// the next bracket, and clears it.)
[[gnu::always_inline]] constexpr mask unpaired(mask opens, mask closes) {
    return closes & (closes - opens);
}

template <class Block>
[[gnu::always_inline]] inline string_end find_string_end_in_blocks(char const* at,
                                                                   char const* end) {
    string_end found{at};
    for (mask escape_before = 0;; at += block_size) {
        auto const rest = static_cast<std::size_t>(end - at);
        auto const block = Block::load(at, rest);
        mask const quotes = Block::equal(block, '"'), backslashes = Block::equal(block, '\\'),
                   suspects = Block::suspects(block);
        if (quotes != 0 && (below_first(quotes) & (backslashes | suspects)) == 0 &&
            escape_before == 0) [[likely]]
            return found.at = at + first_of(quotes), found;
        mask const escaped = escaped_bytes(backslashes, escape_before), ends = quotes & ~escaped,
                   before = below_first(ends);  // the whole block, if it does not end here
        if ((suspects & before & ~escaped) != 0) found.inside |= string_end::suspicion;
        if ((backslashes & before) != 0) found.inside |= string_end::escape;
        if (ends != 0) return found.at = at + first_of(ends), found;
        if (rest <= block_size) return found.at = end, found;
    }
}

// The end of the depth-th container that is open at the block's start; nullptr: it does not end in
// this block.
constexpr char const* after_close(char const* block, mask opens, mask closes, std::size_t depth) {
    std::size_t closed = 0;
    for (; closes != 0; closes &= closes - 1)
        if (depth + count(opens & below_first(closes)) == ++closed)
            return block + first_of(closes) + 1;
    return nullptr;
}
// The same for a block of text; depth and state are updated to the block's end.
template <class Block>
[[gnu::always_inline]] inline char const* after_close_in(char const* at, Block const& block,
                                                         std::size_t& depth, string_state& state) {
    structural_masks const s = Block::structure(block);
    mask const quotes = s.quotes & ~escaped_bytes(s.backslashes, state.escaped);
    mask const strings = Block::between_pairs(quotes) ^ state.inside;
    state.inside = mask{0} - (strings >> 63);
    mask const opens = s.opens & ~strings, closes = s.closes & ~strings;
    if (count(unpaired(opens, closes)) >= depth) [[unlikely]]
        if (char const* const after = after_close(at, opens, closes, depth); after != nullptr)
            return after;
    depth += count(opens) - count(closes);
    return nullptr;
}
// nullptr: not before `end`; depth and state are then those at `end`.
template <class Block>
[[gnu::always_inline]] inline char const* after_containers_in_blocks(char const* at,
                                                                     char const* end,
                                                                     std::size_t& depth,
                                                                     string_state& state) {
    char const* after = nullptr;
    if constexpr (requires { Block::is_best_in_pairs; }) {
        for (; end - at >= 2 * static_cast<std::ptrdiff_t>(block_size); at += 2 * block_size) {
            after = after_close_in(at, Block::load(at, block_size), depth, state);
            if (after != nullptr) return after;
            char const* const next = at + block_size;
            after = after_close_in(next, Block::load(next, block_size), depth, state);
            if (after != nullptr) return after;
        }
    }
    for (; at < end; at += block_size) {
        auto const last = Block::load(at, static_cast<std::size_t>(end - at));
        after = after_close_in(at, last, depth, state);
        if (after != nullptr) return after;
    }
    return nullptr;
}
template <class Block>
[[gnu::always_inline]] inline char const* after_containers_in_blocks(char const* at,
                                                                     char const* end,
                                                                     std::size_t depth) {
    string_state state;
    return after_containers_in_blocks<Block>(at, end, depth, state);
}

// The positions of a block at a container's own depth, if the block begins `depth` levels below it.
struct own_places {
    mask own;                   // up to the container's end
    std::size_t depth;          // at the block's end
    char const* end = nullptr;  // the container's closing bracket, if it is in the block
};
[[gnu::noinline]] inline own_places find_own_places(char const* block, mask opens, mask closes,
                                                    std::size_t depth) {
    own_places places{0, depth};
    mask seen = 0;  // the positions up to the previous bracket
    for (mask left = opens | closes;; left &= left - 1) {
        mask const below = left == 0 ? ~mask{0} : below_first(left);
        if (places.depth == 0) places.own |= below & ~seen;
        if (left == 0) return places;
        seen = below;
        if ((opens & (below + 1)) != 0) {
            ++places.depth;
        } else if (places.depth-- == 0) {
            places.end = block + first_of(left);
            return places;
        }
    }
}
// The same, faster if nothing is more than one level below the container, because brackets then
// come in pairs.
template <class Block>
[[gnu::always_inline]] inline own_places own_places_in(char const* block, mask opens, mask closes,
                                                       std::size_t depth) {
    mask const brackets = opens | closes;
    mask const nested = Block::between_pairs(brackets) ^ (mask{0} - mask{depth});
    if (depth <= 1 && (brackets & nested) == opens) [[likely]]
        return {~nested, std::size_t{nested >> 63 != 0}};
    return find_own_places(block, opens, closes, depth);
}

// Moves past the n-th comma of an array in a block; otherwise nullptr, and `n` and `depth` are
// updated to the block's end.
template <class Block>
[[gnu::always_inline]] inline sibling after_commas_in(char const* block, mask opens, mask closes,
                                                      mask commas, std::size_t& n,
                                                      std::size_t& depth) {
    own_places const places = own_places_in<Block>(block, opens, closes, depth);
    mask const own = commas & places.own;
    std::size_t const passed = count(own);
    if (passed >= n) return {block + Block::nth_of(own, n - 1) + 1, 0};
    if (places.end != nullptr) return {places.end + 1};
    n -= passed;
    depth = places.depth;
    return {nullptr};
}
template <class Block>
[[gnu::always_inline]] inline sibling after_commas_in_blocks(char const* at, char const* end,
                                                             std::size_t& n, std::size_t& depth,
                                                             string_state& state) {
    for (;; at += block_size) {
        auto const rest = static_cast<std::size_t>(end - at);
        auto const block = Block::load(at, rest);
        structural_masks const s = Block::structure(block);
        mask const quotes = s.quotes & ~escaped_bytes(s.backslashes, state.escaped);
        mask const strings = Block::between_pairs(quotes) ^ state.inside;
        state.inside = mask{0} - (strings >> 63);
        mask const opens = s.opens & ~strings, closes = s.closes & ~strings;
        if (count(unpaired(opens, closes)) >= depth) {
            mask const commas = Block::equal(block, ',') & ~strings;
            sibling const found = after_commas_in<Block>(at, opens, closes, commas, n, depth);
            if (found.at != nullptr) return found;
        } else {
            depth += count(opens) - count(closes);
        }
        if (rest <= block_size) return {nullptr};
    }
}
template <class Block>
[[gnu::always_inline]] inline sibling after_commas_in_blocks(char const* at, char const* end,
                                                             std::size_t n) {
    string_state state;
    std::size_t depth = 0;  // levels below the array
    return after_commas_in_blocks<Block>(at, end, n, depth, state);
}

// The longest name that is searched in blocks: with its quotes it is in at most two blocks.
inline constexpr std::size_t longest_streamed_name = block_size - 2;

// True if the string whose closing quote is at `quote` is a member's name: a colon follows.
constexpr bool colon_follows(char const* quote, char const* end) {
    char const* const at = after_blanks(quote + 1, end);
    return at != end && *at == ':';
}

// The opening quote of the string whose closing quote is at `quote`.
constexpr char const* opening_quote(char const* begin, char const* quote) {
    for (char const* at = quote; at != begin;) {
        if (*--at != '"') continue;
        char const* backslash = at;
        while (backslash != begin && backslash[-1] == '\\') --backslash;
        if ((at - backslash) % 2 == 0) return at;
    }
    return begin;
}

// True if the string whose closing quote is at `quote`, and which begins at `begin` at the
// earliest, is the member name `name`.
[[gnu::noinline]] inline bool is_closed_name(char const* begin, char const* quote, char const* end,
                                             bool escaped, std::string_view name) {
    if (!colon_follows(quote, end)) return false;
    if (escaped) {
        char const* const inside = opening_quote(begin, quote) + 1;
        return decodes_to({inside, static_cast<std::size_t>(quote - inside)}, name);
    }
    std::size_t const size = name.size();
    return static_cast<std::size_t>(quote - begin) > size &&
           quote[-static_cast<std::ptrdiff_t>(size) - 1] == '"' &&
           same_bytes(quote - size, name.data(), size) && needs_no_escape(name);
}

// Moves from a member's name past the next name that is wanted, one of 1 to longest_streamed_name
// bytes.
//
// A candidate is a closing quote with an opening quote at the distance that the name's size
// requires, followed (if it is in the same block) by the name's first byte; or the closing quote of
// a string with escapes. Only candidates at the object's own depth are compared.
template <class Block>
[[gnu::always_inline]] inline sibling after_name_in_blocks(char const* const begin, char const* end,
                                                           std::string_view name) {
    string_state state;
    std::size_t depth = 0;  // levels below the object
    mask opening_before = 0, escape_in_string = 0;
    for (char const* at = begin;; at += block_size) {
        auto const rest = static_cast<std::size_t>(end - at);
        auto const block = Block::load(at, rest);
        structural_masks const s = Block::structure(block);
        mask const escapes = s.backslashes | state.escaped;
        mask const quotes = s.quotes & ~escaped_bytes(s.backslashes, state.escaped);
        mask const strings = Block::between_pairs(quotes) ^ state.inside;
        state.inside = mask{0} - (strings >> 63);
        mask const opens = s.opens & ~strings, closes = s.closes & ~strings;
        if (count(unpaired(opens, closes)) >= depth) {
            mask const opening = quotes & strings;
            mask candidates = (opening << 1 & Block::equal(block, name.front())) << name.size() |
                              opening_before >> (63 - name.size());
            candidates &= quotes & ~strings;
            opening_before = opening;
            mask escaped_ends = 0;
            if ((escapes | escape_in_string) != 0) {
                // The sum carries from each backslash to the end of its string.
                escaped_ends =
                    add_with_carry(strings, s.backslashes & strings, escape_in_string) & ~strings;
                candidates |= escaped_ends;
            }
            own_places const places = (opens | closes | depth) == 0
                                          ? own_places{~mask{0}, 0}
                                          : own_places_in<Block>(at, opens, closes, depth);
            depth = places.depth;
            for (candidates &= places.own; candidates != 0; candidates &= candidates - 1) {
                char const* const quote = at + first_of(candidates);
                bool const escaped = (escaped_ends & candidates & (0 - candidates)) != 0;
                if (is_closed_name(begin, quote, end, escaped, name)) return {quote + 1, 0};
            }
            if (places.end != nullptr) return {places.end + 1};
        } else {
            // no string that continues after this block is one of the object's names
            depth += count(opens) - count(closes);
            opening_before = escape_in_string = 0;
        }
        if (rest <= block_size) return {nullptr};
    }
}
}  // namespace trotline::json::detail
#endif
