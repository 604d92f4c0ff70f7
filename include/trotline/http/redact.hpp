// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_REDACT_HPP
#define TROTLINE_HTTP_REDACT_HPP

#include <trotline/core/ascii.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/json/string.hpp>
#include <trotline/xml/entities.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

// The text that replaces a secret.
inline constexpr std::string_view redacted = "[secret]";

namespace detail {

// A character of a text, as escapes write it: its bytes, and how long it is in the text.
struct written_character {
    utf8_bytes meant{};
    std::size_t size = 1;
};

// The character at the start of a text that escapes as JSON (mark `\`), XML (`&`) or URLs (`%`) do.
inline written_character read_escaped(std::string_view text, char mark) {
    using trotline::detail::hexadecimal_value;
    written_character const plain{{{text[0]}, 1}, 1};
    if (mark == '%' && text[0] == '+') return {{{' '}, 1}, 1};
    if (text[0] != mark || text.size() == 1) return plain;
    if (mark == '&') {
        auto const found = xml::decode_reference(text);
        return found.length == 0 ? plain
                                 : written_character{encode_utf8(found.character), found.length};
    }
    if (mark == '%') {
        int const high = hexadecimal_value(text[1]);
        int const low = text.size() > 2 ? hexadecimal_value(text[2]) : -1;
        return high < 0 || low < 0
                   ? plain
                   : written_character{{{static_cast<char>(high << 4 | low)}, 1}, 3};
    }
    if (text[1] == '\'') return {{{'\''}, 1}, 2};  // in normalized paths
    char const* at = text.data();
    utf8_bytes const meant = json::decode_escape(at, at + text.size());
    return {meant, static_cast<std::size_t>(at - text.data())};
}

// How many bytes at the start of the text are the secret, which may be escaped; 0: they are not. A
// text that was cut inside of the secret has `...` for its end.
inline std::size_t size_of_secret(std::string_view text, std::string_view secret, char mark) {
    constexpr std::size_t shortest = 4;  // of what is left of a secret that was cut
    std::size_t at = 0, known = 0;
    while (known != secret.size()) {
        // UTF-16 has a NUL beside every ASCII character.
        if (known != 0 && secret[known] != '\0' && text.substr(at).starts_with('\0')) ++at;
        if (at == text.size()) return 0;
        written_character const next =
            mark == 0 ? written_character{{{text[at]}, 1}, 1} : read_escaped(text.substr(at), mark);
        if (!secret.substr(known).starts_with(next.meant.view()))
            return known >= shortest && text.substr(at).starts_with("...") ? at : 0;
        known += next.meant.size;
        at += next.size;
    }
    return at;
}

}  // namespace detail

// Calls found(begin, size) for every place in the text where a secret begins, in order; if several
// secrets begin there, for the longest one. Secrets are found as they are (also ASCII in UTF-16),
// and with the escapes of JSON, XML and URLs. Empty ones are ignored. `secrets` is any range of
// texts, like request::secrets. Only those that begin before `until` are searched for.
template <class Texts>
void for_each_secret(std::string_view text, Texts const& secrets, auto&& found,
                     std::size_t until = std::string_view::npos) {
    constexpr std::string_view marks("\0\\&%", 4);
    bool used[4] = {true};
    for (std::size_t i = 1; i < marks.size(); ++i) used[i] = text.find(marks[i]) != text.npos;
    used[3] = used[3] || text.find('+') != text.npos;
    for (std::size_t at = 0; at < (std::min)(text.size(), until); ++at) {
        bool const is_mark = std::string_view("\\&%+").find(text[at]) != text.npos;
        std::size_t longest = 0;
        for (std::string_view const secret : secrets) {
            if (secret.empty() || (secret[0] != text[at] && !is_mark)) continue;
            for (std::size_t i = 0; i < marks.size(); ++i)
                if (used[i])
                    longest = (std::max)(longest,
                                         detail::size_of_secret(text.substr(at), secret, marks[i]));
        }
        if (longest != 0) found(at, longest);
    }
}

// The text, or its first `shown` bytes, with every secret replaced that begins there, as
// for_each_secret() finds them.
template <class Texts>
std::string redact(std::string_view text, Texts const& secrets,
                   std::size_t shown = std::string_view::npos) {
    std::string out;
    std::size_t from = 0;
    for_each_secret(
        text, secrets,
        [&](std::size_t begin, std::size_t size) {
            if (begin >= from) out.append(text, from, begin - from) += redacted;
            from = (std::max)(from, begin + size);
        },
        shown);
    std::size_t const end = (std::min)(text.size(), shown);
    return from < end ? out.append(text, from, end - from) : out;
}

}  // namespace trotline::http
#endif
