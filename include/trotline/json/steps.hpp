// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_STEPS_HPP
#define TROTLINE_JSON_STEPS_HPP
// The steps of a cursor from one token to the next. Validated: precondition: the text is valid
// JSON, and nothing is checked again. Otherwise a step that finds something else returns what it
// expected, and where. `begin` is the text's start (see probe.hpp).

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

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::json::detail {

// Where a step led to. As in `lexed`, it has failed if `expected` is set.
struct step {
    char const* at;
    bool there = false;  // it has found what was asked for
    char const* expected = nullptr;
};

// Moves past the byte order mark that a text may begin with.
[[gnu::always_inline]] constexpr char const* after_mark(char const* begin, char const* end) {
    bool const marked =
        end - begin >= 3 && begin[0] == '\xEF' && begin[1] == '\xBB' && begin[2] == '\xBF';
    return marked ? begin + 3 : begin;
}

// The functions of kernel/skip.hpp for longer stretches, with the best kernel of the machine.
[[gnu::always_inline]] constexpr string_end best_string_end(char const* at, char const* end) {
    if (std::is_constant_evaluated()) return find_string_end(at, end);
    return best_kernels().find_string_end(at, end);
}
[[gnu::always_inline]] constexpr char const* best_after_containers(char const* at, char const* end,
                                                                   std::size_t depth) {
    if (std::is_constant_evaluated()) return after_containers(at, end, depth);
    return best_kernels().after_containers(at, end, depth);
}
constexpr sibling best_after_commas(char const* at, char const* end, std::size_t n) {
    if (std::is_constant_evaluated()) return after_commas(at, end, n);
    return best_kernels().after_commas(at, end, n);
}

// The end of the container that begins at `at`, from the index if it knows it.
[[gnu::always_inline]] constexpr char const* after_container(char const* at, char const* end,
                                                             member_index const* index) {
    if (index != nullptr && !index->containers.empty()) [[unlikely]]
        if (char const* const after = index->containers.after(at); after != nullptr) return after;
    return best_after_containers(at + 1, end, 1);
}

// Inside a container: moves to the first byte of its next child, or after the container. `first`:
// no child was read yet.
template <bool Validated>
[[gnu::noinline]] constexpr step to_child(char const* at, char const* end, char closer,
                                          char const* expected, bool first) {
    if (!Validated && at == end) return {at, false, expected};
    at = after_blanks(at, end);
    if (!Validated && at == end) return {at, false, expected};
    if (!first && *at == ',') return {after_blanks(at + 1, end), true};
    if (*at == closer) return {at + 1};
    if (!Validated && !first) return {at, false, expected};
    return {at, true};
}
template <bool Validated>
[[gnu::always_inline]] constexpr step to_element(char const* at, char const* end, bool first) {
    // the usual case: without blanks
    if (first ? end - at > 0 && *at > ' ' && *at != ']' : end - at > 1 && *at == ',' && at[1] > ' ')
        [[likely]]
        return {first ? at : at + 1, true};
    return to_child<Validated>(at, end, ']', "',' or ']'", first);
}
// Moves to the name of an object's next member.
template <bool Validated>
[[gnu::always_inline]] constexpr step to_member(char const* at, char const* end, bool first) {
    // the usual case: without blanks
    if (first ? end - at > 0 && *at == '"' : end - at > 1 && std::string_view(at, 2) == ",\"")
        [[likely]]
        return {first ? at : at + 1, true};
    step const child = to_child<Validated>(at, end, '}', "',' or '}'", first);
    if (!Validated && child.there && (child.at == end || *child.at != '"'))
        return {child.at, false, "a member name"};
    return child;
}
// Moves from the end of a member's name to its value. The value itself is not examined.
template <bool Validated>
[[gnu::noinline]] constexpr step to_far_member_value(char const* at, char const* end) {
    at = after_blanks(at, end);
    if (!Validated && (at == end || *at != ':')) return {at, false, "':'"};
    return {after_blanks(at + 1, end), true};
}
template <bool Validated>
[[gnu::always_inline]] constexpr step to_member_value(char const* at, char const* end) {
    // the usual case: without blanks
    if (end - at > 1 && *at == ':' && at[1] > ' ') [[likely]]
        return {at + 1, true};
    return to_far_member_value<Validated>(at, end);
}

// Moves past a value that is not wanted; only its quotes and brackets are checked.
template <bool Validated>
[[gnu::always_inline]] constexpr step after_value(char const* begin, char const* at,
                                                  char const* end, member_index const* index) {
    switch (at == end ? kind::nothing : kind_of_value_starting_with(*at)) {
        case kind::nothing:
            return Validated ? step{at} : step{at, false, "a value"};
        case kind::string: {
            char const* const quote = best_string_end(at + 1, end).at;
            if (!Validated && quote == end) return {end, false, "a closing quote"};
            return {quote + 1, true};
        }
        case kind::array:
        case kind::object: {
            char const* const after = after_container(at, end, index);
            if (!Validated && after == nullptr) return {end, false, "a closing bracket"};
            return {after, true};
        }
        default: {
            char const* const delimiter = probe_token(begin, at, end);
            return {delimiter != nullptr ? delimiter : after_plain_token(at, end), true};
        }
    }
}

// Moves from the end of a member's name to the name of the next member.
template <bool Validated>
[[gnu::always_inline]] constexpr step to_next_member(char const* begin, char const* at,
                                                     char const* end, member_index const* index) {
    step next = to_member_value<Validated>(at, end);
    if (!Validated && next.expected != nullptr) return next;
    next = after_value<Validated>(begin, next.at, end, index);
    if (!Validated && next.expected != nullptr) return next;
    return to_member<Validated>(next.at, end, false);
}

// Moves past a number or literal name that is wanted. A delimiter must follow, or the end of a
// text that is nothing else (inside a container, more digits might have been cut off).
template <bool Validated>
constexpr step after_number(char const* begin, char const* at, char const* end) {
    if constexpr (Validated) {
        char const* const delimiter = probe_token(begin, at, end);
        return {delimiter != nullptr ? delimiter : after_plain_token(at, end), true};
    } else {
        lexed const token = lex_number(at, end);
        if (token.expected != nullptr) return {token.at, false, token.expected};
        if (token.at == end && after_blanks(after_mark(begin, end), end) != at)
            return {end, false, "a digit, ',' or a closing bracket"};
        if (token.at != end && !is_delimiter(*token.at))
            return {token.at, false, "',' or a closing bracket"};
        return {token.at, true};
    }
}
template <bool Validated>
constexpr step after_literal_name(char const* at, char const* end, std::string_view name) {
    if (Validated) return {at + name.size(), true};
    lexed const token = lex_literal_name(at, end, name);
    if (token.expected != nullptr) return {token.at, false, token.expected};
    if (token.at != end && !is_delimiter(*token.at))
        return {token.at, false, "',' or a closing bracket"};
    return {token.at, true};
}

// Not inlined, because few strings need it.
[[gnu::noinline]] constexpr lexed check_string(char const* at, char const* end) {
    return lex_string(at, end);
}
// Moves to the closing quote of a string that is wanted; `at` is after its opening quote. there:
// the string needs no decoding.
template <bool Validated>
[[gnu::always_inline]] constexpr step to_string_end(char const* at, char const* end) {
    string_end const found = best_string_end(at, end);
    if (!Validated && (found.inside != 0 || found.at == end)) [[unlikely]] {
        lexed const token = check_string(at, end);
        if (token.expected != nullptr) return {token.at, false, token.expected};
    }
    return {found.at, !found.escaped()};
}

}  // namespace trotline::json::detail
#pragma GCC diagnostic pop
#endif
