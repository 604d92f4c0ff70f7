// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/scan_state.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string_view>

namespace path_scan_state_test {

namespace detail = trotline::path::detail;
using detail::expectation;
using trotline::path::selector_kind;

TEST_CASE("path: the furthest failure counts, and of several there the first") {
    char const text[] = "abc";
    detail::compiled_query out;
    detail::scan_state s(text, out);
    CHECK(!s.fail(text + 1, expectation::name));
    CHECK(!s.fail(text + 1, expectation::segment));
    CHECK(s.wanted == expectation::name);
    CHECK(!s.fail(text, expectation::segment));
    CHECK(s.furthest == text + 1);
    CHECK(!s.refuse(text + 1, expectation::comparison_of_one));
    CHECK(s.wanted == expectation::comparison_of_one);
    // A limit that was reached counts more than a mistake after it.
    CHECK(!s.exceed(text));
    CHECK(!s.fail(text + 2, expectation::segment));
    CHECK(s.furthest == text);
    CHECK(s.wanted == expectation::smaller_query);
}

TEST_CASE("path: selectors are joined to a segment or begin another one") {
    char const text[] = "";
    detail::compiled_query out;
    detail::scan_state s(text, out);
    CHECK(s.push(selector_kind::wildcard));
    s.at.joined = true;
    CHECK(s.push_index(7));
    s.at.descendant = true;
    CHECK(s.push(selector_kind::attributes));
    auto const first = out.segment_at(s.at.segment);
    auto const second = out.segment_at(first.next);
    CHECK(!first.descendant);
    CHECK(second.descendant);
    CHECK(second.next == detail::compiled_query::none);
    auto const joined = out.next_selector(first.selector);
    CHECK(out.selector_at(joined).index == 7);
    CHECK(out.next_selector(joined) == detail::compiled_query::none);
    CHECK(out.selector_at(second.selector).kind == selector_kind::attributes);
}

TEST_CASE(
    "path: what may stand in itself does so a limited number of times, and leaves its place") {
    char const text[] = "";
    detail::compiled_query out;
    detail::scan_state s(text, out);
    std::size_t depth = 0;
    auto const dive = [&](auto const& self) -> bool {
        return detail::nested(text, s, [&] {
            ++depth;
            s.at.descendant = true;
            return depth == 40 || self(self);
        });
    };
    CHECK(!dive(dive));
    CHECK(depth == trotline::path::max_nesting);
    CHECK(s.wanted == expectation::less_nesting);
    CHECK(s.depth == 0);
    CHECK(!s.at.descendant);
}

TEST_CASE("path: what does not fit is said to") {
    char const text[] = "";
    detail::compiled_query out;
    detail::scan_state s(text, out);
    std::size_t indexes = 0;
    while (s.push_index(1)) ++indexes;
    CHECK(indexes == trotline::path::max_query_integers);
    std::size_t nodes = 0;
    while (s.push(trotline::path::filter_kind::null, nodes)) ++nodes;
    CHECK(nodes == trotline::path::max_filter_nodes);
}

}  // namespace path_scan_state_test
