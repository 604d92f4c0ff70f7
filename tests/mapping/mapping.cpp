// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/mapping.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include <type_traits>

namespace mapping_mapping_test {

namespace tl = trotline;
using tl::row;

struct todo {
    int id = 0, rank = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id, rank))

namespace {
using rows =
    tl::detail::mapping_traits<tl::mapping<todo, row<"a.b", &todo::id>, tl::condition<"ok", true>,
                                           row<"a.c[-1]", &todo::rank>>>::rows;
static_assert(rows::size == 3 && rows::table::document_rows == 3 && rows::parameters == 0);
static_assert(rows::table::value.node_count == 6);  // the root, a, ok, b, c, [-1]
static_assert(rows::table::description(0).path == "a.b" &&
              rows::table::description(0).destination == "id" &&
              rows::table::description(0).required);
static_assert(rows::table::paths[2]->size() == 3);
static_assert(rows::all_from_document);

using beside = tl::detail::mapping_traits<
    tl::parameters_from<tl::status_row<"S">, row<"x", "X">, tl::status_condition<200>,
                        tl::optional_row<"y", "Y">>>::rows;
static_assert(!beside::all_from_document && beside::table::value.document_rows == 2);
static_assert(beside::parameters == 3 && beside::table::value.rows[1].is_parameter &&
              !beside::table::value.rows[3].is_parameter);
static_assert(beside::table::paths[0] == nullptr && !beside::table::description(3).required);
static_assert(beside::table::places[1] == 0 && beside::table::places[3] == 1 &&
              beside::table::places[0] == 2 && beside::table::places[2] == 3);

using both =
    tl::detail::joined<tl::mapping<todo, row<"a", &todo::id>>, tl::parameters_from<row<"a", "A">>>;
static_assert(std::is_same_v<both::type, todo> && both::rows::size == 2 &&
              both::rows::parameters == 1);
static_assert(both::rows::table::value.node_count == 2);  // both rows at one node
static_assert(std::is_void_v<tl::detail::joined<>::type> && tl::detail::joined<>::rows::size == 0);
static_assert(std::is_void_v<tl::parameters_from<row<"a", "A">>::type>);
}  // namespace

TEST_CASE("what a walk knows of literal rows is a constant") {
    CHECK(rows::table::value.node_count == 6);
}

}  // namespace mapping_mapping_test
