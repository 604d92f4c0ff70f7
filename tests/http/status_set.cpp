// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/status_set.hpp>

#include <doctest/doctest.h>
#include <trotline/core/message.hpp>

#include <string>
#include <string_view>

namespace http_status_set_test {

namespace http = trotline::http;

namespace {
constexpr http::status_set accepted{{{200, 299}, 304}};
static_assert(accepted.contains(200) && accepted.contains(299) && accepted.contains(304) &&
              !accepted.contains(300));
static_assert(http::status_set::successful().contains(204) &&
              !http::status_set::successful().contains(199));
static_assert(!http::status_set().contains(200));
}  // namespace

TEST_CASE("as text and back") {
    static constexpr std::string_view texts[][2] = {{"2xx", "2xx"},
                                                    {"200", "200"},
                                                    {" 200 , 304 ", "200,304"},
                                                    {"200-299", "2xx"},
                                                    {"400-410,5xx", "400-410,5xx"},
                                                    {"204-204", "204"}};
    for (auto const& [text, written] : texts) {
        auto const set = http::status_set::parse(text);
        REQUIRE(set.has_value());
        CHECK(to_string(*set) == written);
        CHECK((*http::status_set::parse(to_string(*set)) == *set));
    }
    CHECK((*http::status_set::parse("2xx,304") == accepted));
    CHECK_FALSE((*http::status_set::parse("2xx") == accepted));
}

TEST_CASE("what is refused") {
    static constexpr struct {
        std::string_view text;
        std::size_t offset;
    } bad[] = {{"", 0},        {"abc", 0},
               {"99", 0},      {"600", 0},
               {"20", 2},      {"2000", 3},
               {"200;201", 3}, {"200,", 4},
               {"200-", 4},    {"299-200", 7},
               {"6xx", 0},     {"2xy", 1},
               {"200-2xx", 5}, {"100,101,102,103,104,105,106,107,108", 35}};
    for (auto const& [text, offset] : bad) {
        auto const set = http::status_set::parse(text);
        REQUIRE_FALSE(set.has_value());
        CHECK(set.error().offset == offset);
    }
}

}  // namespace http_status_set_test
