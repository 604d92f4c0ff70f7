// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_PATH_HOLDS_HPP
#define TROTLINE_TESTS_PATH_HOLDS_HPP

#include <trotline/path/evaluation.hpp>
#include <trotline/path/explanation.hpp>
#include <trotline/path/reason.hpp>

#include <doctest/doctest.h>

#include <cstddef>

#include "path/cases.hpp"
#include "support/guard_page.hpp"

// Checks that a parser's result for a text is that of the tables in cases.hpp.
namespace cases {

namespace detail = trotline::path::detail;

constexpr bool holds(detail::verdict v, detail::compiled_path const& path,
                     cases::accepted const& c) {
    if (!v.accepted || path.size() != c.size || path.text() != c.text) return false;
    for (std::size_t i = 0; i < c.size; ++i)
        if (path[i] != c.segments[i]) return false;
    return true;
}
constexpr bool holds(detail::verdict v, detail::compiled_path const&, cases::rejected const& c) {
    return !v.accepted && v.position == c.position &&
           detail::reason_for(v.wanted, {c.text, v.position}) == c.why;
}

template <detail::engine Engine> void check_at_run_time(auto const& table) {
    for (auto const& c : table) {
        CAPTURE(c.text);
        trotline_tests::guarded_text const guarded(c.text);
        detail::compiled_path path;
        CHECK(holds(detail::parse_with<Engine>(guarded.view(), path), path, c));
    }
}

}  // namespace cases
#endif
