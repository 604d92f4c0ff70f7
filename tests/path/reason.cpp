// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/reason.hpp>

#include <doctest/doctest.h>
#include <trotline/path/segment.hpp>
#include <trotline/path/selector.hpp>

#include <cstddef>
#include <set>
#include <string_view>

#include "path/cases.hpp"
#include "path/query_cases.hpp"

namespace path_reason_test {

namespace {

namespace path = trotline::path;
constexpr auto reasons = static_cast<std::size_t>(path::reason::query_too_large) + 1;

static_assert(message(path::reason::none) == "no error");
static_assert(message(path::reason::empty_path) == "the path is empty");
static_assert(message(path::reason::invalid_utf8) == "the path is not UTF-8");
static_assert(
    message(path::reason::descendant_selects_several).starts_with("a descendant segment (`..`)"));
static_assert(message(path::reason::too_many_segments) == "the path has more than 32 segments");
static_assert(message(path::reason::query_too_large) == "the query is too large");
static_assert(path::max_segments == 32 && path::max_text == 255, "as the messages say");
static_assert(path::max_query_text == 511, "as the messages say");

}  // namespace

TEST_CASE("path: every reason has a message of its own") {
    std::set<std::string_view> messages;
    for (std::size_t i = 0; i < reasons; ++i) {
        auto const text = message(static_cast<path::reason>(i));
        CHECK(!text.empty());
        messages.insert(text);
    }
    CHECK(messages.size() == reasons);
}

TEST_CASE("path: every reason stands in the tables of rejected paths and queries") {
    std::set<path::reason> seen;
    for (auto const& c : cases::bad_table) seen.insert(c.why);
    CHECK(seen.size() == static_cast<std::size_t>(path::reason::too_many_segments));
    for (auto const& c : cases::bad_query_table) seen.insert(c.why);
    CHECK(seen.size() == reasons - 1);
    CHECK(!seen.contains(path::reason::none));
}

}  // namespace path_reason_test
