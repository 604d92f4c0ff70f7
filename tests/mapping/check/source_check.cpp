// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/check/source_check.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include <type_traits>

namespace mapping_check_source_check_test {

namespace tl = trotline;
using tl::source_problem;

namespace {

// Reports that the source of every row with the parameter "WRONG" has another name.
struct by_parameter {
    template <class Row>
    static constexpr tl::detail::source_verdict verdict =
        Row::destination_name() == "WRONG"
            ? tl::detail::source_verdict(source_problem::no_member_of_that_name, 3, "it")
            : tl::detail::source_verdict();
};
template <class... Rows>
using checked =
    typename tl::detail::checked_sources<by_parameter, tl::detail::row_list<Rows...>>::type;

static_assert(checked<>::are_there);
static_assert(checked<tl::row<"a", "A">, tl::row<"b", "B">>::are_there);
static_assert(
    std::is_same_v<checked<tl::row<"a", "A">, tl::row<"b", "WRONG">, tl::row<"c", "C">>,
                   tl::sources<source_problem::no_member_of_that_name, tl::row_number<1>,
                               tl::segment_number<3>, tl::did_you_mean<tl::name_of<'i', 't'>>>>);

}  // namespace

TEST_CASE("the first row whose source is not there is named") {
    CHECK(!checked<tl::row<"a", "WRONG">>::are_there);
}

}  // namespace mapping_check_source_check_test
