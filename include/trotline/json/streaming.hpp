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

template <class Block>
[[gnu::always_inline]] inline char const* behind_containers_in_blocks(char const* at, char const* end, std::size_t depth) {
    string_state state;
    for (;; at += block_size) {
        auto const rest = static_cast<std::size_t>(end - at);
        structural_masks const s = Block::structure(Block::load(at, rest));
        mask quotes = s.quotes;
        if ((s.backslashes | state.escaped) != 0) quotes &= ~escaped_bytes(s.backslashes, state.escaped);
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
        mask quotes = s.quotes;
        if ((s.backslashes | state.escaped) != 0) quotes &= ~escaped_bytes(s.backslashes, state.escaped);
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

// The longest name that is looked for in blocks: name and quotes lie in two of them at most.
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

// From a member's name to behind the next name that is wanted: one or two, of 1 to longest_streamed_name bytes.
template <class Block>
[[gnu::always_inline]] inline sibling behind_name_in_blocks(char const* const begin, char const* end, std::string_view const* names,
                                                            std::size_t names_count) {
    string_state state;
    std::size_t depth = 0;  // below the object
    mask opening_before = 0, first_before = 0, other_before = 0;
    mask escape_in_open_string = 0;
    std::string_view const name = names[0], other = names[names_count - 1];
    for (char const* at = begin;; at += block_size) {
        auto const rest = static_cast<std::size_t>(end - at);
        auto const block = Block::load(at, rest);
        structural_masks const s = Block::structure(block);
        mask quotes = s.quotes;
        mask const escapes = s.backslashes | state.escaped;
        if (escapes != 0) quotes &= ~escaped_bytes(s.backslashes, state.escaped);
        mask const strings = Block::between_pairs(quotes) ^ state.inside;
        mask const inside_before = state.inside;
        state.inside = mask{0} - (strings >> 63);
        mask const opens = s.opens & ~strings;
        mask const closes = s.closes & ~strings;
        mask const opening = quotes & strings;
        mask const first = Block::equal(block, name.front());
        mask const other_first = names_count == 1 ? 0 : Block::equal(block, other.front());
        std::size_t const closing = count(closes);
        if (closing >= depth) {
            // the object's own end, if it is here
            char const* object_end = nullptr;
            mask own = ~mask{0};
            if (closing > depth) {
                std::size_t closed = 0;
                for (mask left = closes; left != 0; left &= left - 1) {
                    if (depth + count(opens & below_first(left)) < ++closed) {
                        own = below_first(left);
                        object_end = at + first_of(left) + 1;
                        break;
                    }
                }
            }
            mask const closing_quotes = quotes & ~strings & own;
            auto const ends = [&](std::string_view wanted, mask first_bytes, mask first_bytes_before)
                __attribute__((always_inline)) {
                std::size_t const size = wanted.size();
                mask const opened = opening << (size + 1) | opening_before >> (63 - size);
                mask const begun = first_bytes << size | first_bytes_before >> (64 - size);
                return closing_quotes & opened & begun;
            };
            mask const of_name = ends(name, first, first_before);
            mask const of_other = names_count == 1 ? 0 : ends(other, other_first, other_before);
            bool const decoding = (escapes | escape_in_open_string) != 0;
            mask candidates = decoding ? closing_quotes : of_name | of_other;
            for (; candidates != 0; candidates &= candidates - 1) {
                char const* const quote = at + first_of(candidates);
                mask const below = below_first(candidates);
                if (depth + count(opens & below) != count(closes & below) || !colon_follows(quote, end)) continue;
                if (decoding) [[unlikely]] {
                    char const* const open = opening_quote(begin, quote);
                    std::string_view const inside(open + 1, static_cast<std::size_t>(quote - open - 1));
                    std::size_t const place = place_of(inside, inside.find('\\') != npos, names, names_count);
                    if (place != npos) return {quote + 1, place};
                    continue;
                }
                mask const candidate = below + 1;
                if ((of_name & candidate) != 0 && same_bytes(quote - name.size(), name.data(), name.size()) &&
                    needs_no_escape(name))
                    return {quote + 1, 0};
                if ((of_other & candidate) != 0 && same_bytes(quote - other.size(), other.data(), other.size()) &&
                    needs_no_escape(other))
                    return {quote + 1, 1};
            }
            if (object_end != nullptr) return {object_end};
        }
        if ((escapes | escape_in_open_string) != 0) [[unlikely]] {
            // whether the string that goes on behind this block has a backslash so far
            mask const last_part = opening == 0 ? ~mask{0} : ~mask{0} << (63 - static_cast<unsigned>(std::countl_zero(opening)));
            mask const carried = opening == 0 ? inside_before & escape_in_open_string : 0;
            escape_in_open_string = state.inside & ((s.backslashes & last_part) | carried);
        }
        depth += count(opens) - closing;
        if (rest <= block_size) return {nullptr};
        opening_before = opening;
        first_before = first;
        other_before = other_first;
    }
}

}  // namespace trotline::json::detail
#endif
