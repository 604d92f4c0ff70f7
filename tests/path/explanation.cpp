// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/explanation.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string_view>

#include "path/cases.hpp"

namespace path_explanation_test {

namespace path = trotline::path;
using path::detail::expectation;
using path::detail::found_byte;

TEST_CASE("path: every expectation says what it wants") {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(expectation::less_nesting); ++i)
        CHECK(!path::detail::expected_text(static_cast<expectation>(i)).empty());
}

TEST_CASE("path: every reason of a path but that it is too long has a fix") {
    for (auto const& c : cases::bad_table) {
        if (c.why >= path::reason::path_too_long || c.why == path::reason::index_out_of_range)
            continue;
        CAPTURE(c.text);
        // The fix depends on what was expected only for names.
        CHECK(!path::detail::fix_for(c.why, expectation::name, found_byte{c.text, c.position})
                   .empty());
    }
}

TEST_CASE("path: a text that selects several is told where it can be used") {
    auto const fix = [](std::string_view text, std::size_t position) {
        return path::detail::fix_for(path::reason::wildcard_selects_several, expectation::name,
                                     found_byte{text, position});
    };
    CHECK(fix("a.*", 2).ends_with("an object_query takes it"));
    CHECK(fix("[?1==@.*]", 7) == "name one member, or one element by its index");
}

}  // namespace path_explanation_test
