// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/check/query_sample_check.hpp>

#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/query_rows.hpp>

#include "mapping/check/rows_of_order.hpp"

#include <doctest/doctest.h>

#include <boost/describe/class.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_check_query_sample_check_test {

namespace tl = trotline;
using problem = tl::source_problem;

using namespace rows_of_order;

constexpr std::string_view sample =
    R"({"limit": 3, "items": [{"sku": "a", "count": 1, "note": null, "cost": {"amount": 2.5}},
        {"sku": "b", "count": 2, "active": true, "cost": {"amount": 3}}], "sizes": [1, 2, 3],
        "mixed": [1, "x"], "none": []})";

template <class Row>
constexpr tl::detail::source_verdict verdict = tl::detail::sample_check<sample>::verdict<Row>;
template <class Row> constexpr problem found = verdict<Row>.problem;

static_assert(found<texts<"items[*].sku">> == problem::none);
static_assert(found<texts<"items[::-1].sku">> == problem::none);
static_assert(found<texts<"$..sku">> == problem::none);
static_assert(found<numbers<"items[?@.active].count">> == problem::none);
static_assert(found<numbers<"items[?@.count > $.limit].count">> == problem::none);
static_assert(found<numbers<"mixed[?@ > 0]">> == problem::none);  // one of them lands
static_assert(found<numbers<"items[?@.active || @.count == 1].count">> == problem::none);
static_assert(found<numbers<"items[?!@.active].count">> == problem::none);
static_assert(found<numbers<"sizes[0, -1]">> == problem::none);
static_assert(found<tl::query_row<"sizes[*]", &mine::three>> == problem::none);
static_assert(found<tl::query_row<"items[*].active", &mine::maybe>> == problem::wrong_type);
static_assert(found<tl::query_row<"items[*].nothing", &mine::maybe>> == problem::none);
static_assert(found<tl::query_row<"items[?@.active].count", &mine::number>> == problem::none);
static_assert(found<tl::first_row<"items[*].count", &mine::number>> == problem::none);
static_assert(found<tl::count_row<"items[*]", &mine::count>> == problem::none);
static_assert(found<tl::each_row<"items[*]", &mine::lines, tl::row<"sku", &line::sku>,
                                 tl::row<"cost.amount", &line::amount>>> == problem::none);

static_assert(found<texts<"item[*].sku">> == problem::no_member_of_that_name);
static_assert(verdict<texts<"item[*].sku">>.segment == 0);
static_assert(found<texts<"items[*].skus">> == problem::no_member_of_that_name);
static_assert(verdict<texts<"items[*].skus">>.segment == 2);
static_assert(found<texts<"$..nowhere">> == problem::no_member_of_that_name);
static_assert(found<texts<"none[*]">> == problem::selector_on_something_without_children);
static_assert(found<texts<"limit[*]">> == problem::selector_on_something_without_children);
static_assert(found<texts<"limit.x[*]">> == problem::name_on_something_that_is_not_an_object);
static_assert(found<texts<"limit[1:]">> == problem::index_on_something_that_is_not_an_array);
static_assert(found<texts<"items[7:]">> == problem::index_outside_of_the_array);
static_assert(found<numbers<"items[*].sku">> == problem::wrong_type);
static_assert(found<numbers<"mixed[*]">> == problem::wrong_type);
static_assert(found<tl::query_row<"sizes[1:]", &mine::three>> == problem::wrong_size);
static_assert(found<tl::query_row<"items[*].count", &mine::number>> == problem::ambiguous);
static_assert(found<numbers<"items[?@.activ].count">> ==
              problem::no_element_has_what_the_filter_names);
static_assert(found<numbers<"items[?@.cost.amout > 1].count">> ==
              problem::no_element_has_what_the_filter_names);
static_assert(found<numbers<"items[?$.limits > 1].count">> ==
              problem::no_element_has_what_the_filter_names);
static_assert(verdict<numbers<"items[?@.activ].count">>.segment == 1);

using wrong_lines = tl::each_row<"items[*]", &mine::lines, tl::row<"sku", &line::sku>,
                                 tl::row<"cost.amont", &line::amount>>;
static_assert(found<wrong_lines> == problem::no_member_of_that_name);
static_assert(verdict<wrong_lines>.segment == 3);

static_assert(tl::finds<tl::mapping<mine, texts<"items[*].sku">, numbers<"sizes[*]">>, sample>());

TEST_CASE("queries are checked against samples at compile time") {
    CHECK(found<texts<"items[*].sku">> == problem::none);
}

}  // namespace mapping_check_query_sample_check_test
