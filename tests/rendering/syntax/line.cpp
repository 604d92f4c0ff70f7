// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/syntax/line.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "rendering/nasty_values.hpp"

namespace rendering_syntax_line_test {

namespace tl = trotline;
using trotline_tests::rendered;

namespace {
constexpr tl::template_error check(tl::syntax s, std::string_view text) {
    return tl::check_template(s, text);
}
static_assert(!check(tl::syntax::token, "X-$A.b!") &&
              check(tl::syntax::token, "").reason == "expected a name");
static_assert(check(tl::syntax::token, "a b").offset == 1);
static_assert(!check(tl::syntax::field_value, "a\t$A \xC3\xBC") &&
              check(tl::syntax::field_value, "a\r").offset == 1);
static_assert(!check(tl::syntax::cookie, "a=$A; b=\"c d\"") &&
              !check(tl::syntax::text, "\x01\n$A"));
static_assert(tl::detail::is_framing_field("content-LENGTH") &&
              !tl::detail::is_framing_field("Content-Type"));
}  // namespace

TEST_CASE("whatever the values, a field stays one line, and a cookie one cookie") {
    std::string unexpected;
    std::size_t fields = 0, names = 0, cookies = 0, methods = 0;
    trotline_tests::for_each_nasty_value(3000, [&](std::string const& value) {
        if (auto const out =
                rendered(tl::request_part::header_value, "X-Name: <$A>", value, "", unexpected)) {
            ++fields;
            CHECK(*out == "X-Name: <" + value + ">");
            CHECK(std::ranges::none_of(
                value, [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; }));
        }
        if (auto const out =
                rendered(tl::request_part::header_name, "$A: b", "X" + value, "", unexpected)) {
            ++names;
            CHECK(*out == "X" + value + ": b");
            CHECK(tl::http::is_token(value.empty() ? "X" : value));
        }
        if (auto const out =
                rendered(tl::request_part::cookie, "a=$A; b=c", value, "", unexpected)) {
            ++cookies;
            CHECK(std::ranges::count(*out, ';') == 1);
            CHECK(std::ranges::count(*out, ' ') == 1);
        }
        if (auto const out = rendered(tl::request_part::method, "$A", value, "", unexpected)) {
            ++methods;
            CHECK(tl::http::is_token(*out));
        }
    });
    CHECK(unexpected.empty());
    for (std::size_t const count : {fields, names, cookies, methods}) {
        CHECK(count > 20);
        CHECK(count < 3000);
    }
}

}  // namespace rendering_syntax_line_test
