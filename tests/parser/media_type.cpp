// SPDX-License-Identifier: BSL-1.0
#include <trotline/parser/media_type.hpp>

#include <doctest/doctest.h>
#include <trotline/json/cursor.hpp>
#include <trotline/xml/cursor.hpp>

#include <string>
#include <string_view>

namespace parser_media_type_test {

namespace tl = trotline;

static_assert(trotline::parser<trotline::media_type_parser>);

namespace {
// json, xml, or the reason of the failure.
std::string read_as(std::string_view media_type) {
    std::string format;
    auto const visit = [&](auto cursor) {
        format = decltype(cursor)::repeats_by_name ? "xml" : "json";
    };
    tl::media_type_parser const parser;
    auto const as_json = parser.open(media_type, "{}", visit);
    auto const as_xml = parser.open(media_type, "<a/>", visit);
    if (as_json || as_xml) return format;
    CHECK(as_json.error().stage == tl::stage::parse);
    CHECK(as_json.error().code == tl::code::unsupported_media_type);
    CHECK(as_json.error().subject == media_type);
    return as_json.error().detail;
}
}  // namespace

TEST_CASE("the media type chooses, and nothing else") {
    struct {
        std::string_view media_type, expected;
    } const cases[] = {
        {"application/json", "json"},
        {"text/json", "json"},
        {"application/x-json", "json"},
        {"Application/JSON; charset=UTF-8", "json"},
        {"application/problem+json", "json"},
        {"application/vnd.api+json; ext=\"a;b\"", "json"},
        {"application/json; charset=us-ascii", "json"},
        {"application/json; charset=iso-8859-1", "json"},
        {"application/json;charset=windows-1252", "json"},
        {"application/json; charset=\"utf8mb4\"", "json"},
        {"application/json; charset=utf-16", "json"},
        {"application/xml", "xml"},
        {"text/xml; charset=\"utf-8\"", "xml"},
        {"application/soap+xml", "xml"},
        {"image/svg+xml", "xml"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.media_type);
        CHECK(read_as(c.media_type) == c.expected);
    }
}

TEST_CASE("any other type, another encoding, and no type at all are failures that say so") {
    constexpr std::string_view expected_types = "expected JSON or XML";
    struct {
        std::string_view media_type, detail;
    } const cases[] = {
        {"text/html", expected_types},
        {"text/plain; charset=utf-8", expected_types},
        {"application/octet-stream", expected_types},
        {"application/xhtml", expected_types},
        {"image/json", expected_types},
        {"text/xml; charset=utf-16", "expected the charset UTF-8"},
        {"json", "the Content-Type is not a media type"},
        {"", "the answer has no Content-Type"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.media_type);
        std::string const why = read_as(c.media_type);
        CHECK(why.starts_with(c.detail));
        CHECK(why.ends_with(
            "; a webhook can state the format instead (`response` in a configuration)"));
        CHECK(why.find("the content looks like JSON") != why.npos);  // {}
    }
    auto const looks_like_json = [](std::string_view content) {
        auto const page = tl::media_type_parser().open("text/html", content, [](auto const&) {});
        return page.error().detail.find("the content looks like JSON") != std::string::npos;
    };
    CHECK(looks_like_json(" \r\n\t{"));
    CHECK(looks_like_json("[1]"));
    for (std::string_view const content : {"", " \n", " <html>", "1"}) {
        CAPTURE(content);
        CHECK_FALSE(looks_like_json(content));
    }
}

}  // namespace parser_media_type_test
