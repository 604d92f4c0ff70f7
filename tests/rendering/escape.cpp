// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/escape.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace tl = trotline;
using namespace std::string_view_literals;

namespace {
std::string escaped(tl::place where, tl::value const& held) {
    std::string out = where == tl::place::url_host ? "https://" : "";
    auto const refused = tl::detail::append_value(out, held, where, true);
    return refused.empty() ? out : "refused";
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
    CHECK(escaped(tl::place::json_value, nullptr) == "null");
    CHECK(escaped(tl::place::json_value, tl::secret{"s"}) == "\"s\"");
    CHECK(escaped(tl::place::json_string, nullptr).empty());
    CHECK(escaped(tl::place::json_string, "a\0b"sv) == "a\\u0000b");
}
