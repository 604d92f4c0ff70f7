// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_NAME_SEARCH_HPP
#define TROTLINE_JSON_KERNEL_NAME_SEARCH_HPP
// Searches a JSON text for a member's name by its bytes, without reading the structure, and moves
// from bracket to bracket. Together they quickly skip everything that cannot have a member with
// that name.

#include <trotline/core/cpu.hpp>
#include <trotline/json/character.hpp>
#include <trotline/json/kernel/block.hpp>
#include <trotline/json/kernel/block_avx2.hpp>
#include <trotline/json/kernel/block_avx512.hpp>
#include <trotline/json/kernel/block_baseline.hpp>
#include <trotline/json/kernel/block_neon.hpp>
#include <trotline/json/kernel/skip_in_blocks.hpp>

#include <cstddef>
#include <cstring>
#include <string_view>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::json::detail {

// The closing quote of a string, from a byte inside of it that is not escaped; `end` if it has
// none.
inline char const* to_closing_quote(char const* at, char const* end) {
    while (at != end && *at != '"') at += *at == '\\' && end - at > 1 ? 2 : 1;
    return at;
}

constexpr bool is_bracket(char c) { return c == '{' || c == '}' || c == '[' || c == ']'; }

// At a quote that may open the name, or at a backslash in some string: true if a member with that
// name may be there. If not, `at` is moved to where the search continues.
inline bool is_mention(char const*& at, char const* end, std::string_view name) {
    if (*at == '\\') {
        // A name with escapes is compared after decoding, so it may be this one.
        char const* const quote = to_closing_quote(at, end);
        if (quote != end && colon_follows(quote, end)) return true;
        at = quote == end ? end : quote + 1;
        return false;
    }
    std::size_t const size = name.size();
    bool const is_name = static_cast<std::size_t>(end - at) >= size + 2 &&
                         std::memcmp(at + 1, name.data(), size) == 0 && at[size + 1] == '"' &&
                         colon_follows(at + size + 1, end);
    if (!is_name) ++at;
    return is_name;
}

inline char const* portable_next_mention(char const* at, char const* end, std::string_view name) {
    while (at != end) {
        if (*at != '"' && *at != '\\')
            ++at;
        else if (is_mention(at, end, name))
            return at;
    }
    return end;
}

template <class Block>
[[gnu::always_inline]] inline char const* next_mention_in_blocks(char const* at, char const* end,
                                                                 std::string_view name) {
    char const last = name.empty() ? '"' : name.back();
    while (static_cast<std::size_t>(end - at) >= name.size() + 1 + block_size) {
        char const* const begin = at;
        at += block_size;
        Block const block = Block::load(begin, block_size);
        mask found = Block::equal(block, '\\');
        found |= Block::equal(block, '"') &
                 Block::equal(Block::load(begin + name.size(), block_size), last) &
                 Block::equal(Block::load(begin + name.size() + 1, block_size), '"');
        while (found != 0) {
            char const* candidate = begin + first_of(found);
            if (is_mention(candidate, end, name)) return candidate;
            if (candidate >= at) {
                at = candidate;
                break;
            }
            found &= ~mask{0} << (candidate - begin);
        }
    }
    return portable_next_mention(at, end, name);
}

inline char const* portable_next_bracket(char const* at, char const* end) {
    while (at != end && !is_bracket(*at)) {
        if (*at == '"')
            at = after_string(at + 1, end);
        else
            at = *at == '\\' ? after_stray_backslash(at, end) : at + 1;
        if (at == nullptr) return end;
    }
    return at;
}

template <class Block>
[[gnu::always_inline]] inline char const* next_bracket_in_blocks(char const* at, char const* end) {
    string_state state;
    for (;; at += block_size) {
        auto const rest = static_cast<std::size_t>(end - at);
        structural_masks const s = Block::structure(Block::load(at, rest));
        mask const quotes = s.quotes & ~escaped_bytes(s.backslashes, state.escaped);
        mask const strings = Block::between_pairs(quotes) ^ state.inside;
        state.inside = mask{0} - (strings >> 63);
        mask const brackets = (s.opens | s.closes) & ~strings;
        if (brackets != 0) return at + first_of(brackets);
        if (rest <= block_size) return end;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] inline char const* avx2_next_mention(
    char const* at, char const* end, std::string_view name) {
    return next_mention_in_blocks<avx2_block>(at, end, name);
}
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] inline char const* avx2_next_bracket(
    char const* at, char const* end) {
    return next_bracket_in_blocks<avx2_block>(at, end);
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] inline char const* avx512_next_mention(
    char const* at, char const* end, std::string_view name) {
    return next_mention_in_blocks<avx512_block>(at, end, name);
}
[[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] inline char const* avx512_next_bracket(
    char const* at, char const* end) {
    return next_bracket_in_blocks<avx512_block>(at, end);
}
#endif

// The first position from a value on where a member with that name may begin: its opening quote, or
// a position in a name with escapes. `end` if there is none. The text need not be valid.
inline char const* next_mention(char const* at, char const* end, std::string_view name) {
    switch (chosen_instruction_set()) {
#if defined(__x86_64__) && defined(__GNUC__)
        case instruction_set::baseline:
            return next_mention_in_blocks<baseline_block>(at, end, name);
        case instruction_set::avx2:
            return avx2_next_mention(at, end, name);
        case instruction_set::avx512:
            return avx512_next_mention(at, end, name);
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
        case instruction_set::neon:
            return next_mention_in_blocks<neon_block>(at, end, name);
#endif
        default:
            return portable_next_mention(at, end, name);
    }
}

// The next bracket from a position on that is outside of strings; `end` if there is none.
inline char const* next_bracket(char const* at, char const* end) {
    switch (chosen_instruction_set()) {
#if defined(__x86_64__) && defined(__GNUC__)
        case instruction_set::baseline:
            return next_bracket_in_blocks<baseline_block>(at, end);
        case instruction_set::avx2:
            return avx2_next_bracket(at, end);
        case instruction_set::avx512:
            return avx512_next_bracket(at, end);
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
        case instruction_set::neon:
            return next_bracket_in_blocks<neon_block>(at, end);
#endif
        default:
            return portable_next_bracket(at, end);
    }
}

}  // namespace trotline::json::detail
#pragma GCC diagnostic pop
#endif
