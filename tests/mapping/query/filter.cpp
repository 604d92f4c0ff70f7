// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/filter.hpp>

#include "mapping/query/selected.hpp"

#include <span>
#include <string>
#include <string_view>

namespace mapping_query_filter_test {

namespace tl = trotline;

namespace {

// A query, and the normalized paths of what it selects.
struct selecting {
    std::string_view query, places;
};
void expect(std::span<selecting const> table, std::string_view text) {
    trotline_tests::in_both_modes([&](auto format) {
        for (selecting const& each : table) {
            CAPTURE(each.query);
            auto const query = tl::object_query::parse(each.query);
            REQUIRE(query.has_value());
            std::string places;
            for (auto const& node : trotline_tests::selected(format, text, *query))
                places.append(places.empty() ? "" : " ").append(node.path);
            CHECK(places == each.places);
        }
    });
}

}  // namespace

TEST_CASE("functions of RFC 9535 section 2.4, and what they make of nothing") {
    constexpr std::string_view text =
        R"([{"t": "ab\u00e9", "n": [1, 2], "o": {"x": 1}}, {"t": "a", "n": [], "d": "2020-01-02"}, {"t": 5}])";
    constexpr selecting table[] = {
        {"$[?length(@.t) == 3]", "$[0]"},
        {"$[?length(@.n) == 0]", "$[1]"},
        {"$[?length(@.o) == 1]", "$[0]"},
        {"$[?length(@.t) == length(@.nothing)]", "$[2]"},
        {"$[?count(@.n[*]) == 2]", "$[0]"},
        {"$[?count(@.*) == count($[0].*)]", "$[0] $[1]"},
        {"$[?count(@.*) < count($[0].*)]", "$[2]"},
        {"$[?value(@.n[?@ > 1]) == 2]", "$[0]"},
        {"$[?value(@.n[*]) == 1]", ""},
        {"$[?match(@.d, '[0-9]{4}-.*')]", "$[1]"},
        {"$[?match(@.t, 'a')]", "$[1]"},
        {"$[?search(@.t, 'b')]", "$[0]"},
        {"$[?search(@.t, '\\u00e9')]", "$[0]"},
        {"$[?match(@.t, @.t)]", "$[0] $[1]"},
        {"$[?@.n == $[0].n]", "$[0]"},
        {"$[?@.nothing == @.neither]", "$[0] $[1] $[2]"},
        {"$[?@.nothing <= @.neither]", "$[0] $[1] $[2]"},
        {"$[?@.nothing < @.neither]", ""},
        {"$[?@.t != 'a' && !(@.t == 5)]", "$[0]"},
    };
    expect(table, text);
}

TEST_CASE("what a filter does not select is passed from where the filter has read to") {
    constexpr std::string_view text =
        R"({"list": [{"a": {"b": [[1, {"}": 2}], 5]}, "c": "]}"}, {"c": 3, "a": {"b": 0}, "d": [1]},)"
        R"( [{"a": {"b": 7}}], "a", {"d": {"e": {}}, "a": {"b": [0, 8]}}, {"a": {"b": {"x": 1}}}], "z": 1})";
    constexpr selecting table[] = {
        {"$.list[?@.a.b == 0]", "$['list'][1]"},
        {"$.list[?@.a.b[1] == 8]", "$['list'][4]"},
        {"$.list[?@.a.b[-1] > 5]", "$['list'][4]"},
        {"$.list[?@.a.b[0][0] == 1]", "$['list'][0]"},
        {"$.list[?@.c == 'x' || @.a.b[1] == 8]", "$['list'][4]"},
        {"$.list[?@.a.b[1] == 8 || @.c == 'x']", "$['list'][4]"},
        {"$.list[?@.c == 3 && @.a.b == 1]", ""},
        {"$.list[?@[0].a.b == 7]", "$['list'][2]"},
        {"$.list[?@ == 'a']", "$['list'][3]"},
        {"$.list[?@.a.b == @.d]", "$['list'][2] $['list'][3]"},
        {"$.list[?@.a[?@ == 0]]", "$['list'][1]"},
        {"$.list[?@.a.b == $.z || @.d[0] == $.z]", "$['list'][1]"},
        {"$[?@ == 1]", "$['z']"},
        {"$.list[?@.a.b[1] == 8, ?@.c == 3].a", "$['list'][4]['a'] $['list'][1]['a']"},
        {"$.list[?@.none == 8 || @.c == 3]", "$['list'][1]"},
        {"$.list[?@.a.none == 8 || @.d[0] == 1]", "$['list'][1]"},
        {"$.list[?@.d.e.none == 8 || @.a.b[1] == 8]", "$['list'][4]"},
        {"$.list[?@.a.b.x == 1]", "$['list'][5]"},
        {"$.list[?@[0].a.none == 1 || @ == 'a']", "$['list'][3]"},
        {"$.list[?@.none || @.c == 3]", "$['list'][1]"},
        {"$.list[?@..e]", "$['list'][4]"},
        {"$.list[?count(@.*) == 3]", "$['list'][1]"},
        {"$.list[?count(@.*) == 3 || @.d.none == 1]", "$['list'][1]"},
        {"$.list[?value(@..x) == 1 || @.none == 2]", "$['list'][5]"},
    };
    expect(table, text);
}

TEST_CASE("patterns of the query and of the document, side by side") {
    constexpr std::string_view text =
        R"([{"t": "a", "p": "b"}, {"t": "b", "p": "b"}, {"t": "c", "p": "c"}, {"t": "d", "p": "a"}])";
    auto const found = [&](std::string_view query) {
        return trotline_tests::selected_text(tl::json::checked, text, query);
    };
    CHECK(found("$[?match(@.t, 'a') || match(@.t, 'd')].t") == R"("a" | "d")");
    CHECK(found("$[?match(@.t, @.p)].t") == R"("b" | "c")");
    CHECK(found("$[?match(@.t, @.p) || match(@.t, 'a')].t") == R"("a" | "b" | "c")");
    CHECK(found("$[?match(@.t, 'a') || match(@.t, @.p)].t") == R"("a" | "b" | "c")");
}

TEST_CASE("XML: a text in a filter takes the type of the other side") {
    constexpr std::string_view text =
        "<r><i n='5' e=''><whole>9</whole><padded>09</padded><sign>+9</sign><half>.5</half>"
        "<tall>INF</tall><odd>NaN</odd><exact>9007199254740993</exact><text>abc</text>"
        "<price> 12.50 </price><one>1.0</one><yes>1</yes><no>0</no><truth> true </truth>"
        "<lie>false</lie><mixed>a<b>b</b>c</mixed><none x:nil='true'/><void x:nil='1'/>"
        "<some x:nil='false'>x</some><empty/><dash>ab-12</dash><bad>[</bad><list k='1'> <b>xy</b> "
        "<b/>\n<c>z</c></list>"
        "<deep><b><c/><c/></b></deep><comment>ab<!-- <b/> --></comment>"
        "<around> <b>x</b> y<b>z</b></around></i></r>";
    struct {
        std::string_view filter;
        bool holds;
    } const table[] = {
        // a number, on either side: with the forms of XML Schema
        {"@.price == 12.5", true},
        {"12.5 == @.price", true},
        {"12 < @.price", true},
        {"13 < @.price", false},
        {"13 > @.price", true},
        {"12.5 <= @.price", true},
        {"12.5 != @.price", false},
        {"@.padded == 9", true},
        {"@.sign == 9", true},
        {"@.sign < 9", false},
        {"@.half == 0.5", true},
        {"@.tall > 1e308", true},
        {"@.exact == 9007199254740993", true},
        {"@.exact == 9007199254740992", false},
        {"@.@n == 5", true},
        {"@.text == 3", false},
        {"@.text != 3", true},
        {"@.text < 3", false},
        {"@.text > 3", false},
        {"@.empty == 0", false},
        {"@.odd == 1", false},
        {"@.odd < 1", false},
        // a text
        {"@.text == 'abc'", true},
        {"'abd' > @.text", true},
        {"@.price == '12.5'", false},
        {"@.mixed == 'abc'", true},
        {"@.empty == ''", true},
        {"@.@e == ''", true},
        // true and false
        {"@.yes == true", true},
        {"true == @.yes", true},
        {"@.no == true", false},
        {"@.no == false", true},
        {"@.truth == true", true},
        {"@.truth == false", false},
        {"@.lie == false", true},
        {"false != @.lie", false},
        {"@.text == true", false},
        {"@.text == false", false},
        {"@.yes < true", false},
        // null: what is nil
        {"@.none == null", true},
        {"null == @.void", true},
        {"@.none == @.void", true},
        {"@.some == null", false},
        {"@.empty == null", false},
        {"@.nothing == null", false},
        {"@.none == ''", false},
        {"@.none != 'x'", true},
        {"@.none", true},
        // two texts: equal as texts, in order as numbers if both are, otherwise as texts
        {"@.one == @.yes", false},
        {"@.one != @.yes", true},
        {"@.one <= @.yes", true},
        {"@.one >= @.yes", true},
        {"@.one < @.yes", false},
        {"@.whole < @.price", true},
        {"@.whole >= @.price", false},
        {"@.price < @.text", true},
        {"@.text > @.price", true},
        {"@.odd == @.odd", true},
        {"@.text <= @.text", true},
        // functions
        {"length(@.text) == 3", true},
        {"length(@.mixed) == 3", true},
        {"length(@.@n) == 1", true},
        // that of an element without text beside its child elements: how many they are
        {"length(@.list) == 3", true},
        {"length(@.list.b) == 2", true},
        {"length(@.deep) == 1", true},
        {"length(@.comment) == 2", true},
        {"length(@.around) == 5", true},
        {"length(@.empty) == 0", true},
        {"length(@) > 20", true},
        {"match(@.dash, '[a-z]+-[0-9]+')", true},
        {"match(@.mixed, 'abc')", true},
        {"match(@.mixed, 'ac')", false},
        {"search(@.dash, '[0-9]')", true},
        {"search(@.text, '[0-9]')", false},
        {"match(@.text, @.text)", true},
        {"match(@.bad, @.bad)", false},  // not a pattern
        {"match(@.none, '.*')", false},
    };
    for (auto const& one : table) {
        CAPTURE(one.filter);
        std::string const query = "r.i[?" + std::string(one.filter) + "]";
        CHECK(trotline_tests::selected_text(tl::xml::checked, text, query).empty() != one.holds);
    }
}

}  // namespace mapping_query_filter_test
