// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_VALIDATE_IN_BLOCKS_HPP
#define TROTLINE_JSON_KERNEL_VALIDATE_IN_BLOCKS_HPP
// Validation over blocks of 64 bytes: the grammar of RFC 8259 as relations between sets of places.
// Only brackets, escapes, and numbers and literals that are not plain integers are looked at one by
// one.
//
// A token's first byte is found from the end of the token before by adding the blanks: the sum
// carries a bit through a run of blanks to the first byte behind it. With what may follow what,
// that is:
//   a value begins exactly where one is due: behind a comma, a colon, an opening bracket (where the closing one may stand instead),
//   and at
//     the text's begin
//   what is due in an object behind a comma or its bracket is a string, the member's name
//   a colon stands exactly where a name and the blanks behind it end
// A comma or a closing bracket that stands nowhere where something else is due is then behind a
// value.

#include <trotline/json/kernel/block.hpp>
#include <trotline/json/number.hpp>
#include <trotline/json/string.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace trotline::json::detail {

// A number or literal from its first byte that is not a digit on; `begins` if that is its very
// first byte.
constexpr bool ends_well(char const* at, char const* end, bool begins) {
    lexed token{at, "a value"};
    if (*at == '.' || *at == 'e' || *at == 'E') {
        if (!begins) token = lex_fraction_and_exponent(at, end);
    } else if (begins) {
        switch (kind_of_value_starting_with(*at)) {
            case kind::boolean:
                token = lex_literal_name(at, end, *at == 't' ? "true" : "false");
                break;
            case kind::null:
                token = lex_literal_name(at, end, "null");
                break;
            case kind::number:
                token = lex_number(at, end);
                break;
            default:
                break;
        }
    }
    return token.expected == nullptr && (token.at == end || is_delimiter(*token.at));
}

// Whether true, false or null and a delimiter stand at `at`, where six bytes can be read. Which of
// them it is decides no branch.
[[gnu::always_inline]] inline bool is_literal_name(char const* at) {
    constexpr auto word = [](char const* name) {
        return static_cast<std::uint32_t>(name[0]) | static_cast<std::uint32_t>(name[1]) << 8 |
               static_cast<std::uint32_t>(name[2]) << 16 |
               static_cast<std::uint32_t>(name[3]) << 24;
    };
    char const first = *at;
    std::uint32_t const stands =
        static_cast<std::uint32_t>(static_cast<unsigned char>(at[0])) |
        static_cast<std::uint32_t>(static_cast<unsigned char>(at[1])) << 8 |
        static_cast<std::uint32_t>(static_cast<unsigned char>(at[2])) << 16 |
        static_cast<std::uint32_t>(static_cast<unsigned char>(at[3])) << 24;
    bool const is_false = first == 'f';
    std::uint32_t wanted = word("null");
    wanted = first == 't' ? word("true") : wanted;
    wanted = is_false ? word("fals") : wanted;
    return static_cast<bool>(static_cast<int>(stands == wanted) &
                             (static_cast<int>(!is_false) | static_cast<int>(at[4] == 'e')) &
                             static_cast<int>(is_delimiter(at[4 + is_false])));
}

// The containers that are open, up to 63, as the block validation follows them.
struct open_containers {
    std::uint64_t objects = 0;  // a bit for each, the innermost lowest
    std::size_t depth = 0;
};

// true: the text is valid. false: it is not, or it is one of those that are left to
// exact_validator: scalars, and 64 levels and more.
template <class Block>
[[gnu::always_inline]] inline bool is_valid_in_blocks(char const* const begin,
                                                      char const* const end,
                                                      std::size_t depth_limit) {
    // with a bracket first, everything up to the one that ends the text stands inside of it
    char const* const root = behind_blanks(begin, end);
    if (root == end || (*root != '{' && *root != '[')) return false;
    std::size_t const most_levels = depth_limit < 63 ? depth_limit : 63;
    mask inside_string = 0, escaped = 0;  // as in string_state
    mask due_before = 1, behind_comma_before = 0, behind_open_before = 0, in_name_before = 0;
    mask token_before = 0, integer_before = 0, zero_before = 0;
    mask high_before = 0;
    mask object = 0;  // all ones: the innermost container is one
    open_containers open;
    char const* escapes_read = begin;
    auto before = Block::blanks();
    for (char const* at = begin;; at += block_size) {
        auto const rest = static_cast<std::size_t>(end - at);
        __builtin_prefetch(at + read_ahead);
        auto const block = Block::load(at, rest);
        grammar_masks const m = Block::grammar(block);
        // the last three bytes of a block can begin what goes on in the next one
        if ((m.high | high_before >> 61) != 0 && Block::breaks_utf8(block, before)) return false;
        high_before = m.high;
        before = block;

        mask quotes = m.quotes;
        if ((m.backslashes | escaped) != 0) {
            mask starts = m.backslashes & ~escaped;
            quotes &= ~escaped_bytes(m.backslashes, escaped);
            for (; starts != 0;) {
                mask const start = starts & (0 - starts);
                char const* const escape = at + first_of(starts);
                starts &= ~(start | start << 1);
                if (escape < escapes_read) continue;  // the second half of a surrogate pair
                if (end - escape > 1 && two_character_escape(escape[1]) != '\0') [[likely]]
                    continue;
                lexed const token = lex_escape(escape, end);
                if (token.expected != nullptr) return false;
                escapes_read = token.at;
            }
        } else if (quotes == 0 && inside_string != 0) [[unlikely]] {
            if (m.controls != 0) return false;
            if (rest <= block_size) return false;
            continue;
        }
        mask const strings = Block::between_pairs(quotes) ^ inside_string;
        inside_string = mask{0} - (strings >> 63);
        mask const opens = m.opens & ~strings, closes = m.closes & ~strings;
        mask const colons = m.colons & ~strings, commas = m.commas & ~strings,
                   blanks = m.blanks & ~strings;
        mask wrong = m.controls & strings;

        // numbers and literals
        mask const tokens = ~(strings | quotes | blanks | opens | closes | colons | commas);
        mask const token_begins = tokens & ~(tokens << 1 | token_before);
        token_before = tokens >> 63;
        mask const digits = m.digits & ~strings;
        mask const leading_zeros = m.zeros & token_begins;
        wrong |= (leading_zeros << 1 | zero_before) & digits;
        zero_before = leading_zeros >> 63;
        for (mask special = add_with_carry(digits, token_begins, integer_before) & tokens & ~digits;
             special != 0; special &= special - 1)
            if (!ends_well(at + first_of(special), end,
                           (token_begins & special & (0 - special)) != 0))
                return false;

        // brackets: which one it is decides no branch, as that would be guessed wrongly half of the
        // time
        if (open.depth + count(opens) > most_levels) return false;
        mask in_object = object;
        bool ended = false;
        for (mask brackets = opens | closes; brackets != 0; brackets &= brackets - 1) {
            mask const bracket = brackets & (0 - brackets);
            char const* const place = at + first_of(brackets);
            mask const curly = static_cast<unsigned char>(*place) >> 5 & 1;
            mask const closing = mask{0} - static_cast<mask>((closes & bracket) != 0);
            wrong |= closing & (open.objects ^ curly) & 1;
            open.objects =
                ((open.objects >> 1) & closing) | ((open.objects << 1 | curly) & ~closing);
            open.depth += 1 + 2 * closing;  // one more, or one less
            mask const now = mask{0} - (open.objects & 1);
            in_object ^= (now ^ object) & ~(bracket | (bracket - 1));
            object = now;
            if (open.depth == 0) [[unlikely]] {
                if (behind_blanks(place + 1, end) != end) return false;
                ended = true;
            }
        }

        // what follows what
        mask const behind_colon = add_with_carry(colons << 1, blanks, due_before) & ~blanks;
        mask const behind_comma =
            add_with_carry(commas << 1, blanks, behind_comma_before) & ~blanks;
        mask const behind_open = add_with_carry(opens << 1, blanks, behind_open_before) & ~blanks;
        due_before |= colons >> 63;
        behind_comma_before |= commas >> 63;
        behind_open_before |= opens >> 63;
        mask const opening_quotes = quotes & strings;
        mask const value_begins = opening_quotes | token_begins | opens;
        wrong |= value_begins ^ (behind_colon | behind_comma | (behind_open & ~closes));
        mask const names = (behind_comma | (behind_open & ~closes)) & in_object;
        wrong |= names & ~opening_quotes;
        mask const no_end_of_name = strings | quotes | blanks;
        wrong |= (add_with_carry(no_end_of_name, names, in_name_before) & ~no_end_of_name) ^ colons;

        if (wrong != 0) return false;
        if (ended) return true;
        if (rest <= block_size) return false;
    }
}

}  // namespace trotline::json::detail
#endif
