// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/check/row_check.hpp>

#include <trotline/mapping/mapping.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include <string>
#include <type_traits>
#include <vector>

namespace mapping_check_row_check_test {

namespace tl = trotline;
using tl::row;
using tl::row_problem;

struct todo {
    int id = 0, rank = 0, hidden = 0;
    int* pointer = nullptr;
    std::vector<void*> pointers;
    tl::raw_text raw;
    std::vector<int> list;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id, rank, pointer, pointers, raw, list))
struct other {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(other, (), (id))
struct plain {
    int id = 0;
};

namespace {
template <class... Rows> using checked = tl::detail::checked_mapping<tl::mapping<todo, Rows...>>;
template <row_problem Problem, std::size_t Row>
using wrong = tl::rows_of_mapping<Problem, tl::row_number<Row>>;
template <class A, class B> constexpr bool same = std::is_same_v<A, B>;

static_assert(checked<>::are_right);
static_assert(checked<row<"a.b", &todo::id>, tl::condition<"a.b", 1>, row<"a", &todo::raw>,
                      row<"a.b", &todo::rank>>::are_right);
static_assert(checked<row<"x", &todo::id>, row<"x.@unit", &todo::rank>>::are_right,
              "an XML element has a text and attributes");
static_assert(checked<row<"x", &todo::list>, row<"x[0]", &todo::rank>>::are_right);
static_assert(checked<row<"xy", &todo::id>, row<"x.y", &todo::rank>>::are_right);
static_assert(same<checked<row<"a", &todo::id>, row<"b", &todo::id>>,
                   wrong<row_problem::has_the_same_destination_as_an_earlier_row, 1>>);
static_assert(same<checked<row<"a", &todo::id>, row<"a.b", &todo::rank>>,
                   wrong<row_problem::goes_on_below_a_row_that_takes_a_scalar, 1>>);
static_assert(same<checked<row<"a[0]", &todo::id>, row<"a", &todo::rank>>,
                   wrong<row_problem::goes_on_below_a_row_that_takes_a_scalar, 0>>);
static_assert(same<checked<row<"$", &todo::id>, row<"a", &todo::rank>>,
                   wrong<row_problem::goes_on_below_a_row_that_takes_a_scalar, 1>>);
static_assert(same<checked<tl::condition<"a", 1>, row<"a.b", &todo::rank>>,
                   wrong<row_problem::goes_on_below_a_row_that_takes_a_scalar, 1>>);
static_assert(same<checked<row<"a", &other::id>>, wrong<row_problem::member_of_another_class, 0>>);
static_assert(same<checked<row<"a", &todo::hidden>>,
                   wrong<row_problem::member_is_not_described_add_it_to_BOOST_DESCRIBE_STRUCT, 0>>);
static_assert(same<checked<row<"a", &todo::pointer>>,
                   wrong<row_problem::member_is_a_pointer_use_a_value_or_optional, 0>>);
static_assert(same<checked<row<"a", &todo::pointers>>,
                   tl::rows_of_mapping<row_problem::type_cannot_take_a_value, tl::row_number<0>,
                                       tl::unreadable_member<void, void, void*>>>);
static_assert(same<checked<row<"a", "A">>,
                   wrong<row_problem::has_a_parameter_and_belongs_into_parameters_from, 0>>);
static_assert(same<tl::detail::checked_mapping<tl::parameters_from<row<"a", &todo::id>>>,
                   wrong<row_problem::has_a_member_and_belongs_into_mapping, 0>>);
static_assert(
    same<tl::detail::checked_mapping<tl::mapping<plain>>,
         wrong<row_problem::class_is_not_described_write_BOOST_DESCRIBE_STRUCT_after_it, 0>>);
static_assert(!checked<row<"a", &todo::id>, row<"..", &todo::rank>>::are_right);
}  // namespace

TEST_CASE("mistakes in rows are found at compile time") {
    CHECK(checked<row<"a", &todo::id>>::are_right);
}

}  // namespace mapping_check_row_check_test
