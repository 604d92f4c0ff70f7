// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/media_type.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace http_media_type_test {

namespace http = trotline::http;

namespace {

struct expected_parts {
    std::string_view text, type, subtype, suffix, charset;
    bool is_json, is_xml;
};

constexpr expected_parts table[] = {
    {"application/json", "application", "json", "", "", true, false},
    {"Application/JSON; charset=UTF-8", "Application", "JSON", "", "UTF-8", true, false},
    {" text/xml ;charset=\"us-ascii\" ; x=y ", "text", "xml", "", "us-ascii", false, true},
    {"application/problem+json", "application", "problem+json", "json", "", true, false},
    {"image/svg+xml", "image", "svg+xml", "xml", "", false, true},
    {"application/a+b+JSON", "application", "a+b+JSON", "JSON", "", true, false},
    {"text/plain; a=\"x; charset=no\\\"\"; charset=latin1; charset=utf-8", "text", "plain", "",
     "latin1", false, false},
    {"text/html;", "text", "html", "", "", false, false},
    {"model/json", "model", "json", "", "", false, false},
    {"text/html ; ; charset=latin1;", "text", "html", "", "latin1", false, false},
    {"application/x-json", "application", "x-json", "", "", true, false},
    {"text/X-JSON", "text", "X-JSON", "", "", true, false},
    {"image/x-json", "image", "x-json", "", "", false, false},
    {"application/jsonp", "application", "jsonp", "", "", false, false},
};
constexpr std::string_view bad[] = {
    "",      "json",   "application/", "/json",      "application json",
    "a/b c", "a/b; c", "a/b; c=",      "a/b; c=\"d", "a/b, c/d"};

constexpr bool as_expected(expected_parts const& e) {
    auto const found = http::parse_media_type(e.text);
    return found && found->type == e.type && found->subtype == e.subtype &&
           found->suffix == e.suffix && found->charset == e.charset &&
           found->is_json() == e.is_json && found->is_xml() == e.is_xml;
}

static_assert(std::ranges::all_of(table, as_expected));
static_assert(std::ranges::none_of(bad, [](std::string_view text) {
    return http::parse_media_type(text).has_value();
}));
static_assert(http::parse_media_type("a/b")->is_utf8() &&
              http::parse_media_type("a/b;charset=\"Utf-8\"")->is_utf8());
static_assert(!http::parse_media_type("a/b;charset=latin1")->is_utf8());

constexpr struct {
    std::string_view text, leading;
} leniently[] = {
    {"application/json, application/json", "application/json"},
    {"application/json; charset=", "application/json"},
    {"application/json;charset", "application/json"},
    {"text/xml; charset=utf-8; x=\"y, text/html", "text/xml; charset=utf-8"},
    {"a/b; c=d e", "a/b; c=d "},
    {"a/b;;", "a/b;;"},
    {"json, application/json", "json, application/json"},
    {"", ""},
};
static_assert(std::ranges::all_of(leniently, [](auto const& each) {
    return http::leading_media_type(each.text) == each.leading;
}));

}  // namespace

TEST_CASE("media types at run time") {
    for (auto const& each : table) {
        std::string const text(each.text);
        CAPTURE(text);
        CHECK(as_expected(each));
    }
    for (auto const& each : leniently)
        CHECK(http::leading_media_type(std::string(each.text)) == each.leading);
    for (auto const text : bad) CHECK_FALSE(http::parse_media_type(std::string(text)));
}

}  // namespace http_media_type_test
