// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/check/wire_check.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace mapping_check_wire_check_test {

namespace tl = trotline;

BOOST_DEFINE_ENUM_CLASS(state, open, done)

struct item {
    std::string name;
    double price = 0;
};
BOOST_DESCRIBE_STRUCT(item, (), (name, price))
struct on_the_wire {
    std::int64_t user_id = 0;
    std::string title;
    state now = state::open;
    bool done = false;
    std::optional<std::string> note;
    std::array<int, 3> sizes{};
    std::vector<item> items;
    std::map<std::string, item> by_name;
    tl::raw_view anything;
};
BOOST_DESCRIBE_STRUCT(on_the_wire, (),
                      (user_id, title, now, done, note, sizes, items, by_name, anything))
struct answer {
    on_the_wire data;
};
BOOST_DESCRIBE_STRUCT(answer, (), (data))

struct short_item {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(short_item, (), (name))
struct wrong_item {
    std::string name;
    int price = 0;
};
BOOST_DESCRIBE_STRUCT(wrong_item, (), (name, price))

struct body {
    int id = 0;
    std::string lang;
};
BOOST_DESCRIBE_STRUCT(body, (), (id, lang))
struct envelope {
    body content;
};
BOOST_DESCRIBE_STRUCT(envelope, (), (content))

struct mine {
    int a = 0;
    std::string text;
    std::optional<std::string> maybe;
    double number = 0;
    bool flag = false;
    std::vector<short_item> items;
    std::vector<wrong_item> wrong;
    state now = state::open;
    std::array<long, 3> three{};
    std::array<long, 2> two{};
};
BOOST_DESCRIBE_STRUCT(mine, (), (a, text, maybe, number, flag, items, wrong, now, three, two))

}  // namespace mapping_check_wire_check_test

template <>
struct trotline::member_names<mapping_check_wire_check_test::on_the_wire>
    : trotline::names<
          trotline::named<&mapping_check_wire_check_test::on_the_wire::user_id, "userId">> {};
template <>
struct trotline::member_names<mapping_check_wire_check_test::body>
    : trotline::names<trotline::named<&mapping_check_wire_check_test::body::id, "m:id">,
                      trotline::named<&mapping_check_wire_check_test::body::lang, "@xml:lang">> {};
template <>
struct trotline::member_names<mapping_check_wire_check_test::envelope>
    : trotline::names<
          trotline::named<&mapping_check_wire_check_test::envelope::content, "soap:Body">> {};

namespace mapping_check_wire_check_test {

using tl::row;

namespace {

template <class... Rows> using fits = tl::wire_sources<tl::mapping<mine, Rows...>, answer>;
template <tl::source_problem Problem, std::size_t Row, std::size_t Segment, class... Near>
using wrong = tl::sources<Problem, tl::row_number<Row>, tl::segment_number<Segment>, Near...>;
using tl::source_problem;

static_assert(fits<>::are_there);
static_assert(fits<row<"data.userId", &mine::a>, row<"data.title", &mine::text>,
                   row<"data.note", &mine::maybe>, row<"data.items[0].price", &mine::number>,
                   row<"data.done", &mine::flag>, row<"data.items", &mine::items>,
                   row<"data.now", &mine::now>, row<"data.sizes", &mine::three>>::are_there);
static_assert(fits<row<"data.sizes[-3]", &mine::a>, row<"data.userId", &mine::text>,
                   row<"data.by_name.x.price", &mine::number>,
                   tl::optional_row<"data.anything.x[3]", &mine::flag>,
                   tl::condition<"data.now", "done">>::are_there);
static_assert(
    tl::fits<tl::parameters_from<row<"data.items", "ITEMS">, tl::status_row<"STATUS">>, answer>());

static_assert(std::is_same_v<fits<row<"data.title", &mine::text>, row<"data.userid", &mine::a>>,
                             wrong<source_problem::no_member_of_that_name, 1, 1,
                                   tl::did_you_mean<tl::name_of<'u', 's', 'e', 'r', 'I', 'd'>>>>);
static_assert(std::is_same_v<fits<row<"payload.title", &mine::text>>,
                             wrong<source_problem::no_member_of_that_name, 0, 0>>);
static_assert(std::is_same_v<fits<row<"data.title.x", &mine::text>>,
                             wrong<source_problem::name_on_something_that_is_not_an_object, 0, 2>>);
static_assert(std::is_same_v<fits<row<"data.items.x", &mine::text>>,
                             wrong<source_problem::name_on_something_that_is_not_an_object, 0, 2>>);
static_assert(std::is_same_v<fits<row<"data[0]", &mine::text>>,
                             wrong<source_problem::index_on_something_that_is_not_an_array, 0, 1>>);
static_assert(std::is_same_v<fits<row<"data.sizes[3]", &mine::a>>,
                             wrong<source_problem::index_outside_of_the_array, 0, 2>>);
static_assert(std::is_same_v<fits<row<"data.sizes[-4]", &mine::a>>,
                             wrong<source_problem::index_outside_of_the_array, 0, 2>>);
static_assert(
    std::is_same_v<fits<row<"data.title", &mine::a>>, wrong<source_problem::wrong_type, 0, 2>>);
static_assert(fits<row<"data.title", &mine::a, tl::row_option::coerce>>::are_there);
static_assert(std::is_same_v<fits<row<"data.items[0].price", &mine::a>>,
                             wrong<source_problem::wrong_type, 0, 4>>);
static_assert(
    std::is_same_v<fits<row<"data.userId", &mine::flag>>, wrong<source_problem::wrong_type, 0, 2>>);
static_assert(
    std::is_same_v<fits<row<"data.items", &mine::wrong>>, wrong<source_problem::wrong_type, 0, 2>>);
static_assert(
    std::is_same_v<fits<row<"data.sizes", &mine::two>>, wrong<source_problem::wrong_type, 0, 2>>);
static_assert(
    std::is_same_v<fits<row<"data", &mine::text>>, wrong<source_problem::wrong_type, 0, 1>>);
static_assert(
    std::is_same_v<fits<tl::condition<"data.items", 1>>, wrong<source_problem::wrong_type, 0, 2>>);
static_assert(
    std::is_same_v<
        fits<row<"data.note", &mine::text>>,
        wrong<source_problem::may_be_missing_or_null_make_the_row_or_its_member_optional, 0, 2>>);
static_assert(fits<tl::optional_row<"data.note", &mine::text>>::are_there);

// Names with any prefix.
template <class... Rows>
using fits_envelope = tl::wire_sources<tl::mapping<mine, Rows...>, envelope>;
static_assert(fits_envelope<row<"*:Body.*:id", &mine::a>, row<"*:Body.@*:lang", &mine::text>,
                            row<"soap:Body.m:id", &mine::number>>::are_there);
static_assert(std::is_same_v<fits_envelope<row<"*:Body.*:lang", &mine::text>>,
                             wrong<source_problem::no_member_of_that_name, 0, 1>>);
static_assert(std::is_same_v<fits_envelope<row<"*:Body.@*:id", &mine::a>>,
                             wrong<source_problem::no_member_of_that_name, 0, 1>>);
static_assert(!fits_envelope<row<"*:body", &mine::text>>::are_there);

}  // namespace

TEST_CASE("the wire type is checked at compile time") {
    CHECK(fits<row<"data.userId", &mine::a>>::are_there);
}

}  // namespace mapping_check_wire_check_test
