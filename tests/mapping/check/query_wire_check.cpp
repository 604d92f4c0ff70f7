// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/check/query_wire_check.hpp>

#include <trotline/mapping/check/wire_check.hpp>
#include <trotline/mapping/query_rows.hpp>

#include "mapping/check/rows_of_order.hpp"

#include <doctest/doctest.h>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace mapping_check_query_wire_check_test {

namespace tl = trotline;
using problem = tl::source_problem;

using namespace rows_of_order;

BOOST_DEFINE_ENUM_CLASS(state, open, done)

struct price {
    double amount = 0;
    std::string currency;
};
BOOST_DESCRIBE_STRUCT(price, (), (amount, currency))
struct item {
    std::string sku;
    long count = 0;
    bool active = false;
    state now = state::open;
    std::optional<price> cost;
    std::optional<std::string> note;
    std::vector<item> parts;
};
BOOST_DESCRIBE_STRUCT(item, (), (sku, count, active, now, cost, note, parts))
struct answer {
    std::vector<item> items;
    std::array<long, 3> sizes{};
    std::map<std::string, item> by_name;
    tl::raw_view anything;
    long limit = 0;
};
BOOST_DESCRIBE_STRUCT(answer, (), (items, sizes, by_name, anything, limit))

// What becomes of one row.
template <class Row> constexpr problem found = tl::detail::wire_check<answer>::verdict<Row>.problem;
template <class Row>
constexpr std::size_t segment = tl::detail::wire_check<answer>::verdict<Row>.segment;

static_assert(found<texts<"items[*].sku">> == problem::none);
static_assert(found<texts<"items[0:2].sku">> == problem::none);
static_assert(found<texts<"items[*].parts[*].sku">> == problem::none);
static_assert(found<texts<"$..sku">> == problem::none);
static_assert(found<texts<"by_name.*.sku">> == problem::none);
static_assert(found<texts<"by_name.a.sku">> == problem::none);
static_assert(found<texts<"anything[*].whatever">> == problem::none);
static_assert(found<texts<"items[?@.active].sku">> == problem::none);
static_assert(found<texts<"items[?@.active == true && @.count > $.limit].sku">> == problem::none);
static_assert(found<texts<"items[?@.now == 'open' || @.sku < 'x'].sku">> == problem::none);
static_assert(found<texts<"items[?@.cost.amount > 3 || @.cost == null].sku">> == problem::none);
static_assert(found<texts<"items[?length(@.parts) > 1 && count(@.parts[*]) < 9].sku">> ==
              problem::none);
static_assert(found<texts<"items[?match(@.sku, 'a.*')].sku">> == problem::none);
static_assert(found<texts<"items[?@.parts[0].count == 1].sku">> == problem::none);
static_assert(found<texts<"items[*]['sku', 'now']">> == problem::none);
static_assert(found<numbers<"sizes[*]">> == problem::none);
static_assert(found<numbers<"sizes[2, -3]">> == problem::none);
static_assert(found<numbers<"$..count">> == problem::none);
static_assert(found<tl::query_row<"items[*].note", &mine::some_texts>> == problem::none);
static_assert(found<tl::query_row<"items[*].cost.amount", &mine::amounts>> == problem::none);
static_assert(found<tl::first_row<"items[*].count", &mine::number>> == problem::none);
static_assert(found<tl::query_row<"items[?@.sku == 'a'].count", &mine::maybe>> == problem::none);
static_assert(found<tl::count_row<"items[?@.note]", &mine::count>> == problem::none);
static_assert(found<tl::each_row<"items[*]", &mine::lines, tl::row<"sku", &line::sku>,
                                 tl::row<"count", &line::amount>>> == problem::none);

static_assert(found<texts<"items[*].skus">> == problem::no_member_of_that_name);
static_assert(segment<texts<"items[*].skus">> == 2);
static_assert(found<texts<"item[*].sku">> == problem::no_member_of_that_name);
static_assert(segment<texts<"item[*].sku">> == 0);
static_assert(tl::detail::wire_check<item>::verdict<texts<"$..nowhere">>.problem ==
              problem::no_member_of_that_name);
static_assert(found<texts<"$..nowhere">> == problem::none);  // `anything` may have it
static_assert(found<texts<"items[*].parts[*].x">> == problem::no_member_of_that_name);
static_assert(segment<texts<"items[*].parts[*].x">> == 4);
static_assert(found<texts<"items.*.*.x">> == problem::no_member_of_that_name ||
              found<texts<"items.*.*.x">> == problem::name_on_something_that_is_not_an_object);
static_assert(found<texts<"limit[*]">> == problem::selector_on_something_without_children);
static_assert(found<texts<"limit.x[*]">> == problem::name_on_something_that_is_not_an_object);
static_assert(found<texts<"limit[1:]">> == problem::index_on_something_that_is_not_an_array);
static_assert(found<numbers<"sizes[3, 4]">> == problem::index_outside_of_the_array);
static_assert(found<texts<"items[*].count">> == problem::none);  // a number's text
static_assert(found<numbers<"items[*].sku">> == problem::wrong_type);
static_assert(found<numbers<"$..now">> == problem::wrong_type);
static_assert(found<texts<"items[*].note">> ==
              problem::may_be_missing_or_null_make_the_row_or_its_member_optional);
static_assert(found<texts<"items[?@.note].note">> == problem::none);
static_assert(found<tl::first_row<"items[*].sku", &mine::number>> == problem::wrong_type);

// the rows of each element
using wrong_lines = tl::each_row<"items[*]", &mine::lines, tl::row<"sku", &line::sku>,
                                 tl::row<"cost.amont", &line::amount>>;
static_assert(found<wrong_lines> ==
              problem::may_be_missing_or_null_make_the_row_or_its_member_optional);
using missing_line = tl::each_row<"items[*]", &mine::lines, tl::row<"sku.x", &line::sku>>;
static_assert(found<missing_line> == problem::name_on_something_that_is_not_an_object);
static_assert(segment<missing_line> == 3);

// the near miss
static_assert(std::is_same_v<
              tl::wire_sources<tl::mapping<mine, texts<"items[*].skus">>, answer>,
              tl::sources<problem::no_member_of_that_name, tl::row_number<0>, tl::segment_number<2>,
                          tl::did_you_mean<tl::name_of<'s', 'k', 'u'>>>>);
static_assert(tl::fits<tl::mapping<mine, texts<"items[*].sku">, numbers<"sizes[*]">>, answer>());

TEST_CASE("queries are checked against wire types at compile time") {
    CHECK(found<texts<"items[*].sku">> == problem::none);
}

}  // namespace mapping_check_query_wire_check_test
