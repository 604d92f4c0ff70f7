// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_SKIP_HPP
#define TROTLINE_JSON_SKIP_HPP
// Getting past what nobody asked for. Only quotes, backslashes and brackets are looked at: in text that was not validated, what
// stands between them goes unseen. All functions stay inside [at, end) and return `end` where the text ends before what they look
// for.

#include <trotline/json/character.hpp>

#include <cstddef>

namespace trotline::json::detail {

struct string_end {
    char const* at;        // the closing quote, or the end of the text
    bool escaped = false;  // there is a backslash inside
    bool suspect = false;  // there are bytes inside that need a closer look before they are taken for text: controls, not ASCII
};

// `at` is behind the opening quote.
constexpr string_end find_string_end(char const* at, char const* end) {
    string_end result{at};
    for (; at != end && *at != '"'; ++at) {
        auto const byte = static_cast<unsigned char>(*at);
        if (byte < 0x20 || byte >= 0x80) result.suspect = true;
        if (byte == '\\') {
            result.escaped = true;
            if (++at == end) break;
        }
    }
    result.at = at;
    return result;
}

// Behind the bracket that closes the depth-th container, counted from the innermost, of the `depth` that are open at `at`, a place
// outside of strings. nullptr if the text ends before.
constexpr char const* behind_containers(char const* at, char const* end, std::size_t depth) {
    for (; at != end; ++at) {
        switch (*at) {
            case '"':
                at = find_string_end(at + 1, end).at;
                if (at == end) return nullptr;
                break;
            case '[':
            case '{':
                ++depth;
                break;
            case ']':
            case '}':
                if (--depth == 0) return at + 1;
                break;
            default:
                break;
        }
    }
    return nullptr;
}

constexpr char const* behind_plain_token(char const* at, char const* end) {
    while (at != end && !is_delimiter(*at)) ++at;
    return at;
}

}  // namespace trotline::json::detail
#endif
