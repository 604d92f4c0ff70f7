// SPDX-License-Identifier: BSL-1.0
#include <trotline/uri/percent_encoding.hpp>

#include <doctest/doctest.h>
#include <trotline/core/message.hpp>

#include <string>
#include <string_view>

namespace uri_percent_encoding_test {

namespace uri = trotline::uri;

TEST_CASE("every byte there and back") {
    std::string every;
    for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
    CHECK(*uri::percent_decode(uri::percent_encode(every)) == every);
    CHECK(*uri::form_decode(uri::form_encode(every)) == every);
    CHECK(uri::percent_encode(every).size() == 66 + 190 * 3);
    for (char const c : uri::percent_encode(every))
        CHECK((uri::unreserved.contains(c) || c == '%'));
}

TEST_CASE("texts") {
    CHECK(uri::percent_encode("a b/\xC3\xBC~-._*+") == "a%20b%2F%C3%BC~-._%2A%2B");
    CHECK(uri::percent_encode("a/b?", uri::path_character) == "a%2Fb%3F");
    CHECK(uri::form_encode("a b/~*+") == "a+b%2F%7E*%2B");
    CHECK(*uri::percent_decode("a+b%2f%2F") == "a+b//");
    CHECK(*uri::form_decode("a+b%2B") == "a b+");
}

TEST_CASE("what cannot be decoded") {
    static constexpr struct {
        std::string_view text;
        std::size_t offset;
    } bad[] = {{"%", 1}, {"a%2", 3}, {"%g0", 1}, {"%0g", 2}, {"%%20", 1}};
    for (auto const& [text, offset] : bad) {
        auto const decoded = uri::percent_decode(text);
        REQUIRE_FALSE(decoded);
        CHECK(decoded.error().offset == offset);
        CHECK(decoded.error().code == trotline::code::malformed);
    }
}

}  // namespace uri_percent_encoding_test
