// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/check/sample_check.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace mapping_check_sample_check_test {

namespace tl = trotline;

BOOST_DEFINE_ENUM_CLASS(state, open, done)

struct item {
    std::string name;
    signed char size = 0;
};
BOOST_DESCRIBE_STRUCT(item, (), (name, size))
struct mine {
    int a = 0;
    signed char small = 0;
    std::string text;
    std::string_view view;
    std::optional<std::string> maybe;
    double number = 0;
    bool flag = false;
    std::vector<item> items;
    std::map<std::string, int> numbers;
    state now = state::open;
    std::array<int, 3> three{};
    tl::raw_view raw;
    item one;
};
BOOST_DESCRIBE_STRUCT(mine, (),
                      (a, small, text, view, maybe, number, flag, items, numbers, now, three, raw,
                       one))

constexpr std::string_view sample = R"({
    "data": {"userId": 127, "big": 128, "title": "a\tb", "plain": "c", "pi": 3.14e0, "ok": true, "state": "done", "bad": "lost",
             "sizes": [1, 2, 3], "two": [1, 2], "gone": null, "as text": "12"},
    "items": [{"name": "x", "size": 1}, {"size": 2, "name": "y"}],
    "wrong items": [{"name": "x", "size": 1}, {"name": "y", "size": 200}],
    "numbers": {"one": 1, "two": 2}
})";

// A little more than 64 KB, with the wanted value at the end.
constexpr std::size_t big_items = 1000;
constexpr std::string_view big_item =
    R"({"id": 1234, "name": "a name of some length", "tags": ["x", "y"]},)";
constexpr auto big_text = [] {
    std::array<char, big_items * big_item.size() + 64> text{};
    std::size_t size = 0;
    auto const append = [&](std::string_view piece) {
        for (char const c : piece) text[size++] = c;
    };
    append(R"({"items": [)");
    for (std::size_t i = 0; i < big_items; ++i) append(big_item);
    append(R"({"id": 7}], "last": {"a": 1, "flag": true}})");
    while (size < text.size()) text[size++] = ' ';
    return text;
}();
static_assert(big_text.size() > 65536);
constexpr std::string_view big{big_text.data(), big_text.size()};

constexpr std::string_view twice = R"({
    "a": 1, "b": {"c": 1, "d": 2, "\u0063": 3}, "a": 2, "once": 1,
    "item": {"name": "x", "size": 1, "name": "y"}, "item but": {"name": "x", "size": 1, "other": 1, "other": 2},
    "items": [{"name": "x", "size": 1}, {"size": 2, "name": "y", "size": 3}]
})";

constexpr std::string_view cut = R"({"a": 1, "b": [1, 2)";
constexpr std::string_view wrong_after_all_rows = "{\"a\": 1,\r\n \"b\": [01]}";
constexpr std::string_view trailing = "{\"a\": 1}\n\nx";
constexpr std::string_view no_utf8 = "{\"a\": 1, \"b\": \"\xFF\"}";
constexpr std::string_view empty = "";
constexpr std::string_view marked = "\xEF\xBB\xBF{\"a\": 1}";
constexpr std::string_view marked_and_cut = "\xEF\xBB\xBF{\"a\": }";

using tl::row;
using tl::source_problem;

namespace {

template <class... Rows> using found = tl::sample_sources<tl::mapping<mine, Rows...>, sample>;
template <tl::source_problem Problem, std::size_t Row, std::size_t Segment, class... Near>
using wrong = tl::sources<Problem, tl::row_number<Row>, tl::segment_number<Segment>, Near...>;

static_assert(found<>::are_there);
static_assert(
    tl::finds<tl::mapping<mine, row<"data.userId", &mine::small>, row<"data.big", &mine::a>,
                          row<"data.title", &mine::text>, row<"data.plain", &mine::view>,
                          row<"data.pi", &mine::number>, row<"data.ok", &mine::flag>,
                          row<"data.state", &mine::now>, row<"data.sizes", &mine::three>,
                          row<"items", &mine::items>, row<"numbers", &mine::numbers>,
                          row<"data", &mine::raw>, tl::condition<"data.sizes[-1]", 3>>,
              sample>());
static_assert(found<row<"data.gone", &mine::maybe>, tl::optional_row<"data.none", &mine::a>,
                    tl::optional_row<"data.gone", &mine::text>,
                    // a blank needs quotes
                    row<"data.as text", &mine::number, tl::row_option::coerce>>::are_there ==
              false);
static_assert(found<row<"data.gone", &mine::maybe>, tl::optional_row<"data.none", &mine::a>,
                    tl::optional_row<"data.gone", &mine::text>,
                    row<"data['as text']", &mine::number, tl::row_option::coerce>>::are_there);
static_assert(
    tl::finds<tl::parameters_from<row<"data.gone", "GONE">, tl::status_row<"STATUS">>, sample>());

static_assert(std::is_same_v<found<row<"data.title", &mine::text>, row<"data.userid", &mine::a>>,
                             wrong<source_problem::no_member_of_that_name, 1, 1,
                                   tl::did_you_mean<tl::name_of<'u', 's', 'e', 'r', 'I', 'd'>>>>);
static_assert(std::is_same_v<found<row<"x", &mine::text>>,
                             wrong<source_problem::no_member_of_that_name, 0, 0>>);
static_assert(std::is_same_v<found<tl::optional_row<"x.y", &mine::text>>,
                             wrong<source_problem::no_member_of_that_name, 0, 0>>);
static_assert(std::is_same_v<found<row<"data.big", &mine::small>>,
                             wrong<source_problem::out_of_range, 0, 2>>);
static_assert(std::is_same_v<found<row<"['wrong items']", &mine::items>>,
                             wrong<source_problem::out_of_range, 0, 1>>);
static_assert(
    std::is_same_v<found<row<"data.title", &mine::view>>,
                   wrong<source_problem::needs_decoding_take_a_string_instead_of_a_view, 0, 2>>);
static_assert(
    std::is_same_v<found<row<"data.gone", &mine::text>>, wrong<source_problem::null, 0, 2>>);
static_assert(
    std::is_same_v<found<row<"data.two", &mine::three>>, wrong<source_problem::wrong_size, 0, 2>>);
static_assert(
    std::is_same_v<found<row<"data.bad", &mine::now>>, wrong<source_problem::wrong_type, 0, 2>>);
static_assert(
    std::is_same_v<found<row<"data.pi", &mine::a>>, wrong<source_problem::wrong_type, 0, 2>>);
static_assert(
    std::is_same_v<found<row<"data.ok", &mine::text>>, wrong<source_problem::wrong_type, 0, 2>>);
static_assert(std::is_same_v<found<row<"data['as text']", &mine::number>>,
                             wrong<source_problem::wrong_type, 0, 2>>);
static_assert(std::is_same_v<found<row<"data.sizes[3]", &mine::a>>,
                             wrong<source_problem::index_outside_of_the_array, 0, 2>>);
static_assert(std::is_same_v<found<row<"data[0]", &mine::a>>,
                             wrong<source_problem::index_on_something_that_is_not_an_array, 0, 1>>);
static_assert(std::is_same_v<found<row<"data.ok.x", &mine::a>>,
                             wrong<source_problem::name_on_something_that_is_not_an_object, 0, 2>>);
static_assert(
    std::is_same_v<found<row<"items", &mine::three>>, wrong<source_problem::wrong_type, 0, 1>>);
static_assert(std::is_same_v<found<tl::condition<"data.ok", false>>,
                             wrong<source_problem::unmet_condition, 0, 2>>);

// A member must occur only once if a row, or a struct that a row reads, has its name.
template <class... Rows> using found_twice = tl::sample_sources<tl::mapping<mine, Rows...>, twice>;
static_assert(
    std::is_same_v<found_twice<row<"a", &mine::a>>, wrong<source_problem::ambiguous, 0, 0>>);
static_assert(std::is_same_v<found_twice<row<"once", &mine::a>, row<"b.c", &mine::small>>,
                             wrong<source_problem::ambiguous, 1, 1>>);
static_assert(
    std::is_same_v<found_twice<tl::condition<"a", 1>>, wrong<source_problem::ambiguous, 0, 0>>);
static_assert(std::is_same_v<found_twice<tl::optional_row<"b.c.x", &mine::a>>,
                             wrong<source_problem::ambiguous, 0, 1>>);
static_assert(std::is_same_v<found_twice<row<"items", &mine::items>>,
                             wrong<source_problem::ambiguous, 0, 1>>);
static_assert(
    std::is_same_v<found_twice<row<"item", &mine::one>>, wrong<source_problem::ambiguous, 0, 1>>);
static_assert(
    found_twice<row<"once", &mine::a>, row<"b.d", &mine::small>, row<"['item but']", &mine::one>,
                row<"items[0].size", &mine::number>>::are_there);

// The whole sample must be JSON, also where no row reads.
template <auto const& Sample>
using a_in = tl::sample_sources<tl::mapping<mine, row<"a", &mine::a>>, Sample>;
template <std::size_t Line, std::size_t Column>
using no_json = tl::sources<source_problem::sample_is_not_JSON, tl::line_number<Line>,
                            tl::column_number<Column>>;
static_assert(std::is_same_v<a_in<cut>, no_json<1, 20>>);
static_assert(std::is_same_v<a_in<wrong_after_all_rows>, no_json<2, 9>>);
static_assert(std::is_same_v<a_in<trailing>, no_json<3, 1>>);
static_assert(std::is_same_v<a_in<no_utf8>, no_json<1, 16>>);
static_assert(std::is_same_v<a_in<empty>, no_json<1, 1>>);
static_assert(std::is_same_v<a_in<marked_and_cut>, no_json<1, 7>>);
static_assert(std::is_same_v<tl::sample_sources<tl::parameters_from<>, cut>, no_json<1, 20>>);
static_assert(a_in<marked>::are_there);

static_assert(tl::finds<tl::mapping<mine, row<"last.a", &mine::a>, row<"last.flag", &mine::flag>,
                                    row<"items[999].tags[-1]", &mine::view>,
                                    row<"items[999].name", &mine::text>>,
                        big>());

}  // namespace

TEST_CASE("samples are checked at compile time") {
    CHECK(found<row<"data.userId", &mine::a>>::are_there);
}

}  // namespace mapping_check_sample_check_test
