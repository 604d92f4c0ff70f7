// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_TOKEN_HPP
#define TROTLINE_JSON_TOKEN_HPP
// The steps from one token to the next. Believes: the text has been validated before, and nothing is checked again; otherwise a
// step that finds something else says what it expected, and where. `begin` is where the text begins (probe.hpp).

#include <trotline/json/member_name.hpp>
#include <trotline/json/number.hpp>
#include <trotline/json/probe.hpp>
#include <trotline/json/scanner.hpp>
#include <trotline/json/skip.hpp>
#include <trotline/json/string.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline::json::detail {

// Where a step led to; as in `lexed`, `expected` says that it failed.
struct step {
    char const* at;
    bool there = false;  // what was asked for is there
    char const* expected = nullptr;
};

// Behind the byte order mark that a text may begin with.
[[gnu::always_inline]] constexpr char const* behind_mark(char const* begin, char const* end) {
    bool const marked = end - begin >= 3 && begin[0] == '\xEF' && begin[1] == '\xBB' && begin[2] == '\xBF';
    return marked ? begin + 3 : begin;
}

// The ways of skip.hpp over longer stretches, by what the machine has.
[[gnu::always_inline]] constexpr string_end best_string_end(char const* at, char const* end) {
    if (std::is_constant_evaluated()) return find_string_end(at, end);
    return best_scanner().find_string_end(at, end);
}
[[gnu::always_inline]] constexpr char const* best_behind_containers(char const* at, char const* end, std::size_t depth) {
    if (std::is_constant_evaluated()) return behind_containers(at, end, depth);
    return best_scanner().behind_containers(at, end, depth);
}
constexpr sibling best_behind_commas(char const* at, char const* end, std::size_t n) {
    if (std::is_constant_evaluated()) return behind_commas(at, end, n);
    return best_scanner().behind_commas(at, end, n);
}

// From inside a container to the first byte of its next child, or behind the container. `first`: it was entered just now.
template <bool Believes>
[[gnu::noinline]] constexpr step to_child(char const* at, char const* end, char closer, char const* expected, bool first) {
    if (!Believes && at == end) return {at, false, expected};
    at = behind_blanks(at, end);
    if (!Believes && at == end) return {at, false, expected};
    if (!first && *at == ',') return {behind_blanks(at + 1, end), true};
    if (*at == closer) return {at + 1};
    if (!Believes && !first) return {at, false, expected};
    return {at, true};
}
template <bool Believes> [[gnu::always_inline]] constexpr step to_element(char const* at, char const* end, bool first) {
    // without blanks
    if (first ? end - at > 0 && *at > ' ' && *at != ']' : end - at > 1 && *at == ',' && at[1] > ' ') [[likely]]
        return {first ? at : at + 1, true};
    return to_child<Believes>(at, end, ']', "',' or ']'", first);
}
// To the name of an object's next member.
template <bool Believes> [[gnu::always_inline]] constexpr step to_member(char const* at, char const* end, bool first) {
    // without blanks
    if (first ? end - at > 0 && *at == '"' : end - at > 1 && *at == ',' && at[1] == '"') [[likely]]
        return {first ? at : at + 1, true};
    step const child = to_child<Believes>(at, end, '}', "',' or '}'", first);
    if (!Believes && child.there && (child.at == end || *child.at != '"')) return {child.at, false, "a member name"};
    return child;
}
// From behind a member's name to its value. What stands there is looked at by whoever takes it.
template <bool Believes> [[gnu::noinline]] constexpr step to_far_member_value(char const* at, char const* end) {
    at = behind_blanks(at, end);
    if (!Believes && (at == end || *at != ':')) return {at, false, "':'"};
    return {behind_blanks(at + 1, end), true};
}
template <bool Believes> [[gnu::always_inline]] constexpr step to_member_value(char const* at, char const* end) {
    // without blanks
    if (end - at > 1 && *at == ':' && at[1] > ' ') [[likely]]
        return {at + 1, true};
    return to_far_member_value<Believes>(at, end);
}

// Behind a value of which nothing is wanted: judged by its quotes and brackets only.
template <bool Believes> [[gnu::always_inline]] constexpr step behind_value(char const* begin, char const* at, char const* end) {
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
            char const* const behind = best_behind_containers(at + 1, end, 1);
            if (!Believes && behind == nullptr) return {end, false, "a closing bracket"};
            return {behind, true};
        }
        default: {
            char const* const delimiter = probe_token(begin, at, end);
            return {delimiter != nullptr ? delimiter : behind_plain_token(at, end), true};
        }
    }
}

// Behind a number or literal name that is wanted: with a delimiter behind it, or at the end of a text that is nothing else (inside
// a container, more digits may have been cut off there).
template <bool Believes> constexpr step behind_number(char const* begin, char const* at, char const* end) {
    if constexpr (Believes) {
        char const* const delimiter = probe_token(begin, at, end);
        return {delimiter != nullptr ? delimiter : behind_plain_token(at, end), true};
    } else {
        lexed const token = lex_number(at, end);
        if (token.expected != nullptr) return {token.at, false, token.expected};
        if (token.at == end && behind_blanks(behind_mark(begin, end), end) != at)
            return {end, false, "a digit, ',' or a closing bracket"};
        if (token.at != end && !is_delimiter(*token.at)) return {token.at, false, "',' or a closing bracket"};
        return {token.at, true};
    }
}
template <bool Believes> constexpr step behind_literal_name(char const* at, char const* end, std::string_view name) {
    if (Believes) return {at + name.size(), true};
    lexed const token = lex_literal_name(at, end, name);
    if (token.expected != nullptr) return {token.at, false, token.expected};
    if (token.at != end && !is_delimiter(*token.at)) return {token.at, false, "',' or a closing bracket"};
    return {token.at, true};
}

// At the closing quote of a string that is wanted; `at` is behind its opening quote. there: its text is the value itself.
[[gnu::noinline]] constexpr step check_string(char const* at, char const* end, string_end found) {
    lexed const token = lex_string(at, end);
    if (token.expected != nullptr) return {token.at, false, token.expected};
    return {found.at, !found.escaped};
}
template <bool Believes> [[gnu::always_inline]] constexpr step to_string_end(char const* at, char const* end) {
    string_end const found = best_string_end(at, end);
    if (!Believes && (found.escaped || found.suspect || found.at == end)) [[unlikely]]
        return check_string(at, end, found);
    return {found.at, !found.escaped};
}

// From a member's name that is none of these to behind the next one that is, or (place is npos) behind the object. Two words, which
// are handed back in registers: a failure stands in `place`, too, as which of the expectations was not met.
struct sought {
    char const* at;
    std::size_t place = npos;

    static constexpr char const* expectations[] = {"a closing quote", "a closing bracket", "a member name", "a value", "':'",
                                                   "',' or '}'"};
    static constexpr std::size_t first_failure = npos - std::size(expectations);
    static constexpr sought failed(step const& why) {
        std::size_t i = 0;
        while (i + 1 != std::size(expectations) && std::string_view(expectations[i]) != why.expected) ++i;
        return {why.at, first_failure + i};
    }
    constexpr char const* expected() const {
        return place >= first_failure && place != npos ? expectations[place - first_failure] : nullptr;
    }
};

// at + distance, by a branch for each distance below 20: what is done there is begun before the distance is known, if it is the one
// that was there before. Names stand at the same place of every answer of a service; their values do not.
template <std::size_t... Distance>
[[gnu::always_inline]] constexpr char const* guess(char const* at, std::size_t distance, std::index_sequence<Distance...>) {
    char const* to = at + distance;
    auto const is = [&](std::size_t guessed) __attribute__((always_inline)) {
        if (distance != guessed) return false;
        to = at + guessed;
        asm("" : "+r"(to));  // else the branches become the addition that they stand for
        return true;
    };
    if (!std::is_constant_evaluated()) (void)(is(Distance) || ...);
    return to;
}

// Member by member, which is the quick way while they are short, and for several names; up to `most` of them: then `at` is at the
// next one's name, and the result's is nullptr.
template <bool Believes, name_set N>
[[gnu::always_inline]] constexpr sought step_to_name(char const* begin, char const*& at, char const* end, N const& names,
                                                     std::size_t most) {
    std::uint64_t const sizes = sizes_of(names);
    for (; most != 0; --most) {
        char const* quote = probe_name(begin, at + 1, end);
        if (quote == nullptr) [[unlikely]] {
            auto const string = best_string_end(at + 1, end);
            if (!Believes && string.at == end) return sought::failed({end, false, "a closing quote"});
            quote = string.at;
            if (string.escaped)
                for (std::size_t i = 0; i != names.size(); ++i)
                    if (decodes_to({at + 1, static_cast<std::size_t>(quote - at - 1)}, names[i])) return {quote + 1, i};
        }
        auto const size = static_cast<std::size_t>(quote - at - 1);
        if ((sizes & size_bit(size)) != 0) {
            std::size_t const place = match_name(at, end, names);
            if (place != npos) return {quote + 1, place};
        }
        step next = to_member_value<Believes>(guess(at + 2, size, std::make_index_sequence<20>{}), end);
        if (!Believes && next.expected != nullptr) return sought::failed(next);
        next = behind_value<Believes>(begin, next.at, end);
        if (!Believes && next.expected != nullptr) return sought::failed(next);
        next = to_member<Believes>(next.at, end, false);
        if (!Believes && next.expected != nullptr) return sought::failed(next);
        if (!next.there) return {next.at};
        at = next.at;
    }
    return {nullptr};
}
// One name is looked for in blocks at once; several ones are, when the object turns out to be a long one.
template <bool Believes, name_set N>
[[gnu::noinline]] constexpr sought seek_name(char const* begin, char const* at, char const* end, N names) {
    constexpr std::uint64_t not_streamed = size_bit(0) | ~(size_bit(longest_streamed_name + 1) - 1);
    if (std::is_constant_evaluated() || names.size() > most_streamed_names || (sizes_of(names) & not_streamed) != 0)
        return step_to_name<Believes>(begin, at, end, names, npos);
    if (names.size() != 1) {
        sought const near = step_to_name<Believes>(begin, at, end, names, 16);
        if (near.at != nullptr) return near;
    }
    std::string_view wanted[most_streamed_names];
    for (std::size_t i = 0; i != names.size(); ++i) wanted[i] = names[i];
    auto const& scanner = best_scanner();
    auto const next =
        names.size() == 1 ? scanner.behind_name(at, end, wanted) : scanner.behind_names(at, end, wanted, names.size());
    return next.at == nullptr ? sought::failed({end, false, "',' or '}'"}) : sought{next.at, next.place};
}

}  // namespace trotline::json::detail
#endif
