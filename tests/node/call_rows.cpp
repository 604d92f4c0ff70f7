// SPDX-License-Identifier: BSL-1.0
#include <trotline/node/call_rows.hpp>

#include <trotline/mapping/mapping.hpp>
#include <trotline/mapping/row.hpp>
#include <trotline/mapping/run_time_mapping.hpp>

#include <doctest/doctest.h>

#include <boost/describe.hpp>

#include <type_traits>

namespace node_call_rows_test {

namespace tl = trotline;

struct todo {
    long user_id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (user_id))
using rows = tl::mapping<todo, tl::row<"userId", &todo::user_id>>;
using kept = tl::parameters_from<tl::row<"userId", "USER_ID">>;

static_assert(std::is_same_v<tl::detail::literal_rows<rows, kept>::value_type, todo>);
static_assert(std::is_void_v<tl::detail::literal_rows<kept>::value_type>);
static_assert(std::is_void_v<tl::detail::literal_rows<>::value_type>);
static_assert(tl::detail::configured_mapping<tl::run_time_mapping>);
static_assert(!tl::detail::configured_mapping<rows>);

TEST_CASE("rows of run time are passed on without a copy") {
    auto const mapping = *tl::run_time_mapping::build({{"userId", "USER_ID"}});
    tl::detail::configured_rows<tl::run_time_mapping> const configured{mapping};
    CHECK(&configured.mapping == &mapping);
}

}  // namespace node_call_rows_test
