// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/syntax/json.hpp>

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "rendering/nasty_values.hpp"

namespace rendering_syntax_json_test {

namespace tl = trotline;
using trotline_tests::rendered;

namespace {

constexpr tl::template_error check(std::string_view text) {
    return tl::check_template(tl::syntax::json, text);
}
static_assert(!check(R"({"a": [$A, "$B", {"$A": null}], "b": ${B.C}})"));
static_assert(check(R"({"a": $A $B})").offset == 9);
static_assert(check("[$A,]").offset == 4);
static_assert(check("[\"\\uD800$A\"]").offset == 8);
static_assert(!check("[\"a\\uD83D\\uDE00$A\"]"));

// The types of all values, with the names of members. A string from a parameter only shows that it
// is one.
void append_shape(std::string& out, boost::json::value const& from) {
    switch (from.kind()) {
        case boost::json::kind::object:
            out += '{';
            for (auto const& member : from.get_object()) {
                out.append(std::string_view(member.key().data(), member.key().size())).append(":");
                append_shape(out, member.value());
            }
            out += '}';
            break;
        case boost::json::kind::array:
            out += '[';
            for (auto const& element : from.get_array()) append_shape(out, element), out += ',';
            out += ']';
            break;
        default:
            out += static_cast<char>('a' + static_cast<int>(from.kind()));
    }
}

}  // namespace

TEST_CASE("whatever the values, the JSON has its template's shape and holds the values") {
    static constexpr std::string_view text =
        R"({"a": "$A", "b": [$B, "x$A.y", $A, {"c": 1}], "d": "$B$A"})";
    boost::json::value const benign =
        boost::json::parse(R"({"a": "", "b": ["", "", "", {"c": 1}], "d": ""})");
    std::string expected;
    append_shape(expected, benign);
    std::size_t refused = 0, passed = 0;
    std::string unexpected;
    trotline_tests::for_each_nasty_value(3000, [&](std::string const& value) {
        auto const out = rendered(tl::request_part::json, text, value, "b" + value, unexpected);
        if (tl::is_utf8(value) != out.has_value()) FAIL("UTF-8 and nothing else passes: " << value);
        if (!out) {
            ++refused;
            return;
        }
        ++passed;
        boost::json::error_code error;
        boost::json::value const back = boost::json::parse(*out, error);
        if (error) FAIL(*out);
        std::string shape;
        append_shape(shape, back);
        if (shape != expected) FAIL(*out);
        if (back.at("a").as_string() != boost::json::string_view(value)) FAIL(*out);
        if (back.at("b").at(2).as_string() != boost::json::string_view(value)) FAIL(*out);
        if (back.at("d").as_string() != boost::json::string("b" + value + value)) FAIL(*out);
    });
    CHECK(unexpected.empty());
    CHECK(refused > 100);
    CHECK(passed > 1000);
}

TEST_CASE("a name of a member may have a parameter") {
    std::string unexpected;
    trotline_tests::for_each_nasty_value(1000, [&](std::string const& value) {
        auto const out = rendered(tl::request_part::json, R"({"$A": 1, "other": 2})", "_" + value,
                                  "", unexpected);
        if (!out) return;
        auto const back = boost::json::parse(*out).as_object();
        if (back.size() != 2 || back.at("_" + value) != 1) FAIL(*out);
    });
    CHECK(unexpected.empty());
}

TEST_CASE("the text of an object or array is one value, or it is refused") {
    std::string unexpected;
    static constexpr std::string_view good[] = {"[]", R"({"a":[1,{}]})", " [1] ", "1", "\"x\""};
    static constexpr std::string_view bad[] = {"",    "1,2", "[",   "[]]",      "[],\"a\":1",
                                               "{}}", "[1",  "nul", "[\"\n\"]", "[\"\xFF\"]"};
    for (auto const text : good)
        CHECK(rendered(tl::request_part::json, "[$A]", tl::json_text{std::string(text)}, "",
                       unexpected) == "[" + std::string(text) + "]");
    for (auto const text : bad)
        CHECK(rendered(tl::request_part::json, "[$A]", tl::json_text{std::string(text)}, "",
                       unexpected) == std::nullopt);
    CHECK(unexpected.empty());
}

TEST_CASE("templates are as deep as documents may be, and no deeper") {
    std::string const deep(1024, '['), closed(1024, ']');
    CHECK_FALSE(check(deep + "$A" + closed));
    CHECK(check("[" + deep + "$A" + closed + "]").offset == 1024);
}

}  // namespace rendering_syntax_json_test
