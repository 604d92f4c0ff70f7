// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/redact.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace http_redact_test {

using trotline::http::redact;

TEST_CASE("secrets do not stay in a text") {
    std::vector<std::string> const secrets{"abc", "abcd", "", "x"};
    CHECK(redact("", secrets).empty());
    CHECK(redact("nothing", secrets) == "nothing");
    CHECK(redact("-abc-abcd-ab-", secrets) == "-[secret]-[secret]-ab-");
    CHECK(redact("xx", secrets) == "[secret][secret]");
    CHECK(redact("abcabcd", secrets) == "[secret][secret]");
    CHECK(redact("kept", std::vector<std::string>{}) == "kept");
    CHECK(redact("-aXbXc-", std::vector<std::string>{"aXb", "bXc"}) == "-[secret]-");
}

TEST_CASE("secrets are found as JSON, XML and URLs write them") {
    std::vector<std::string> const secrets{"a/\"b\n \xC3\xA9\xF0\x9F\x98\x80&<%'+z"};
    for (char const* const text :
         {"a/\"b\n \xC3\xA9\xF0\x9F\x98\x80&<%'+z", R"(a\/\"b\n \u00e9\uD83D\uDE00&\u003c%\'+z)",
          "a/&quot;b&#10; &#xE9;&#128512;&amp;&lt;%&apos;+z",
          "a%2F%22b%0a+%C3%A9%F0%9f%98%80%26%3C%25%27%2Bz"})
        CHECK_MESSAGE(redact(std::string("<").append(text) + ">", secrets) == "<[secret]>", text);
    for (char const* const text : {"a", "a\\", R"(a\/\"b\n \u00)", R"(a\/\"b\n \u00e9\ud83d\u)",
                                   R"(a\/\"b\n \u00e9\ud83d\u0041)", "a/&", "a/&#", "a/&quot", "a%",
                                   "a%2", "a%2F%", "a%2G", "\\", "%", "&", "+"})
        CHECK_MESSAGE(redact(text, secrets) == text, text);
}

TEST_CASE("secrets are found in UTF-16") {
    using namespace std::string_literals;
    std::vector<std::string> const secrets{"abc&d"};
    CHECK(redact("<\0a\0b\0c\0&\0d\0>\0"s, secrets) == "<\0[secret]\0>\0"s);
    CHECK(redact("\0<\0a\0b\0c\0&\0d\0>"s, secrets) == "\0<\0[secret]\0>"s);
    CHECK(redact("\0a\0b\0c\0&\0"s, secrets) == "\0a\0b\0c\0&\0"s);
    CHECK(redact("-a\0b-ab-"s, std::vector{"a\0b"s}) == "-[secret]-ab-");
}

TEST_CASE("the start of a text: a secret that begins there is replaced whole") {
    std::vector<std::string> const secrets{"secret"};
    CHECK(redact("", secrets, 4) == "");
    CHECK(redact("kept as it is", secrets, 4) == "kept");
    CHECK(redact("ab secret cd", secrets, 6) == "ab [secret]");
    CHECK(redact("ab secret cd", secrets, 3) == "ab ");
    CHECK(redact("ab secret cd", secrets, 10) == "ab [secret] ");
    // what secrets leave free is not filled with what comes later
    std::string const many = "secretsecretsecretsecretsecret";
    for (std::size_t shown = 0; shown != 40; ++shown) {
        std::string left = redact(many + " secret", secrets, shown);
        for (std::size_t at; (at = left.find("[secret]")) != left.npos;) left.erase(at, 8);
        CHECK((left.empty() || left == " "));
    }
}

TEST_CASE("what is left of a secret that was cut is no longer shown") {
    std::vector<std::string> const secrets{"abcdefgh"};
    CHECK(redact("xabcdefg...", secrets) == "x[secret]...");
    CHECK(redact("['x\\u0061bcd...", secrets) == "['x[secret]...");
    CHECK(redact("xabc...", secrets) == "xabc...");
    CHECK(redact("xabcdefg..", secrets) == "xabcdefg..");
}

}  // namespace http_redact_test
