// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/link.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace http_link_test {

namespace http = trotline::http;

namespace {

constexpr struct {
    std::string_view value, next;  // empty: none
} links[] = {
    {R"(<https://a/?page=2>; rel="next", <https://a/?page=9>; rel="last")", "https://a/?page=2"},
    {R"(<https://a/?page=9>; rel="last" , <https://a/?x=1,2;3>;title="a, b; rel=\"x\"" ; REL=Next)",
     "https://a/?x=1,2;3"},
    {R"(</p?2>;rel="prev next")", "/p?2"},
    {R"(,, <a>; rel=next)", "a"},
    {R"(<a>; rel="prev"; rel="next")", ""},
    {R"(<a>; rel="nextt", <b>)", ""},
    {R"(<a>; title=x; rel = "next")", "a"},
    {R"(<a>; rel)", ""},
    {R"(a; rel=next)", ""},
    {R"(<a; rel=next)", ""},
    {R"(<a>; title="x; rel=next)", ""},
    {"", ""},
};
static_assert(std::ranges::all_of(links, [](auto const& each) {
    return http::link_target(each.value, "next").value_or("") == each.next;
}));

}  // namespace

TEST_CASE("links at run time") {
    for (auto const& each : links) {
        std::string const value(each.value);
        CAPTURE(value);
        CHECK(http::link_target(value, "next").value_or("") == each.next);
    }
}

TEST_CASE("references are resolved") {
    struct {
        std::string base, reference, url;
    } const cases[] = {
        {"https://a/b/c?d", "https://x/y", "https://x/y"},
        {"https://a/b/c?d", "//x/y", "https://x/y"},
        {"https://a/b/c?d", "/y?z", "https://a/y?z"},
        {"https://a/b/c?d", "?z", "https://a/b/c?z"},
        {"https://a/b/c?d=/e", "y", "https://a/b/y"},
        {"https://a", "y", "https://a/y"},
        {"https://a?d", "y", "https://a/y"},
        {"https://a?d", "/y:z", "https://a/y:z"},
        {"https://a/b", "?x=c:d", "https://a/b?x=c:d"},
        {"https://a/b", "#f", "https://a/b"},
        {"https://a/b", "javascript:x", "javascript:x"},
        {"odd", "y", "y"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.base);
        CAPTURE(c.reference);
        CHECK(http::resolve_reference(c.base, c.reference) == c.url);
    }
}

}  // namespace http_link_test
