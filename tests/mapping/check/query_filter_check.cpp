// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/check/query_filter_check.hpp>

#include <trotline/path/literal_query.hpp>

#include <doctest/doctest.h>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <vector>

namespace mapping_check_query_filter_check_test {

namespace tl = trotline;
using problem = tl::source_problem;

BOOST_DEFINE_ENUM_CLASS(state, open, done)

struct price {
    double amount = 0;
};
BOOST_DESCRIBE_STRUCT(price, (), (amount))
struct item {
    std::string sku;
    long count = 0;
    bool active = false;
    state now = state::open;
    std::optional<price> cost;
    std::vector<item> parts;
    tl::raw_view anything;
};
BOOST_DESCRIBE_STRUCT(item, (), (sku, count, active, now, cost, parts, anything))
struct answer {
    std::vector<item> items;
    long limit = 0;
};
BOOST_DESCRIBE_STRUCT(answer, (), (items, limit))

// What is wrong with `$[?...]` for an item below an answer.
template <tl::fixed_string Query>
constexpr tl::detail::source_verdict verdict = [] {
    constexpr auto const& query = tl::literal_query<Query>::value;
    auto const segment = *query.segments().begin();
    return tl::detail::filter_over_types<answer>(query).verdict<item>(
        (*segment.selectors.begin()).condition, 4);
}();
template <tl::fixed_string Query> constexpr problem found = verdict<Query>.problem;

static_assert(found<"$[?@.active]"> == problem::none);
static_assert(found<"$[?@.activ]"> == problem::no_member_of_that_name);
static_assert(verdict<"$[?@.activ]">.segment == 4);
static_assert(found<"$[?!@.active]"> == problem::none);
static_assert(found<"$[?@.active == true && @.count > $.limit]"> == problem::none);
static_assert(found<"$[?@.now == 'open' || @.sku < 'x']"> == problem::none);
static_assert(found<"$[?@.cost.amount > 3 || @.cost == null]"> == problem::none);
static_assert(found<"$[?@.cost.amout > 3]"> == problem::no_member_of_that_name);
static_assert(found<"$[?@.sku == 3]"> == problem::comparison_never_holds);
static_assert(found<"$[?@.sku != 3]"> == problem::none);
static_assert(found<"$[?@.count == '3']"> == problem::comparison_never_holds);
static_assert(found<"$[?@.active > true]"> == problem::comparison_never_holds);
static_assert(found<"$[?@.active >= true]"> == problem::none);
static_assert(found<"$[?@.sku == null]"> == problem::comparison_never_holds);
static_assert(found<"$[?@.sku == $.limit]"> == problem::comparison_never_holds);
static_assert(found<"$[?@.sku == 3 || @.count == 3]"> == problem::none);
static_assert(found<"$[?@.sku == 3 && @.count == 3]"> == problem::comparison_never_holds);
static_assert(found<"$[?length(@.parts) > 1 && count(@.parts[*]) < 9]"> == problem::none);
static_assert(found<"$[?count(@.part[*]) < 9]"> == problem::no_member_of_that_name);
static_assert(found<"$[?match(@.sku, 'a.*')]"> == problem::none);
static_assert(found<"$[?match(@.count, 'a')]"> == problem::comparison_never_holds);
static_assert(found<"$[?search(@.skus, 'a')]"> == problem::no_member_of_that_name);
static_assert(found<"$[?$.limits > 1]"> == problem::no_member_of_that_name);
static_assert(found<"$[?@.parts[0].count == 1]"> == problem::none);
static_assert(found<"$[?@.parts.x]"> == problem::no_member_of_that_name);
static_assert(found<"$[?@.sku[0]]"> == problem::index_on_something_that_is_not_an_array);
static_assert(found<"$[?@.anything.x == 3 && @.anything > 'a']"> == problem::none);
static_assert(found<"$[?@..x || @.parts[*]]"> == problem::none);

TEST_CASE("filters are checked against wire types at compile time") {
    CHECK(found<"$[?@.activ]"> == problem::no_member_of_that_name);
}

}  // namespace mapping_check_query_filter_check_test
