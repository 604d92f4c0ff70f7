// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_STEPS_HPP
#define TROTLINE_JSON_STEPS_HPP
// The steps from one token to the next. Believes: the text has been validated before, and nothing
// is checked again; otherwise a step that finds something else says what it expected, and where.
// `begin` is where the text begins (probe.hpp).

#include <trotline/json/kernel/dispatch.hpp>
#include <trotline/json/kernel/skip.hpp>
#include <trotline/json/member_index.hpp>
#include <trotline/json/number.hpp>
#include <trotline/json/probe.hpp>
#include <trotline/json/string.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::json::detail {

// Where a step led to; as in `lexed`, `expected` says that it failed.
struct step {
    char const* at;
    bool there = false;  // what was asked for is there
    char const* expected = nullptr;
};

// Behind the byte order mark that a text may begin with.
[[gnu::always_inline]] constexpr char const* behind_mark(char const* begin, char const* end) {
    bool const marked =
        end - begin >= 3 && begin[0] == '\xEF' && begin[1] == '\xBB' && begin[2] == '\xBF';
    return marked ? begin + 3 : begin;
}

// The ways of skip.hpp over longer stretches, by what the machine has.
[[gnu::always_inline]] constexpr string_end best_string_end(char const* at, char const* end) {
    if (std::is_constant_evaluated()) return find_string_end(at, end);
    return best_scanner().find_string_end(at, end);
}
[[gnu::always_inline]] constexpr char const* best_behind_containers(char const* at, char const* end,
                                                                    std::size_t depth) {
    if (std::is_constant_evaluated()) return behind_containers(at, end, depth);
    return best_scanner().behind_containers(at, end, depth);
}
constexpr sibling best_behind_commas(char const* at, char const* end, std::size_t n) {
    if (std::is_constant_evaluated()) return behind_commas(at, end, n);
    return best_scanner().behind_commas(at, end, n);
}

// Behind the container that begins at `at`, by what an index knows of it, or else by looking.
[[gnu::always_inline]] constexpr char const* behind_container(char const* at, char const* end,
                                                              member_index const* index) {
    if (index != nullptr && !index->containers.empty()) [[unlikely]]
        if (char const* const behind = index->containers.behind(at); behind != nullptr)
            return behind;
    return best_behind_containers(at + 1, end, 1);
}

// From inside a container to the first byte of its next child, or behind the container. `first`: it
// was entered just now.
template <bool Believes>
[[gnu::noinline]] constexpr step to_child(char const* at, char const* end, char closer,
                                          char const* expected, bool first) {
    if (!Believes && at == end) return {at, false, expected};
    at = behind_blanks(at, end);
    if (!Believes && at == end) return {at, false, expected};
    if (!first && *at == ',') return {behind_blanks(at + 1, end), true};
    if (*at == closer) return {at + 1};
    if (!Believes && !first) return {at, false, expected};
    return {at, true};
}
template <bool Believes>
[[gnu::always_inline]] constexpr step to_element(char const* at, char const* end, bool first) {
    // without blanks
    if (first ? end - at > 0 && *at > ' ' && *at != ']' : end - at > 1 && *at == ',' && at[1] > ' ')
        [[likely]]
        return {first ? at : at + 1, true};
    return to_child<Believes>(at, end, ']', "',' or ']'", first);
}
// To the name of an object's next member.
template <bool Believes>
[[gnu::always_inline]] constexpr step to_member(char const* at, char const* end, bool first) {
    // without blanks
    if (first ? end - at > 0 && *at == '"' : end - at > 1 && std::string_view(at, 2) == ",\"")
        [[likely]]
        return {first ? at : at + 1, true};
    step const child = to_child<Believes>(at, end, '}', "',' or '}'", first);
    if (!Believes && child.there && (child.at == end || *child.at != '"'))
        return {child.at, false, "a member name"};
    return child;
}
// From behind a member's name to its value. What stands there is looked at by whoever takes it.
template <bool Believes>
[[gnu::noinline]] constexpr step to_far_member_value(char const* at, char const* end) {
    at = behind_blanks(at, end);
    if (!Believes && (at == end || *at != ':')) return {at, false, "':'"};
    return {behind_blanks(at + 1, end), true};
}
template <bool Believes>
[[gnu::always_inline]] constexpr step to_member_value(char const* at, char const* end) {
    // without blanks
    if (end - at > 1 && *at == ':' && at[1] > ' ') [[likely]]
        return {at + 1, true};
    return to_far_member_value<Believes>(at, end);
}

// Behind a value of which nothing is wanted: judged by its quotes and brackets only.
template <bool Believes>
[[gnu::always_inline]] constexpr step behind_value(char const* begin, char const* at,
                                                   char const* end, member_index const* index) {
    switch (at == end ? kind::nothing : kind_of_value_starting_with(*at)) {
        case kind::nothing:
            return Believes ? step{at} : step{at, false, "a value"};
        case kind::string: {
            char const* const quote = best_string_end(at + 1, end).at;
            if (!Believes && quote == end) return {end, false, "a closing quote"};
            return {quote + 1, true};
        }
        case kind::array:
        case kind::object: {
            char const* const behind = behind_container(at, end, index);
            if (!Believes && behind == nullptr) return {end, false, "a closing bracket"};
            return {behind, true};
        }
        default: {
            char const* const delimiter = probe_token(begin, at, end);
            return {delimiter != nullptr ? delimiter : behind_plain_token(at, end), true};
        }
    }
}

// From behind a member's name to the name of the next member.
template <bool Believes>
[[gnu::always_inline]] constexpr step to_next_member(char const* begin, char const* at,
                                                     char const* end, member_index const* index) {
    step next = to_member_value<Believes>(at, end);
    if (!Believes && next.expected != nullptr) return next;
    next = behind_value<Believes>(begin, next.at, end, index);
    if (!Believes && next.expected != nullptr) return next;
    return to_member<Believes>(next.at, end, false);
}

// Behind a number or literal name that is wanted: with a delimiter behind it, or at the end of a
// text that is nothing else (inside a container, more digits may have been cut off there).
template <bool Believes>
constexpr step behind_number(char const* begin, char const* at, char const* end) {
    if constexpr (Believes) {
        char const* const delimiter = probe_token(begin, at, end);
        return {delimiter != nullptr ? delimiter : behind_plain_token(at, end), true};
    } else {
        lexed const token = lex_number(at, end);
        if (token.expected != nullptr) return {token.at, false, token.expected};
        if (token.at == end && behind_blanks(behind_mark(begin, end), end) != at)
            return {end, false, "a digit, ',' or a closing bracket"};
        if (token.at != end && !is_delimiter(*token.at))
            return {token.at, false, "',' or a closing bracket"};
        return {token.at, true};
    }
}
template <bool Believes>
constexpr step behind_literal_name(char const* at, char const* end, std::string_view name) {
    if (Believes) return {at + name.size(), true};
    lexed const token = lex_literal_name(at, end, name);
    if (token.expected != nullptr) return {token.at, false, token.expected};
    if (token.at != end && !is_delimiter(*token.at))
        return {token.at, false, "',' or a closing bracket"};
    return {token.at, true};
}

// Not inlined: few strings need it.
[[gnu::noinline]] constexpr lexed check_string(char const* at, char const* end) {
    return lex_string(at, end);
}
// At the closing quote of a string that is wanted; `at` is behind its opening quote. there: its
// text is the value itself.
template <bool Believes>
[[gnu::always_inline]] constexpr step to_string_end(char const* at, char const* end) {
    string_end const found = best_string_end(at, end);
    if (!Believes && (found.inside != 0 || found.at == end)) [[unlikely]] {
        lexed const token = check_string(at, end);
        if (token.expected != nullptr) return {token.at, false, token.expected};
    }
    return {found.at, !found.escaped()};
}

}  // namespace trotline::json::detail
#endif
