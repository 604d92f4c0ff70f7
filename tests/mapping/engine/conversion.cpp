// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/conversion.hpp>

#include <trotline/json/cursor.hpp>
#include <trotline/mapping/engine/walk.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/text_cursor.hpp>

#include <doctest/doctest.h>
#include <boost/describe/enum.hpp>

#include "mapping/documents.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory_resource>
#include <string>
#include <string_view>
#include <type_traits>

namespace mapping_engine_conversion_test {

namespace tl = trotline;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

BOOST_DEFINE_ENUM_CLASS(color, red, green, blue)

enum class way { plain, coerce };

template <class T> struct outcome {
    bool good = false;
    T value{};
    tl::row_failure why{};
};

template <class T, tl::cursor C> outcome<T> convert(C c, way w) {
    outcome<T> o;
    tl::row_log log(&o.why);
    o.good = tl::detail::read(c, tl::detail::bound<T>::value, &o.value, log, w == way::coerce);
    return o;
}

template <class T, class V, tl::cursor C>
void good(C c, V const& expected, way w, std::string_view text) {
    INFO("text: " << std::string(text));
    auto const o = convert<T>(c, w);
    CHECK(o.good);
    if constexpr (std::is_floating_point_v<T>)
        CHECK((o.value == expected && std::signbit(o.value) == std::signbit(expected)));
    else
        CHECK(o.value == expected);
}
template <class T, tl::cursor C>
void bad(C c, tl::code code, std::string_view expected, way w, std::string_view text) {
    INFO("text: " << std::string(text));
    auto const o = convert<T>(c, w);
    CHECK(!o.good);
    CHECK(o.why.code == code);
    CHECK(o.why.expected == expected);
    CHECK(o.why.found == c.kind());
    CHECK(o.why.offset == c.offset());
    CHECK(o.why.inner.empty());
}

template <class T>
void ok(std::string_view text, std::type_identity_t<T> const& expected, way w = way::plain) {
    trotline_tests::in_both_modes(
        [&](auto format) { good<T>(trotline_tests::opened(format, text), expected, w, text); });
}
template <class T>
void refused(std::string_view text, tl::code code, std::string_view expected, way w = way::plain) {
    trotline_tests::in_both_modes([&](auto format) {
        bad<T>(trotline_tests::opened(format, text), code, expected, w, text);
    });
}
// In an element and in an attribute.
template <class T> void ok_in_xml(std::string_view text, std::type_identity_t<T> const& expected) {
    std::string const e = "<v>" + std::string(text) + "</v>",
                      a = "<v a='" + std::string(text) + "'/>";
    good<T>(trotline_tests::element(e), expected, way::plain, e);
    good<T>(trotline_tests::attribute(a), expected, way::plain, a);
}
template <class T>
void refused_in_xml(std::string_view text, tl::code code, std::string_view expected) {
    std::string const e = "<v>" + std::string(text) + "</v>",
                      a = "<v a='" + std::string(text) + "'/>";
    bad<T>(trotline_tests::element(e), code, expected, way::plain, e);
    bad<T>(trotline_tests::attribute(a), code, expected, way::plain, a);
}

// What no scalar takes.
template <class T> void refuses_the_rest(std::string_view expected) {
    refused<T>("null", tl::code::null, expected);
    refused<T>("[]", tl::code::wrong_type, expected);
    refused<T>("[1]", tl::code::wrong_type, expected);
    refused<T>("{}", tl::code::wrong_type, expected);
    refused<T>("null", tl::code::null, expected, way::coerce);
    refused<T>("[1]", tl::code::wrong_type, expected, way::coerce);
}

constexpr std::string_view an_int = "an integer from -2147483648 to 2147483647",
                           a_byte = "an integer from 0 to 255",
                           a_signed_byte = "an integer from -128 to 127";

}  // namespace

TEST_CASE("integers: a number with an integral value in range") {
    ok<int>("0", 0);
    ok<int>("-0", 0);
    ok<int>("7", 7);
    ok<int>("1.0", 1);
    ok<int>("1e2", 100);
    ok<int>("-12.50e1", -125);
    ok<int>("2147483647", 2147483647);
    ok<int>("-2147483648", std::numeric_limits<int>::min());
    ok<std::int64_t>("9007199254740993", 9007199254740993);  // no double has it
    ok<std::int64_t>("-9223372036854775808", std::numeric_limits<std::int64_t>::min());
    ok<std::uint64_t>("18446744073709551615", std::numeric_limits<std::uint64_t>::max());
    ok<std::uint64_t>("184467440737095516150e-1", std::numeric_limits<std::uint64_t>::max());
    refused<int>("2147483648", tl::code::out_of_range, an_int);
    refused<int>("-2147483649", tl::code::out_of_range, an_int);
    refused<int>("1e99999999999999999999", tl::code::out_of_range, an_int);
    refused<int>("1.5", tl::code::wrong_type, an_int);
    refused<int>("1e-1", tl::code::wrong_type, an_int);
    refused<std::uint64_t>("18446744073709551616", tl::code::out_of_range,
                           "an integer from 0 to 18446744073709551615");
    refused<unsigned char>("-1", tl::code::out_of_range, a_byte);
    refused<int>("\"7\"", tl::code::wrong_type, an_int);
    refused<int>("true", tl::code::wrong_type, an_int);
    refuses_the_rest<int>(an_int);
}

TEST_CASE("integers of one byte are numbers, not characters") {
    ok<char>("65", 'A');
    ok<signed char>("-128", -128);
    ok<unsigned char>("255", 255);
    ok<std::int8_t>("49", 49);
    refused<std::int8_t>("128", tl::code::out_of_range, a_signed_byte);
    refused<unsigned char>("256", tl::code::out_of_range, a_byte);
    refused<std::int8_t>("\"1\"", tl::code::wrong_type, a_signed_byte);
}

TEST_CASE("integers: coerce takes a string whose whole text is a number") {
    ok<int>("\"7\"", 7, way::coerce);
    ok<int>("\"-1.0\"", -1, way::coerce);
    ok<int>("\"\\u0037\"", 7, way::coerce);
    ok<int>("7", 7, way::coerce);
    for (auto const text :
         {"\"\"", "\" 7\"", "\"7 \"", "\"7x\"", "\"0x7\"", "\"+7\"", "\"07\"", "\"1.5\"", "true"})
        refused<int>(text, tl::code::wrong_type, an_int, way::coerce);
    refused<int>("\"2147483648\"", tl::code::out_of_range, an_int, way::coerce);
}

TEST_CASE("integers from XML: digits, surrounding blanks ignored") {
    ok_in_xml<int>("7", 7);
    ok_in_xml<int>(" \t\n-7\r\n ", -7);
    ok_in_xml<int>("007", 7);
    ok_in_xml<int>("-0", 0);
    ok_in_xml<int>("0000000000000000000000000000000000042", 42);
    ok_in_xml<int>("&#55;", 7);
    ok_in_xml<std::uint64_t>("18446744073709551615", std::numeric_limits<std::uint64_t>::max());
    ok_in_xml<std::int64_t>("-9223372036854775808", std::numeric_limits<std::int64_t>::min());
    for (auto const text : {"", " "}) refused_in_xml<int>(text, tl::code::null, an_int);
    for (auto const text : {"-", "1.0", "1e2", "+", "+-1", "1 2", "--1", "0x1", "true", "١"})
        refused_in_xml<int>(text, tl::code::wrong_type, an_int);
    refused_in_xml<int>("2147483648", tl::code::out_of_range, an_int);
    refused_in_xml<int>("99999999999999999999999999999", tl::code::out_of_range, an_int);
    refused_in_xml<unsigned char>("-1", tl::code::out_of_range, a_byte);
    good<int>(trotline_tests::element("<v>1<!-- x -->2<b>3</b><![CDATA[4]]></v>"), 1234, way::plain,
              "markup inside");
}

TEST_CASE("floating point: any number, the nearest value") {
    ok<double>("0", 0.0);
    ok<double>("-0", -0.0);
    ok<double>("0.1", 0.1);
    ok<double>("1e308", 1e308);
    ok<double>("1e-400", 0.0);
    ok<double>("-1e-400", -0.0);
    ok<double>("9007199254740993", 9007199254740992.0);
    ok<double>("2.2250738585072011e-308", 2.2250738585072011e-308);
    ok<float>("16777217", 16777216.0F);
    ok<float>("3.4028235e38", std::numeric_limits<float>::max());
    refused<double>("1e309", tl::code::out_of_range, "a number");
    refused<float>("1e39", tl::code::out_of_range, "a number");
    refused<double>("\"1\"", tl::code::wrong_type, "a number");
    refused<double>("true", tl::code::wrong_type, "a number");
    refuses_the_rest<double>("a number");
    ok<double>("\"-1.5e1\"", -15.0, way::coerce);
    for (auto const text : {"\"\"", "\"nan\"", "\"inf\"", "\" 1\"", "\"1.\"", "\"0x1p3\""})
        refused<double>(text, tl::code::wrong_type, "a number", way::coerce);
    refused<double>("\"1e309\"", tl::code::out_of_range, "a number", way::coerce);

    ok_in_xml<double>(" -1.5e1 ", -15.0);
    ok_in_xml<double>("007.5", 7.5);
    ok_in_xml<double>("-0", -0.0);
    ok_in_xml<double>("00", 0.0);
    // the lexical forms of XML Schema
    ok_in_xml<double>("+5", 5);
    ok_in_xml<double>(".5", 0.5);
    ok_in_xml<double>("-.5", -0.5);
    ok_in_xml<double>("5.", 5);
    ok_in_xml<double>("005.", 5);
    ok_in_xml<double>("5.E+2", 500);
    ok_in_xml<float>(".25e1", 2.5f);
    ok_in_xml<double>("INF", std::numeric_limits<double>::infinity());
    ok_in_xml<double>("-INF", -std::numeric_limits<double>::infinity());
    ok_in_xml<float>(" +INF ", std::numeric_limits<float>::infinity());
    ok_in_xml<int>("+5", 5);
    {
        auto const got = tl::get<double>("<v>NaN</v>", tl::literal_path<"v">{}, tl::xml::checked);
        REQUIRE(got);
        CHECK(std::isnan(*got));
    }
    refused_in_xml<double>("", tl::code::null, "a number");
    for (auto const text : {"-", "--1", "+-1", "1,5", "nan", "-NaN", "Inf", "INFINITY", ".", "-.",
                            "e5", ".e5", "1 2", "5..", "0x1p3"})
        refused_in_xml<double>(text, tl::code::wrong_type, "a number");
    refused_in_xml<double>("1e309", tl::code::out_of_range, "a number");
}

TEST_CASE("bool: true and false; in XML also 1 and 0") {
    ok<bool>("true", true);
    ok<bool>("false", false);
    refused<bool>("1", tl::code::wrong_type, "true or false");
    refused<bool>("\"true\"", tl::code::wrong_type, "true or false");
    refuses_the_rest<bool>("true or false");
    for (auto const text : {"\"true\"", "\"1\"", "1"}) ok<bool>(text, true, way::coerce);
    for (auto const text : {"\"false\"", "\"0\"", "0"}) ok<bool>(text, false, way::coerce);
    for (auto const text : {"\"\"", "\"True\"", "\" true\"", "\"yes\"", "2", "1.0"})
        refused<bool>(text, tl::code::wrong_type, "true, false, 1 or 0", way::coerce);
    for (auto const text : {"true", "1", " true\n", " 1 "}) ok_in_xml<bool>(text, true);
    for (auto const text : {"false", "0", " false\n"}) ok_in_xml<bool>(text, false);
    refused_in_xml<bool>("", tl::code::null, "true, false, 1 or 0");
    for (auto const text : {"TRUE", "yes", "10", "01"})
        refused_in_xml<bool>(text, tl::code::wrong_type, "true, false, 1 or 0");
}

TEST_CASE("strings: decoded; a number gives its text as sent") {
    ok<std::string>("\"\"", "");
    ok<std::string>("\"plain\"", "plain");
    ok<std::string>(R"("a\"b\u00e9\n\ud83d\ude00")", "a\"b\u00e9\n\U0001F600");
    ok<std::string>(R"("a\u0000b")", "a\0b"s);
    ok<std::string>("1.50e+1", "1.50e+1");
    ok<std::string>("true", "true", way::coerce);
    refused<std::string>("true", tl::code::wrong_type, "a string");
    refuses_the_rest<std::string>("a string");
    ok_in_xml<std::string>(" a  b ", " a  b ");
    ok_in_xml<std::string>("a&amp;b&lt;&#233;", "a&b<\u00e9");
    ok_in_xml<std::string>("", "");
    good<std::string>(
        trotline_tests::element("<v>a<!-- x -->b<i>c&amp;</i><![CDATA[<d>]]><?p q?>\r\ne</v>"),
        "abc&<d>\ne"s, way::plain, "markup inside");
    good<std::string>(trotline_tests::attribute("<v a='x\ty\nz'/>"), "x y z"s, way::plain,
                      "attribute blanks");
}

TEST_CASE("strings of another allocator") {
    ok<std::pmr::string>("\"a\\tb\"", "a\tb");
    std::pmr::monotonic_buffer_resource memory;
    std::pmr::string text(&memory);
    tl::row_failure why;
    tl::row_log log(&why);
    auto c = trotline_tests::opened(tl::json::checked,
                                    "\"a text that is longer than any small string keeps\"");
    CHECK(tl::detail::read(c, tl::detail::bound<std::pmr::string>::value, &text, log, false));
    CHECK(text == "a text that is longer than any small string keeps");
    CHECK(text.get_allocator().resource() == &memory);
}

TEST_CASE("views: only what stands in the document as it is") {
    constexpr std::string_view advice =
        "a text without escapes: use a std::string, because a view cannot be decoded";
    ok<std::string_view>("\"plain \u00e9\"", "plain \u00e9");
    ok<std::string_view>("12.0", "12.0");
    ok<std::string_view>("\"\"", "");
    refused<std::string_view>(R"("a\nb")", tl::code::needs_decoding, advice);
    refused<std::string_view>("true", tl::code::wrong_type, "a string");
    refuses_the_rest<std::string_view>("a string");
    ok_in_xml<std::string_view>("plain", "plain");
    refused_in_xml<std::string_view>("a&amp;b", tl::code::needs_decoding, advice);
    bad<std::string_view>(trotline_tests::element("<v>a<b/>c</v>"), tl::code::needs_decoding,
                          advice, way::plain, "markup");

    std::string_view const text = R"(["here"])";
    auto c = trotline_tests::opened(tl::json::checked, text);
    c.enter();
    REQUIRE(c.element(0));
    auto const o = convert<std::string_view>(c, way::plain);
    CHECK(o.value.data() == text.data() + 2);
}

TEST_CASE("enumerations: the enumerator's name, or an error that lists the names") {
    constexpr std::string_view names = "one of red, green, blue";
    ok<color>("\"green\"", color::green);
    ok<color>("\"gr\\u0065en\"", color::green);
    refused<color>("\"Green\"", tl::code::wrong_type, names);
    refused<color>("\"gree\"", tl::code::wrong_type, names);
    refused<color>("\"greenish\"", tl::code::wrong_type, names);
    refused<color>("1", tl::code::wrong_type, names);
    refuses_the_rest<color>(names);
    ok_in_xml<color>("blue", color::blue);
    ok_in_xml<color>("&#98;lue", color::blue);
    refused_in_xml<color>("pink", tl::code::wrong_type, names);
    refused_in_xml<color>("", tl::code::null, names);
}

TEST_CASE("raw text: any value as it stands") {
    for (auto const text : {"null", "true", "1.50", R"("a\nb")", R"([1, {"b": 2}])", "{}"}) {
        ok<tl::raw_view>(text, {text});
        ok<tl::raw_text>(text, {text});
    }
    good<tl::raw_view>(trotline_tests::element("<v a='1'>x<b/></v>"),
                       tl::raw_view{"<v a='1'>x<b/></v>"}, way::plain, "element");
    good<tl::raw_text>(trotline_tests::attribute("<v a='x&amp;y'/>"), tl::raw_text{"x&amp;y"},
                       way::plain, "attribute");
}

TEST_CASE("parameters keep a scalar's type, and structure as its text") {
    ok<tl::value>("true", true);
    ok<tl::value>("-7", -7);
    ok<tl::value>("9223372036854775807", std::numeric_limits<std::int64_t>::max());
    ok<tl::value>("9223372036854775808", std::uint64_t{9223372036854775808u});
    ok<tl::value>("18446744073709551616", 18446744073709551616.0);
    ok<tl::value>("1.5", 1.5);
    ok<tl::value>("1.0", tl::number{"1.0"});
    ok<tl::value>("1e999", tl::number{"1e999"});
    ok<tl::value>(R"("a\tb")", "a\tb");
    ok<tl::value>("[1, 2]", tl::json_text{"[1, 2]"});
    ok<tl::value>(R"({"a": []})", tl::json_text{R"({"a": []})"});
    refused<tl::value>("null", tl::code::null, "a value");
    ok_in_xml<tl::value>("007", "007");
}

TEST_CASE("integers and booleans are converted at compile time, too") {
    constexpr auto integer = [](std::string_view text) {
        auto c = tl::json::basic_cursor<tl::json::mode::checked>(text);
        tl::integer_value n;
        auto const why = tl::detail::convert(tl::detail::take_scalar(c), true,
                                             tl::json::range_of<signed char>, n);
        return why == tl::code::none ? static_cast<int>(n.magnitude) : -static_cast<int>(why);
    };
    static_assert(integer("12") == 12);
    static_assert(integer("\"1\\u0032\"") == 12);
    static_assert(integer("1.5") == -static_cast<int>(tl::code::wrong_type));
    static_assert(integer("128") == -static_cast<int>(tl::code::out_of_range));
    CHECK(integer("null") == -static_cast<int>(tl::code::null));
    constexpr auto boolean = [](std::string_view text) {
        tl::text_cursor c(tl::kind::text, text);
        bool value = false;
        std::string_view expected;
        auto const why = tl::detail::convert(tl::detail::take_scalar(c), false, value, expected);
        return why == tl::code::none && value;
    };
    static_assert(boolean(" 1\n") && boolean("true") && !boolean("0") && !boolean("yes"));
    CHECK(boolean("1"));
}

TEST_CASE("a text that has to be decoded and is long counts as empty") {
    for (std::size_t size = 510; size != 515; ++size) {
        std::string const text = "\"\\u0061" + std::string(size - 1, 'a') + '"';
        auto c = tl::json::basic_cursor<tl::json::mode::checked>(std::string_view(text));
        tl::detail::short_scalar_text const whole(tl::detail::take_scalar(c));
        CHECK(whole.view().size() == (size <= 512 ? size : 0));
    }
}

TEST_CASE("a scalar's decoded text is compared piece by piece") {
    struct {
        std::string_view scalar, text;
        bool same;
    } constexpr cases[] = {{"\"ab\"", "ab", true},         {"\"ab\"", "abc", false},
                           {R"("a\u0062")", "ab", true},   {R"("a\u0062")", "abc", false},
                           {R"("a\u0062c")", "ab", false}, {R"("\n")", "\n", true},
                           {R"("\n")", "", false},         {"\"\"", "", true}};
    for (auto const& one : cases) {
        CAPTURE(one.scalar);
        auto c = tl::json::basic_cursor<tl::json::mode::checked>(one.scalar);
        CHECK(tl::detail::equals(tl::detail::take_scalar(c), one.text) == one.same);
    }
}

}  // namespace mapping_engine_conversion_test
