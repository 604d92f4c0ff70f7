// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/syntax/url.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "rendering/nasty_values.hpp"

namespace rendering_syntax_url_test {

namespace tl = trotline;
using trotline_tests::rendered;

namespace {

constexpr tl::template_error check(std::string_view text) {
    return tl::check_template(tl::syntax::url, text);
}
constexpr bool is_url(std::string_view text) {
    tl::detail::slot_sink sink;
    return tl::detail::scan_url(text, sink, false);
}

constexpr std::string_view good[] = {"http://a",
                                     "https://a.b-c_d:1/",
                                     "HtTpS://a/b;c=d,e/(f)!g*h'i+j$k&l:m@n~o?p=q/r?s",
                                     "http://[2001:db8::1]:65535/x",
                                     "http://127.0.0.1/%41",
                                     "http://a?",
                                     "http://a/b//c/"};
constexpr struct {
    std::string_view text;
    std::size_t offset;
} bad[] = {{"http", 4},
           {"httpx://a", 4},
           {"http:/a", 6},
           {"http://", 7},
           {"http://:1", 7},
           {"http://a:", 9},
           {"http://a:x", 9},
           {"http://a:65536", 13},
           {"http://[", 8},
           {"http://[1", 9},
           {"http://[]/", 8},
           {"http://a b", 8},
           {"http://a/b ", 10},
           {"http://a/%4", 11},
           {"http://a/\"", 9},
           {"http://a/<", 9},
           {"http://a/\\", 9},
           {"http://a/\x7f", 9},
           {"http://a#b", 8},
           {"http://a/#", 9},
           {"http://a?#", 9},
           {"http://u@a", 8},
           {"http://a%2e", 8},
           {"javascript:x", 0},
           // Not a letter in another case.
           {"http\x1A//a", 4},
           {"http:/\x0F"
            "a",
            6}};

static_assert(std::ranges::all_of(good, is_url));
static_assert(std::ranges::all_of(bad, [](auto const& each) {
    return !is_url(each.text) && check(each.text).offset == each.offset;
}));
// What a template can contain, but a URL from a parameter cannot.
static_assert(!check("http://a/ b") && !is_url("http://a/ b") && !check("http://a/\xC3\xBC") &&
              !is_url("http://a/\xC3\xBC") && is_url("http://b\xC3\xBC/"));
static_assert(check("http://a/b|c").reason.ends_with("write | as %7C"));
static_assert(!check("https://$A.b:$B/$A-$B?$A=$B") && !check("$A") && !check("$A://$B") &&
              !check("${A.B}/c?d"));
static_assert(check("$A#").offset == 2 && check("$Ax$").offset == 3 &&
              check("http://a:1$A").offset == 10 && check("http://$$/").offset == 7);

}  // namespace

TEST_CASE("URLs at run time") {
    for (auto const text : good) CHECK(is_url(std::string(text)));
    for (auto const& [text, offset] : bad) CHECK(check(std::string(text)).offset == offset);
}

TEST_CASE(
    "whatever the values, the URL has its template's scheme, host, segments and pairs, and holds "
    "the values") {
    std::string unexpected;
    std::size_t passed = 0;
    trotline_tests::for_each_nasty_value(3000, [&](std::string const& value) {
        auto const out =
            rendered(tl::request_part::url, "https://api.example/a/$A/x${B}?k=$A&${B}=v", value,
                     value, unexpected);
        CHECK(out.has_value() == (!value.empty() && value != "." && value != ".."));
        if (!out) return;
        ++passed;
        std::string_view const url = *out;
        if (!is_url(url) || !url.starts_with("https://api.example/a/")) FAIL(url);
        std::string_view const path = url.substr(19, url.find('?') - 19),
                               query = url.substr(url.find('?') + 1);
        if (std::ranges::count(path, '/') != 3 || std::ranges::count(query, '&') != 1 ||
            std::ranges::count(query, '=') != 2)
            FAIL(url);
        std::size_t const second = path.rfind('/');
        CHECK(*tl::uri::percent_decode(path.substr(3, second - 3)) == value);
        CHECK(*tl::uri::percent_decode(path.substr(second + 2)) == value);
        CHECK(*tl::uri::percent_decode(query.substr(2, query.find('&') - 2)) == value);
    });
    CHECK(unexpected.empty());
    CHECK(passed > 1000);
}

TEST_CASE("whatever the host, there is one, and it is a host") {
    std::string unexpected;
    std::size_t passed = 0;
    auto const hold = [&](std::string const& value) {
        auto const out =
            rendered(tl::request_part::url, "https://$A:$B/x", value, value, unexpected);
        CHECK(out.has_value() == (value != "0" && !value.empty() && value.size() <= 4 &&
                                  value.find_first_not_of("0123456789") == std::string::npos));
        auto const host =
            rendered(tl::request_part::url, "https://x.$A.y/z", value, "", unexpected);
        if (!host) return;
        ++passed;
        CHECK(is_url(*host));
        CHECK(host->find('/', 8) == host->size() - 2);
        CHECK(host->find_first_of("@:[]%") == 5);
    };
    trotline_tests::for_each_nasty_value(2000, hold);
    hold("a-b.c_d");
    CHECK(passed > 1);
    CHECK(unexpected.empty());
}

TEST_CASE("whatever the whole URL, it is one of http or https") {
    std::string unexpected;
    trotline_tests::for_each_nasty_value(2000, [&](std::string const& value) {
        for (std::string_view const prefix : {"", "http://", "https://a/"}) {
            auto const out =
                rendered(tl::request_part::url, "$A", std::string(prefix) + value, "", unexpected);
            if (out) CHECK(is_url(*out));
            auto const longer = rendered(tl::request_part::url, "$A/b?c",
                                         std::string(prefix) + value, "", unexpected);
            if (longer) CHECK(is_url(*longer));
        }
    });
    CHECK(unexpected.empty());
}

TEST_CASE("whatever the values, a form has its template's pairs") {
    std::string unexpected;
    for (auto const part : {tl::request_part::form, tl::request_part::query}) {
        trotline_tests::for_each_nasty_value(2000, [&](std::string const& value) {
            auto const out = rendered(part, "a=$A&$B=b", value, value, unexpected);
            REQUIRE(out);
            if (std::ranges::count(*out, '&') != 1 || std::ranges::count(*out, '=') != 2)
                FAIL(*out);
            std::string_view const a = std::string_view(*out).substr(2, out->find('&') - 2);
            CHECK(*(part == tl::request_part::form ? tl::uri::form_decode(a)
                                                   : tl::uri::percent_decode(a)) == value);
        });
    }
    CHECK(unexpected.empty());
}

}  // namespace rendering_syntax_url_test
