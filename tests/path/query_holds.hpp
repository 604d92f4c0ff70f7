// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_PATH_QUERY_HOLDS_HPP
#define TROTLINE_TESTS_PATH_QUERY_HOLDS_HPP

#include <trotline/path/explanation.hpp>
#include <trotline/path/query_evaluation.hpp>

#include <doctest/doctest.h>

#include "path/query_cases.hpp"
#include "support/guard_page.hpp"

// Checks that a parser's result for a query is that of the tables in query_cases.hpp.
namespace cases {

namespace detail = trotline::path::detail;

constexpr bool holds(detail::verdict v, detail::compiled_query const& query,
                     accepted_query const& c) {
    return v.accepted && query.text() == c.text;
}
constexpr bool holds(detail::verdict v, detail::compiled_query const&, rejected const& c) {
    return !v.accepted && v.position == c.position &&
           detail::reason_for(v.wanted, {c.text, v.position}) == c.why;
}

template <detail::engine Engine> void check_queries_at_run_time(auto const& table) {
    for (auto const& c : table) {
        CAPTURE(c.text);
        trotline_tests::guarded_text const guarded(c.text);
        detail::compiled_query query;
        CHECK(holds(detail::parse_with<Engine>(guarded.view(), query), query, c));
    }
}

}  // namespace cases
#endif
