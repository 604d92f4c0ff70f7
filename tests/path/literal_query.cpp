// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/literal_query.hpp>

#include <doctest/doctest.h>
#include <trotline/path/parse.hpp>

#include <sstream>
#include <string_view>
#include <type_traits>

#include "path/query_dump.hpp"

namespace path_literal_query_test {

namespace {

// The documented example.
namespace example {
using namespace trotline::literals;
constexpr auto cheap = "book[?@.price < 10].title"_query;
static_assert(!cheap.value.is_singular());
}  // namespace example

using namespace trotline::literals;
using trotline::literal_query;
using trotline::object_query;
using trotline::path::at_byte;
using trotline::path::checked_query;
using trotline::path::query_literal;
using trotline::path::reason;

static_assert(
    std::is_same_v<decltype(example::cheap), literal_query<"book[?@.price < 10].title"> const>);
static_assert(std::is_empty_v<literal_query<"a.*">>);
static_assert(literal_query<"$">::value == object_query());
static_assert(cases::dumps_as("a[?match(@.b, '[a-z]{2}')]..c"_query,
                              "/'a'/?match((@/'b'),'[a-z]{2}')//'c'"));

static_assert(checked_query<"a..b">::is_object_query);
static_assert(!checked_query<"a[?@.b">::is_object_query);
static_assert(std::is_same_v<checked_query<"a[?@.*==1]">,
                             query_literal<reason::compared_several, at_byte<6>>>);
static_assert(std::is_same_v<checked_query<"[?match(@,'[')]">,
                             query_literal<reason::malformed_pattern, at_byte<12>>>);

}  // namespace

TEST_CASE("path: a literal query is the object_query of its text, compiled") {
    auto const literal = "data[ 'userId' , * ]"_query;
    object_query const& query = literal;
    CHECK(&query == &literal_query<"data[ 'userId' , * ]">::value);
    CHECK(query == object_query::parse("data[userId,*]").value());
    std::ostringstream out;
    out << literal;
    CHECK(out.str() == "data[ 'userId' , * ]");
}

}  // namespace path_literal_query_test
