// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_STREAMING_HPP
#define TROTLINE_JSON_STREAMING_HPP
// The ways of skip.hpp over blocks of 64 bytes, written once for all instruction sets. `Block` brings the operations. The functions
// have no target of their own and are always inlined, so that they become part of entry points that have one.

#include <trotline/json/block.hpp>
#include <trotline/json/skip.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::json::detail {

// What goes from one block to the next.
struct string_state {
    mask inside = 0;   // all ones: the block begins inside a string
    mask escaped = 0;  // 1: its first byte is escaped
};

template <class Block> [[gnu::always_inline]] inline string_end find_string_end_in_blocks(char const* at, char const* end) {
    string_end found{at};
    for (;;) {
        auto const rest = static_cast<std::size_t>(end - at);
        auto const block = Block::load(at, rest);
        mask const stops = Block::equal(block, '"') | Block::equal(block, '\\');
        mask const before = below_first(stops);  // all where there is none
        found.suspect |= (Block::suspects(block) & before) != 0;
        if (stops == 0) {
            if (rest <= block_size) return found.at = end, found;
            at += block_size;
            continue;
        }
        found.at = at + first_of(stops);
        if (*found.at == '"') [[likely]]
            return found;
        found.escaped = true;
        if (end - found.at < 2) return found.at = end, found;
        at = found.at + 2;
    }
}

template <class Block>
[[gnu::always_inline]] inline char const* behind_containers_in_blocks(char const* at, char const* end, std::size_t depth) {
    string_state state;
    for (;; at += block_size) {
        auto const rest = static_cast<std::size_t>(end - at);
        structural_masks const s = Block::structure(Block::load(at, rest));
        mask const quotes = s.quotes & ~escaped_bytes(s.backslashes, state.escaped);
        mask const strings = Block::between_pairs(quotes) ^ state.inside;
        state.inside = mask{0} - (strings >> 63);
        mask const opens = s.opens & ~strings;
        mask closes = s.closes & ~strings;
        std::size_t const closing = count(closes);
        if (closing >= depth) {
            std::size_t closed = 0;
            for (; closes != 0; closes &= closes - 1)
                if (depth + count(opens & below_first(closes)) == ++closed) return at + first_of(closes) + 1;
        }
        depth += count(opens) - closing;
        if (rest <= block_size) return nullptr;
    }
}

template <class Block>
[[gnu::always_inline]] inline sibling behind_commas_in_blocks(char const* at, char const* end, std::size_t n) {
    string_state state;
    std::size_t depth = 0;  // below the array
    for (;; at += block_size) {
        auto const rest = static_cast<std::size_t>(end - at);
        auto const block = Block::load(at, rest);
        structural_masks const s = Block::structure(block);
        mask const quotes = s.quotes & ~escaped_bytes(s.backslashes, state.escaped);
        mask const strings = Block::between_pairs(quotes) ^ state.inside;
        state.inside = mask{0} - (strings >> 63);
        mask const opens = s.opens & ~strings;
        mask const closes = s.closes & ~strings;
        std::size_t const closing = count(closes);
        if (closing >= depth) {
            mask const commas = Block::equal(block, ',') & ~strings;
            mask brackets = opens | closes;
            // elements that have no containers inside: brackets come in pairs
            mask const nested = Block::between_pairs(brackets) ^ (mask{0} - static_cast<mask>(depth));
            if (depth <= 1 && (brackets & nested) == opens) {
                mask const between = commas & ~nested;
                std::size_t const passed = count(between);
                if (passed >= n) return {at + Block::nth_of(between, n - 1) + 1, 0};
                n -= passed;
                depth = static_cast<std::size_t>(nested >> 63);
                if (rest <= block_size) return {nullptr};
                continue;
            }
            mask seen = 0;  // below the bracket before
            for (std::size_t level = depth;; brackets &= brackets - 1) {
                mask const below = brackets == 0 ? ~mask{0} : below_first(brackets);
                if (level == 0) {
                    mask const between = commas & below & ~seen;
                    std::size_t const passed = count(between);
                    if (passed >= n) return {at + Block::nth_of(between, n - 1) + 1, 0};
                    n -= passed;
                }
                if (brackets == 0) break;
                seen = below;
                if ((opens & (below + 1)) != 0) {
                    ++level;
                } else if (level-- == 0) {
                    return {at + first_of(brackets) + 1};
                }
            }
        }
        depth += count(opens) - closing;
        if (rest <= block_size) return {nullptr};
    }
}

// What is looked for in blocks: so many names at once, and none longer, so that a name and its quotes lie in two blocks at most.
inline constexpr std::size_t most_streamed_names = 4;
inline constexpr std::size_t longest_streamed_name = block_size - 2;

// Whether a string whose closing quote stands at `quote` is a member's name: a colon follows.
constexpr bool colon_follows(char const* quote, char const* end) {
    char const* const at = behind_blanks(quote + 1, end);
    return at != end && *at == ':';
}

// The opening quote of the string that is closed at `quote`.
constexpr char const* opening_quote(char const* begin, char const* quote) {
    for (char const* at = quote; at != begin;) {
        if (*--at != '"') continue;
        char const* backslash = at;
        while (backslash != begin && backslash[-1] == '\\') --backslash;
        if ((at - backslash) % 2 == 0) return at;
    }
    return begin;
}

// From a member's name to behind the next name that is wanted: up to most_streamed_names, of 1 to longest_streamed_name bytes each.
//
// A candidate is a closing quote that has an opening one, and behind that the wanted first byte, at the distance that the name's
// size asks for; or one of a string with escapes. Only candidates at the object's own depth are compared.
template <class Block, std::size_t Most>
[[gnu::always_inline]] inline sibling behind_name_in_blocks(char const* const begin, char const* end, std::string_view const* names,
                                                            std::size_t names_count) {
    string_state state;
    std::size_t depth = 0;  // below the object
    mask opening_before = 0, escape_in_string = 0;
    mask first_before[Most] = {};
    std::size_t sizes[Most];
    char firsts[Most];
    for (std::size_t i = 0; i != (Most == 1 ? 1 : names_count); ++i) {
        sizes[i] = names[i].size();
        firsts[i] = names[i].front();
    }
    for (char const* at = begin;; at += block_size) {
        auto const rest = static_cast<std::size_t>(end - at);
        auto const block = Block::load(at, rest);
        structural_masks const s = Block::structure(block);
        mask const quotes = s.quotes & ~escaped_bytes(s.backslashes, state.escaped);
        mask const strings = Block::between_pairs(quotes) ^ state.inside;
        state.inside = mask{0} - (strings >> 63);
        mask const opens = s.opens & ~strings;
        mask const closes = s.closes & ~strings;
        std::size_t const closing = count(closes);
        if (closing >= depth) {
            mask const opening = quotes & strings;
            // from a backslash the sum carries to the end of its string
            mask const escaped_ends = add_with_carry(strings, s.backslashes & strings, escape_in_string) & ~strings;
            mask of_name[Most], candidates = escaped_ends;
            for (std::size_t i = 0; i != (Most == 1 ? 1 : names_count); ++i) {
                std::size_t const size = sizes[i];
                mask const first = Block::equal(block, firsts[i]);
                mask const opened = opening << (size + 1) | opening_before >> (63 - size);
                of_name[i] = opened & (first << size | first_before[i] >> (64 - size)) & quotes & ~strings;
                candidates |= of_name[i];
                first_before[i] = first;
            }
            opening_before = opening;
            char const* object_end = nullptr;
            mask const brackets = opens | closes;
            mask const nested = Block::between_pairs(brackets) ^ (mask{0} - static_cast<mask>(depth));
            if (depth <= 1 && (brackets & nested) == opens) [[likely]] {
                // no more than one level below the object
                candidates &= ~nested;
                depth = static_cast<std::size_t>(nested >> 63);
            } else {
                mask own = 0, seen = 0;  // what is at the object's depth; what is below the bracket before
                std::size_t level = depth;
                for (mask left = brackets;; left &= left - 1) {
                    mask const below = left == 0 ? ~mask{0} : below_first(left);
                    if (level == 0) own |= below & ~seen;
                    if (left == 0) break;
                    seen = below;
                    if ((opens & (below + 1)) != 0) {
                        ++level;
                    } else if (level-- == 0) {
                        object_end = at + first_of(left) + 1;
                        break;
                    }
                }
                candidates &= own;
                depth = level;
            }
            for (; candidates != 0; candidates &= candidates - 1) {
                char const* const quote = at + first_of(candidates);
                if (!colon_follows(quote, end)) continue;
                mask const candidate = candidates & (0 - candidates);
                if ((escaped_ends & candidate) != 0) [[unlikely]] {
                    char const* const inside = opening_quote(begin, quote) + 1;
                    std::size_t const place =
                        place_of({inside, static_cast<std::size_t>(quote - inside)}, true, names, names_count);
                    if (place != npos) return {quote + 1, place};
                    continue;
                }
                for (std::size_t i = 0; i != (Most == 1 ? 1 : names_count); ++i) {
                    std::size_t const size = sizes[i];
                    if ((of_name[i] & candidate) != 0 && same_bytes(quote - size, names[i].data(), size) &&
                        needs_no_escape(names[i]))
                        return {quote + 1, i};
                }
            }
            if (object_end != nullptr) return {object_end};
        } else {
            // no string that goes on behind this block is one of the object's names
            depth += count(opens) - closing;
            opening_before = escape_in_string = 0;
        }
        if (rest <= block_size) return {nullptr};
    }
}
template <class Block>
[[gnu::always_inline]] inline sibling behind_name_in_blocks(char const* begin, char const* end, std::string_view const* names,
                                                            std::size_t names_count) {
    return names_count == 1 ? behind_name_in_blocks<Block, 1>(begin, end, names, 1)
                            : behind_name_in_blocks<Block, most_streamed_names>(begin, end, names, names_count);
}

}  // namespace trotline::json::detail
#endif
