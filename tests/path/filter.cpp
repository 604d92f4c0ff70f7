// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/filter.hpp>

#include <doctest/doctest.h>

#include <type_traits>

namespace path_filter_test {

using trotline::path::filter_kind;
using trotline::path::filter_node;

static_assert(std::is_trivially_copyable_v<filter_node>);
static_assert(std::is_aggregate_v<filter_node>);

TEST_CASE("path: filter nodes are equal if all of them is") {
    filter_node const text{.kind = filter_kind::text, .spelling = "a"};
    filter_node other = text;
    CHECK(text == other);
    other.spelling = "b";
    CHECK(text != other);
    other = text;
    other.kind = filter_kind::number;
    CHECK(text != other);
}

}  // namespace path_filter_test
