// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/class_table.hpp>

#include <trotline/mapping/get.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/documents.hpp"
#include "mapping/shown_tree.hpp"
#include "mapping/whole.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_engine_class_table_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::summary;

struct point {
    int x = 0;
    int y = 0;
    friend bool operator==(point const&, point const&) = default;
};
BOOST_DESCRIBE_STRUCT(point, (), (x, y))

struct named_point : point {
    std::string label;
    friend bool operator==(named_point const&, named_point const&) = default;
};
BOOST_DESCRIBE_STRUCT(named_point, (point), (label))

struct renamed {
    int user_id = 0;
    int plain = 0;
    friend bool operator==(renamed const&, renamed const&) = default;
};
BOOST_DESCRIBE_STRUCT(renamed, (), (user_id, plain))

struct empty {
    friend bool operator==(empty const&, empty const&) = default;
};
BOOST_DESCRIBE_STRUCT(empty, (), ())

struct odd_names {
    int a = 0;
    friend bool operator==(odd_names const&, odd_names const&) = default;
};
BOOST_DESCRIBE_STRUCT(odd_names, (), (a))

class closed {
    int hidden = 0;
    BOOST_DESCRIBE_CLASS(closed, (), (), (), (hidden))

  public:
    int get() const { return hidden; }
};

}  // namespace mapping_engine_class_table_test

template <>
struct trotline::member_names<mapping_engine_class_table_test::renamed>
    : trotline::names<
          trotline::named<&mapping_engine_class_table_test::renamed::user_id, "userId">> {};
template <>
struct trotline::member_names<mapping_engine_class_table_test::odd_names>
    : trotline::names<trotline::named<&mapping_engine_class_table_test::odd_names::a, "it's 1">> {};

namespace mapping_engine_class_table_test {

using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

TEST_CASE("a class as a table: a row for each member, below the root") {
    using members = tl::detail::class_table<renamed>;
    static constexpr tl::detail::table const& t = members::value;
    CHECK(trotline_tests::shown(t) == "${userId#0 plain#0}");
    CHECK(t.node_count == 3);
    CHECK(t.row_count == 2);
    CHECK(t.document_rows == 2);
    CHECK(t.leaves == 2);
    CHECK(t.nodes[2].first_row == 1);
    CHECK(t.nodes[0].sizes == (tl::size_bit(6) | tl::size_bit(5)));
    CHECK(t.nodes[0].last_bytes == (tl::last_byte_bit("d") | tl::last_byte_bit("n")));
    CHECK(t.rows[0].type == &tl::detail::bound<int>::value);
    CHECK(t.nodes[1].plain == tl::detail::landing::integer);
    CHECK(t.nodes[1].form == tl::detail::node::form::leaf);
    CHECK(t.nodes[0].form == tl::detail::node::form::object);
    CHECK(t.rows[0].options == tl::row_option::none);
    CHECK(trotline_tests::shown(tl::detail::class_table<empty>::value) == "$");
    CHECK(trotline_tests::shown(tl::detail::class_table<named_point>::value) ==
          "${x#0 y#0 label#0}");
}

TEST_CASE("the rows of an object land in its members") {
    named_point object;
    struct {
        tl::detail::table const* table = nullptr;
        void* places[3]{};
    } seen;
    auto const use = [](void* context, tl::detail::table const& members,
                        tl::detail::row_places places) {
        auto& to = *static_cast<decltype(seen)*>(context);
        to.table = &members;
        for (std::size_t r = 0; r != members.row_count; ++r) {
            to.places[r] = places.states[r].to;
            if (places.states[r].count != 0) return false;
        }
        return true;
    };
    CHECK(tl::detail::class_table<named_point>::with_rows(&object, use, &seen));
    CHECK(seen.table == &tl::detail::class_table<named_point>::value);
    CHECK(seen.places[0] == &object.x);
    CHECK(seen.places[1] == &object.y);
    CHECK(seen.places[2] == &object.label);
}

TEST_CASE("described classes: any order, unknown members ignored") {
    ok<point>(R"({"x": 1, "y": 2})", {1, 2});
    ok<point>(R"({"z": {"x": 9}, "y": 2, "": [], "\u0078": 1, "xx": 3})", {1, 2});
    ok<empty>("{}", {});
    ok<empty>(R"({"a": 1})", {});
    bad<point>("[]", "0 wrong type: an array @0");
    bad<point>("null", "0 null: null @0");
    bad<point>(R"({"x": 1})", "0 missing: an object @0 .y");
    bad<point>(R"({"x": 1, "y": null})", "0 null: null @14 .y");
    bad<point>(R"({"X": 1, "y": 2})", "0 missing: an object @0 .x");
    bad<std::vector<point>>(R"([{"x": 1, "y": 2}, {"x": 1, "y": "2"}])",
                            "0 wrong type: a string @33 [1].y");
    bad<std::map<std::string, std::vector<point>>>(R"({"a": [{"x": 1}]})",
                                                   "0 missing: an object @7 .a[0].y");
}

TEST_CASE("inheritance, private members, other names") {
    ok<named_point>(R"({"label": "a", "y": 2, "x": 1})", {{1, 2}, "a"});
    bad<named_point>(R"({"label": "a", "y": 2})", "0 missing: an object @0 .x");
    ok<renamed>(R"({"userId": 1, "plain": 2})", {1, 2});
    bad<renamed>(R"({"user_id": 1, "plain": 2})", "0 missing: an object @0 .userId");
    ok<odd_names>(R"({"it's 1": 1})", {1});
    bad<odd_names>(R"({"it's 1": true})", "0 wrong type: a boolean @11 ['it's 1']");
    CHECK(tl::get<closed>(R"({"hidden": 3})", "$"_path)->get() == 3);
}

namespace {
struct with_defaults {
    int port = 8080;
    std::string host = "localhost";
    std::optional<int> limit = 5;
};
BOOST_DESCRIBE_STRUCT(with_defaults, (), (port, host, limit))
}  // namespace

}  // namespace mapping_engine_class_table_test

template <>
inline constexpr bool
    trotline::members_have_defaults<mapping_engine_class_table_test::with_defaults> = true;

namespace mapping_engine_class_table_test {

TEST_CASE("members that a document leaves out keep their initial values where the class says so") {
    auto const read = tl::get<with_defaults>(R"({"host": "example"})", tl::literal_path<"$">{});
    REQUIRE(read.has_value());
    CHECK(read->port == 8080);
    CHECK(read->host == "example");
    CHECK(read->limit == 5);
    auto const null =
        tl::get<with_defaults>(R"({"port": null, "limit": null})", tl::literal_path<"$">{});
    REQUIRE(null.has_value());
    CHECK(null->port == 8080);
    CHECK(null->limit == 5);
}

}  // namespace mapping_engine_class_table_test
