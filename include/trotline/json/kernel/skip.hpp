// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_SKIP_HPP
#define TROTLINE_JSON_KERNEL_SKIP_HPP
// Skips values that are not wanted. Only quotes, backslashes, brackets and commas are examined; in
// a text that was not validated, mistakes between them are not found. Nothing outside of [at, end)
// is read.
//
// These are the plain forms, for constant evaluation and for machines without block operations.
// probe.hpp handles short tokens.

#include <trotline/core/cursor.hpp>
#include <trotline/json/kernel/block.hpp>
#include <trotline/json/probe.hpp>
#include <trotline/json/string.hpp>
#include <trotline/json/string_stops.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI::json::detail {

struct string_end {
    static constexpr unsigned escape = 1, suspicion = 2;

    char const* at;       // the closing quote, or the text's end
    unsigned inside = 0;  // 0: the string needs no decoding

    // There is a backslash inside.
    constexpr bool escaped() const { return (inside & escape) != 0; }
    // There are bytes inside that must be checked before they count as text: control characters, or
    // not ASCII.
    constexpr bool suspect() const { return (inside & suspicion) != 0; }
};

// `at` is after the opening quote.
constexpr string_end find_string_end(char const* at, char const* end) {
    string_end result{at};
    if (!std::is_constant_evaluated() && end - at >= usual_stops::size) [[likely]] {
        if (auto const stops = usual_stops::read(at); stops != 0) {
            auto const length = static_cast<std::size_t>(usual_stops::first(stops));
            if (at[length] == '"') [[likely]] {
                result.at = guess(at, length, std::make_index_sequence<usual_stops::size>{});
                return result;
            }
        }
    }
    for (;;) {
        at = after_plain_characters(at, end);
        if (at == end || *at == '"') break;
        auto const byte = static_cast<unsigned char>(*at);
        if (byte < 0x20 || byte >= 0x80) {
            result.inside |= string_end::suspicion;
            do ++at;
            while (at != end && static_cast<unsigned char>(*at) >= 0x80);
            continue;
        }
        if (byte == '\\') {
            result.inside |= string_end::escape;
            if (++at == end) break;
        }
        ++at;
    }
    result.at = at;
    return result;
}

// A backslash outside of strings is malformed and not checked. But all kernels must treat it alike,
// and those that read blocks let it escape a quote.
constexpr char const* after_stray_backslash(char const* at, char const* end) {
    ++at;
    return at != end && (*at == '"' || *at == '\\') ? at + 1 : at;
}

// The end of a string that is not wanted; nullptr: the text ends before. `at` is inside the string,
// and not escaped.
[[gnu::noinline]] constexpr char const* after_rest_of_string(char const* at, char const* end) {
    while (!std::is_constant_evaluated() && end - at >= usual_stops::size) {
        char const* const window_end = at + usual_stops::size;
        for (auto quotes = usual_stops::read_quotes(at);;) {
            if (quotes == 0) {
                at = window_end;
                break;
            }
            std::ptrdiff_t const first = usual_stops::first(quotes);
            if (at[first] == '"') return at + first + 1;
            std::ptrdiff_t const passed = first + (at[first] == '\\' ? 2 : 1);
            at += passed;
            if (at >= window_end) break;
            quotes = usual_stops::after(quotes, passed);
        }
    }
    for (; at < end; ++at) {
        if (*at == '"') return at + 1;
        if (*at == '\\') ++at;
    }
    return nullptr;
}
// The same from after the opening quote; fast if the closing quote is near.
[[gnu::always_inline]] constexpr char const* after_string(char const* at, char const* end) {
    if (!std::is_constant_evaluated() && end - at >= usual_stops::size) [[likely]] {
        auto const quotes = usual_stops::read_quotes(at);
        if (quotes == 0) return after_rest_of_string(at + usual_stops::size, end);
        auto const length = static_cast<std::size_t>(usual_stops::first(quotes));
        if (at[length] == '"') [[likely]]
            return guess(at + 1, length, std::make_index_sequence<usual_stops::size>{});
    }
    return after_rest_of_string(at, end);
}

// Skips up to eight bytes that do not matter for structure: those of numbers and literals, and
// commas.
[[gnu::always_inline]] constexpr char const* after_other_bytes(char const* at, char const* end) {
    if (std::is_constant_evaluated() || end - at < 8) return at;
    std::uint64_t const bytes = eight_bytes(at);
    std::uint64_t const low = bytes - eight_times('+');
    std::uint64_t const colons = (bytes ^ eight_times(':')) - eight_times(1);
    std::uint64_t const brackets = (bytes | eight_times(0x20)) + eight_times(0x80 - '{');
    return at + std::countr_zero((low | colons | brackets | bytes) & eight_times(0x80)) / 8;
}

// The end of the depth-th container, counted from the innermost, of the `depth` that are open at
// `at`, which is outside of strings. nullptr if the text ends before. A member's value is examined
// apart from its name, because the processor predicts both better so.
constexpr char const* after_containers(char const* at, char const* end, std::size_t depth) {
    while (at != end) {
        char const c = *at;
        if (c == '"') {
            at = after_string(at + 1, end);
            if (at == nullptr) return nullptr;
            if (at == end || *at != ':') continue;
            if (++at == end) return nullptr;
            if (*at == '"') {
                at = after_string(at + 1, end);
                if (at == nullptr) return nullptr;
            } else {
                at = after_other_bytes(at, end);
            }
            if (at != end && *at == ',') ++at;
        } else if ((c | 0x20) == '{') {
            ++depth;
            ++at;
        } else if ((c | 0x20) == '}') {
            ++at;
            if (--depth == 0) return at;
        } else if (c == '\\') {
            at = after_stray_backslash(at, end);
        } else {
            at = after_other_bytes(at + 1, end);
        }
    }
    return nullptr;
}

// The result of a search among siblings.
struct sibling {
    char const* at;  // nullptr: the text has ended
    // the index of what was wanted; npos: not found, and `at` is after the container
    std::size_t place = npos;
};

// Inside an array: moves past the n-th comma between its elements (n is at least 1); place is then
// 0.
constexpr sibling after_commas(char const* at, char const* end, std::size_t n) {
    for (; at != end; ++at) {
        switch (*at) {
            case '"':
                at = after_string(at + 1, end);
                if (at == nullptr) return {nullptr};
                --at;
                break;
            case '\\':
                at = after_stray_backslash(at, end) - 1;
                break;
            case '[':
            case '{':
                at = after_containers(at + 1, end, 1);
                if (at == nullptr) return {nullptr};
                --at;
                break;
            case ']':
            case '}':
                return {at + 1};
            case ',':
                if (--n == 0) return {at + 1, 0};
                break;
            default:
                break;
        }
    }
    return {nullptr};
}

// Moves from a member's name past the next name that equals `wanted`.
constexpr sibling after_name(char const* at, char const* end, std::string_view wanted) {
    while (at != end && *at != '}') {
        // at a name, or at something else where a name should be
        if (*at == '"') {
            string_end const name = find_string_end(at + 1, end);
            if (name.at == end) return {nullptr};
            std::string_view const inside(at + 1, static_cast<std::size_t>(name.at - at - 1));
            at = after_blanks(name.at + 1, end);
            if (at != end && *at == ':' &&
                (name.escaped() ? decodes_to(inside, wanted)
                                : inside == wanted && needs_no_escape(wanted)))
                return {name.at + 1, 0};
        } else if (*at == '[' || *at == '{') {
            at = after_containers(at + 1, end, 1);
            if (at == nullptr) return {nullptr};
        } else if (*at == '\\') {
            at = after_stray_backslash(at, end);
        } else if (*at == ']') {
            break;
        } else {
            ++at;
        }
    }
    return at == end ? sibling{nullptr} : sibling{at + 1};
}

constexpr char const* after_plain_token(char const* at, char const* end) {
    while (at != end && !is_delimiter(*at)) ++at;
    return at;
}

}  // namespace trotline::json::detail
#endif
