// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/query_scan.hpp>

#include <doctest/doctest.h>

#include "path/consumed.hpp"

#include <string_view>

namespace path_query_scan_test {

namespace {

namespace detail = trotline::path::detail;
using detail::expectation;
using trotline_tests::consumed;

constexpr auto star = consumed<detail::scan_star<expectation::query_name>>;
static_assert(star("*.a") == 1);
static_assert(star("*:Body") == -1);
static_assert(star("a") == -1);
static_assert(star("") == -1);

static_assert(consumed<detail::scan_attributes>("@*") == 2);
static_assert(consumed<detail::scan_attributes>("@a") == -1);
static_assert(consumed<detail::scan_attributes>("@*:a") == -1);
static_assert(consumed<detail::scan_attributes>("a") == -1);
static_assert(consumed<detail::scan_descendant>("..a") == 2);
static_assert(consumed<detail::scan_descendant>(".a") == -1);
static_assert(consumed<detail::scan_twice<'&', expectation::after_expression>>("&&") == 2);
static_assert(consumed<detail::scan_twice<'|', expectation::after_expression>>("|a") == -1);
static_assert(consumed<detail::scan_start>("-12:") == 3);
static_assert(consumed<detail::scan_start>("012") == -1);
static_assert(consumed<detail::scan_end>("x") == -1);
static_assert(consumed<detail::scan_step>("2]") == 1);
static_assert(consumed<detail::scan_comma>(",a") == 1);
static_assert(consumed<detail::scan_nothing>("a") == 0);

}  // namespace

TEST_CASE("path: the leaves of queries write what they stand for") {
    std::string_view const text = "1:-2";
    detail::compiled_query out;
    out.spell(text);
    detail::scan_state s(text.data(), out);
    char const *first = text.data(), *const last = first + text.size();
    CHECK(detail::scan_start(first, last, s));
    CHECK(detail::scan_character<':', expectation::slice_end>(first, last, s));
    CHECK(detail::scan_end(first, last, s));
    CHECK(detail::scan_as_slice(first, last, s));
    CHECK(detail::scan_as_whole(first, last, s));
    auto const selector = out.selector_at(out.segment_at(out.first_segment()).selector);
    CHECK(selector.kind == trotline::path::selector_kind::slice);
    CHECK(selector.slice == trotline::path::slice{1, -2, 1, true, true});
}

}  // namespace path_query_scan_test
