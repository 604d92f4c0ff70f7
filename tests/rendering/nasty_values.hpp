// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_RENDERING_NASTY_VALUES_HPP
#define TROTLINE_TESTS_RENDERING_NASTY_VALUES_HPP

#include <trotline/parameter_store/memory.hpp>
#include <trotline/rendering/render_place.hpp>

#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace trotline_tests {

// Texts that try to leave their place.
inline std::vector<std::string> const& nasty_values() {
    using namespace std::string_literals;
    static std::vector<std::string> const values{"",
                                                 " ",
                                                 "plain",
                                                 "\"",
                                                 "\\",
                                                 "\\\"",
                                                 "\", \"admin\": true, \"x\": \"",
                                                 "}]",
                                                 "\n",
                                                 "\r\n",
                                                 "\r\n\r\nGET / HTTP/1.1",
                                                 "\0"s,
                                                 "\x01",
                                                 "\x7f",
                                                 "\xC3\xBC",
                                                 "\xF0\x9F\x98\x80",
                                                 "\xFF",
                                                 "\xC3",
                                                 "\xED\xA0\x80",
                                                 "\xC0\x80",
                                                 "<",
                                                 ">",
                                                 "&",
                                                 "&lt;",
                                                 "&#0;",
                                                 "<!--",
                                                 "-->",
                                                 "]]>",
                                                 "]]",
                                                 "]",
                                                 ">]]>",
                                                 "<![CDATA[",
                                                 "</a>",
                                                 "<script>alert(1)</script>",
                                                 "' onclick='x",
                                                 "\" b=\"c",
                                                 "/",
                                                 "/../",
                                                 "..",
                                                 ".",
                                                 "%2e%2e",
                                                 "%",
                                                 "%00",
                                                 "?",
                                                 "#",
                                                 "&a=b",
                                                 "=",
                                                 ";",
                                                 ",",
                                                 "+",
                                                 "@",
                                                 ":",
                                                 "//evil.example",
                                                 "javascript:alert(1)",
                                                 "http://evil.example/",
                                                 "$NAME",
                                                 "${NAME}",
                                                 "$$",
                                                 "a: b",
                                                 "a\r\nX-Evil: 1",
                                                 "\t",
                                                 "\v\f",
                                                 "1e999",
                                                 "null"};
    return values;
}

// These, and random mixtures of them.
void for_each_nasty_value(std::size_t mixtures, auto&& f) {
    for (std::string const& each : nasty_values()) f(each);
    std::mt19937 random(20260721);
    auto const pick = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
    };
    for (std::size_t i = 0; i < mixtures; ++i) {
        std::string mixed;
        for (std::size_t pieces = 1 + pick(5); pieces > 0; --pieces) {
            if (pick(4) == 0)
                mixed += static_cast<char>(pick(256));
            else
                mixed += nasty_values()[pick(nasty_values().size())];
        }
        f(mixed);
    }
}

// The template with values for its parameters $A and $B; nothing, if a value is refused. Any other
// failure goes into `unexpected`.
inline std::optional<std::string> rendered(trotline::request_part part, std::string_view text,
                                           trotline::value a, trotline::value b,
                                           std::string& unexpected) {
    trotline::memory_parameter_store const store{{"A", std::move(a)}, {"B", std::move(b)}};
    std::string out;
    auto const done = render_place(part, text, store, out);
    if (done) return out;
    if (done.error().code != trotline::code::forbidden_value)
        unexpected = trotline::to_string(done.error());
    return std::nullopt;
}

}  // namespace trotline_tests
#endif
