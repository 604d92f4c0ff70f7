// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/escape.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace rendering_escape_test {

namespace tl = trotline;
using namespace std::string_view_literals;

namespace {
std::string escaped(tl::place where, tl::value const& held) {
    std::string out = where == tl::place::url_host ? "https://" : "";
    tl::detail::text_writer to(out, out.size());
    auto const refused = tl::detail::append_value(to, held, where, true);
    return refused.empty() ? std::string(to.written()) : "refused";
}
}  // namespace

TEST_CASE("one value at every place") {
    static constexpr struct {
        tl::place where;
        std::string_view expected;
    } table[] = {{tl::place::url_base, "refused"},
                 {tl::place::url_scheme, "refused"},
                 {tl::place::url_host, "refused"},
                 {tl::place::url_port, "refused"},
                 {tl::place::url_segment, "%22%3C%26%27%0D%5D%5D%3E%20"},
                 {tl::place::url_query, "%22%3C%26%27%0D%5D%5D%3E%20"},
                 {tl::place::form, "%22%3C%26%27%0D%5D%5D%3E+"},
                 {tl::place::token, "refused"},
                 {tl::place::field_value, "refused"},
                 {tl::place::cookie, "refused"},
                 {tl::place::json_string, "\\\"<&'\\r]]> "},
                 {tl::place::json_value, "\"\\\"<&'\\r]]> \""},
                 {tl::place::xml_text, "\"&lt;&amp;'&#13;]]&gt; "},
                 {tl::place::xml_attribute, "&quot;&lt;&amp;&apos;&#13;]]&gt; "},
                 {tl::place::xml_cdata, "\"<&']]>&#13;<![CDATA[]]]]><![CDATA[> "},
                 {tl::place::html_text, "&quot;&lt;&amp;&#39;\r]]&gt; "},
                 {tl::place::html_attribute, "&quot;&lt;&amp;&#39;\r]]&gt; "},
                 {tl::place::html_link, "&quot;&lt;&amp;&#39;\r]]&gt; "},
                 {tl::place::text, "\"<&'\r]]> "}};
    for (auto const& [where, expected] : table) {
        std::string const shown(name(where));
        CAPTURE(shown);
        CHECK(escaped(where, "\"<&'\r]]> ") == expected);
    }
}

TEST_CASE("one byte that is not plain, anywhere in a text of any size") {
    static constexpr struct {
        tl::place where;
        std::string_view instead;
    } table[] = {{tl::place::url_query, "%22"},
                 {tl::place::url_segment, "%22"},
                 {tl::place::form, "%22"},
                 {tl::place::json_string, "\\\""},
                 {tl::place::json_value, "\\\""},
                 {tl::place::xml_text, "\""},
                 {tl::place::xml_attribute, "&quot;"},
                 {tl::place::xml_cdata, "\""},
                 {tl::place::html_text, "&quot;"},
                 {tl::place::html_attribute, "&quot;"},
                 {tl::place::html_link, "&quot;"},
                 {tl::place::text, "\""},
                 {tl::place::field_value, "\""},
                 {tl::place::cookie, "refused"},
                 {tl::place::url_host, "refused"}};
    for (auto const& [where, instead] : table) {
        std::string const shown(name(where));
        CAPTURE(shown);
        for (std::size_t size = 1; size <= 70; ++size) {
            std::string const plain(size, 'x');
            bool const quoted = where == tl::place::json_value;
            std::string const before = where == tl::place::url_host ? "https://"
                                       : quoted                     ? "\""
                                                                    : "";
            std::string const after = quoted ? "\"" : "";
            CHECK(escaped(where, plain) == before + plain + after);
            for (std::size_t at = 0; at < size; ++at) {
                std::string text = plain;
                text[at] = '"';
                std::string expected = plain;
                expected.replace(at, 1, instead);
                CHECK(escaped(where, text) ==
                      (instead == "refused" ? "refused" : before + expected + after));
            }
        }
    }
}

TEST_CASE("bytes that are plain at a place are what its rule leaves as it is") {
    for (int p = 0; p <= static_cast<int>(tl::place::text); ++p) {
        auto const where = static_cast<tl::place>(p);
        auto const plain = tl::detail::plain_bytes_of(where);
        std::string const shown(name(where));
        CAPTURE(shown);
        for (int byte = 0; plain != tl::detail::no_bytes && byte < 256; ++byte) {
            CAPTURE(byte);
            char const c = static_cast<char>(byte);
            std::string const text(1, c);
            bool const is_plain = tl::detail::consists_of(plain, text);
            switch (where) {
                case tl::place::token:
                    CHECK(is_plain == tl::http::is_token(text));
                    break;
                case tl::place::field_value:
                    CHECK(is_plain == tl::http::is_field_value(text));
                    break;
                case tl::place::cookie:
                    CHECK(is_plain == tl::http::is_cookie_value(text));
                    break;
                case tl::place::url_host:
                    CHECK(is_plain == tl::detail::host_character.contains(c));
                    break;
                default: {
                    // what the rule itself writes
                    std::string out;
                    tl::detail::text_writer to(out);
                    tl::detail::append_escaped(to, tl::value(text), text, where, true);
                    if (is_plain) CHECK(to.written() == text);
                }
            }
        }
    }
}

TEST_CASE("hosts, ports, schemes") {
    CHECK(escaped(tl::place::url_host, "a.b") == "https://a.b");
    CHECK(escaped(tl::place::url_host, "[::1]") == "https://[::1]");
    for (std::string_view const bad :
         {"", "[", "[]", "[g]", "a b", "a/", "a:1", "a@b", "%41", "\xC3\xA4"})
        CHECK(escaped(tl::place::url_host, bad) == "refused");
    CHECK(escaped(tl::place::url_port, 65535) == "65535");
    for (tl::value const& bad : {tl::value(0), tl::value(65536), tl::value(-1), tl::value("+1"),
                                 tl::value(""), tl::value(1.5), tl::value("000001")})
        CHECK(escaped(tl::place::url_port, bad) == "refused");
    CHECK(escaped(tl::place::url_scheme, "HTTPS") == "HTTPS");
    CHECK(escaped(tl::place::url_scheme, "http:") == "refused");
}

TEST_CASE("typed JSON") {
    CHECK(escaped(tl::place::json_value, std::int64_t{-7}) == "-7");
    CHECK(escaped(tl::place::json_value, true) == "true");
    CHECK(escaped(tl::place::json_value, tl::number{"12.50"}) == "12.50");
    CHECK(escaped(tl::place::json_value, tl::number{"12,50"}) == "refused");
    CHECK(escaped(tl::place::url_query, tl::number{"12.50"}) == "12.50");
    CHECK(escaped(tl::place::json_value, nullptr) == "null");
    CHECK(escaped(tl::place::json_value, tl::secret{"s"}) == "\"s\"");
    CHECK(escaped(tl::place::json_string, nullptr).empty());
    CHECK(escaped(tl::place::json_string, "a\0b"sv) == "a\\u0000b");
}

}  // namespace rendering_escape_test
