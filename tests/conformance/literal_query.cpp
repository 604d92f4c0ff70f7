// SPDX-License-Identifier: BSL-1.0
// The JSONPath Compliance Test Suite (RFC 9535) at compile time: its queries as literals, which
// literal_queries.cmake writes if there are data.
#include <trotline/path/literal_query.hpp>

#include <doctest/doctest.h>

#include <cstddef>

namespace conformance_literal_query_test {

namespace {

template <trotline::fixed_string Text, bool Singular>
constexpr bool is_query = trotline::path::checked_query<Text>::is_object_query&&
                              trotline::literal_query<Text>::value.is_singular() == Singular;
template <trotline::fixed_string Text>
constexpr bool is_refused = !trotline::path::checked_query<Text>::is_object_query;

static_assert(is_query<"a[?@.b]", false>);
static_assert(is_query<"a[0]", true>);
static_assert(is_refused<"a[?@.b">);

#if __has_include("literal_queries.hpp")
#include "literal_queries.hpp"
#else
constexpr std::size_t literals_checked = 0;
#endif

}  // namespace

TEST_CASE("conformance: the literals of the suite were checked at compile time") {
    if (literals_checked == 0)
        MESSAGE("skipped: the build has no TROTLINE_CONFORMANCE_DIR");
    else
        CHECK(literals_checked > 600);
}

}  // namespace conformance_literal_query_test
