// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/row_option.hpp>

#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/query_rows.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "mapping/documents.hpp"
#include "mapping/whole.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_row_option_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::summary;

BOOST_DEFINE_ENUM_CLASS(color, red, green)

struct thing {
    int n = 7;
    std::string text = "before";
    std::optional<int> maybe = 7;
    std::optional<std::string> maybe_text = "before";
    color shade = color::green;
    std::vector<int> list = {7};
    tl::raw_text raw;
    friend bool operator==(thing const&, thing const&) = default;
};
BOOST_DESCRIBE_STRUCT(thing, (), (n, text, maybe, maybe_text, shade, list, raw))

// Read as a whole; all members but one have defaults.
struct settings {
    int size = 7;
    int port = 80;
    std::string name = "x";
    std::string note = "none";
    friend bool operator==(settings const&, settings const&) = default;
};
BOOST_DESCRIBE_STRUCT(settings, (), (size, port, name, note))

// All members but one have no default.
struct single {
    int id = 0;
    int age = 3;
    friend bool operator==(single const&, single const&) = default;
};
BOOST_DESCRIBE_STRUCT(single, (), (id, age))

// `ok`, or what went wrong, for one row of a text.
template <auto To, auto... Options> std::string outcome(std::string_view text, auto format) {
    auto const got = tl::map<tl::mapping<thing, tl::row<"v.x", To, Options...>>>(text, format);
    return got ? "ok" : std::string(name(got.error().rows()[0].code));
}
template <auto To, auto... Options> thing mapped(std::string_view text, auto format) {
    return tl::map<tl::mapping<thing, tl::row<"v.x", To, Options...>>>(text, format).value();
}

}  // namespace mapping_row_option_test

template <>
inline constexpr bool trotline::members_have_defaults<mapping_row_option_test::settings> = true;
template <>
struct trotline::member_names<mapping_row_option_test::settings>
    : trotline::names<trotline::named<&mapping_row_option_test::settings::port, "port",
                                      trotline::row_option::not_null>,
                      trotline::named<&mapping_row_option_test::settings::note, "note",
                                      trotline::row_option::empty_is_null>> {};
template <>
struct trotline::member_names<mapping_row_option_test::single>
    : trotline::names<
          trotline::named<&mapping_row_option_test::single::age, "age",
                          trotline::row_option::optional | trotline::row_option::coerce>> {};

namespace mapping_row_option_test {

TEST_CASE("options are combined, and asked for one by one") {
    using enum tl::row_option;
    struct {
        tl::row_option options;
        bool optional, coerce;
    } constexpr cases[] = {{none, false, false},
                           {tl::row_option::optional, true, false},
                           {tl::row_option::coerce, false, true},
                           {tl::row_option::optional | tl::row_option::coerce, true, true},
                           {tl::row_option::coerce | none, false, true}};
    for (auto const& one : cases) {
        CHECK(has(one.options, tl::row_option::optional) == one.optional);
        CHECK(has(one.options, tl::row_option::coerce) == one.coerce);
    }
    static_assert(has(tl::row_option::optional | tl::row_option::coerce, tl::row_option::coerce));
}

TEST_CASE("null in JSON: rows and members have one rule") {
    constexpr auto none = tl::row_option::none;
    constexpr auto optional = tl::row_option::optional;
    constexpr auto not_null = tl::row_option::not_null;
    trotline_tests::in_both_modes([&](auto format) {
        constexpr std::string_view null = R"({"v": {"x": null}})";
        CHECK(outcome<&thing::n, none>(null, format) == "null");
        CHECK(mapped<&thing::n, optional>(null, format).n == 7);
        CHECK(outcome<&thing::n, optional | not_null>(null, format) == "null");
        CHECK(mapped<&thing::n, optional | not_null>(R"({"v": {}})", format).n == 7);
        CHECK(mapped<&thing::maybe, none>(null, format).maybe == std::nullopt);
        CHECK(mapped<&thing::maybe, optional>(null, format).maybe == 7);
        CHECK(mapped<&thing::maybe, optional | not_null>(null, format).maybe == std::nullopt);
    });
    trotline_tests::whole::ok<settings>(R"({"size": null, "name": null})", {7, 80, "x", "none"});
    trotline_tests::whole::ok<settings>("{}", {7, 80, "x", "none"});
    trotline_tests::whole::bad<settings>(R"({"port": null})", "0 null: null @9 .port");
    trotline_tests::whole::ok<single>(R"({"id": 1, "age": null})", {1, 3});
    trotline_tests::whole::ok<single>(R"({"id": 1, "age": "4"})", {1, 4});
    trotline_tests::whole::bad<single>(R"({"id": null})", "0 null: null @7 .id");
    trotline_tests::whole::bad<single>(R"({"id": "1"})", "0 wrong type: a string @7 .id");
}

TEST_CASE("an empty text in JSON is a text, unless empty_is_null is set") {
    constexpr auto none = tl::row_option::none;
    constexpr auto optional = tl::row_option::optional;
    constexpr auto empty_is_null = tl::row_option::empty_is_null;
    trotline_tests::in_both_modes([&](auto format) {
        constexpr std::string_view empty = R"({"v": {"x": ""}})";
        CHECK(mapped<&thing::text, none>(empty, format).text.empty());
        CHECK(outcome<&thing::text, empty_is_null>(empty, format) == "null");
        CHECK(mapped<&thing::text, optional | empty_is_null>(empty, format).text == "before");
        CHECK(mapped<&thing::maybe_text, none>(empty, format).maybe_text == "");
        CHECK(mapped<&thing::maybe_text, empty_is_null>(empty, format).maybe_text == std::nullopt);
        CHECK(
            mapped<&thing::maybe_text, empty_is_null>(R"({"v": {"x": "a"}})", format).maybe_text ==
            "a");
        CHECK(outcome<&thing::maybe, none>(empty, format) == "wrong type");
        CHECK(mapped<&thing::maybe, empty_is_null>(empty, format).maybe == std::nullopt);
    });
    trotline_tests::whole::ok<settings>(R"({"name": "", "note": ""})", {7, 80, "", "none"});
}

TEST_CASE("XML: nil and empty elements") {
    constexpr auto none = tl::row_option::none;
    constexpr auto optional = tl::row_option::optional;
    constexpr auto empty_is_null = tl::row_option::empty_is_null;
    constexpr auto xml = tl::xml::checked;
    for (std::string const nil :
         {"<x xsi:nil='true'/>", "<x id='1' i:nil=\"1\"></x>", "<x  a:nil = 'true' ><y/></x>"}) {
        std::string const text = "<v>" + nil + "</v>";
        CAPTURE(text);
        CHECK(outcome<&thing::n, none>(text, xml) == "null");
        CHECK(outcome<&thing::text, none>(text, xml) == "null");
        CHECK(outcome<&thing::shade, none>(text, xml) == "null");
        CHECK(mapped<&thing::n, optional>(text, xml).n == 7);
        CHECK(mapped<&thing::text, optional>(text, xml).text == "before");
        CHECK(mapped<&thing::maybe, none>(text, xml).maybe == std::nullopt);
        CHECK(mapped<&thing::maybe_text, none>(text, xml).maybe_text == std::nullopt);
        CHECK(outcome<&thing::list, none>(text, xml) == "null");
        CHECK(mapped<&thing::raw, none>(text, xml).raw.text == nil);
    }
    for (std::string const other : {"<x nil='true'>1</x>", "<x xsi:nil='false'>1</x>",
                                    "<x xsi:nil='TRUE'>1</x>", "<x xsi:nilly='true'>1</x>"}) {
        std::string const text = "<v>" + other + "</v>";
        CAPTURE(text);
        CHECK(mapped<&thing::n, none>(text, xml).n == 1);
        CHECK(mapped<&thing::maybe_text, none>(text, xml).maybe_text == "1");
    }
    for (std::string const empty : {"<x/>", "<x></x>", "<x id='1'/>", "<x><!-- --></x>"}) {
        std::string const text = "<v>" + empty + "</v>";
        CAPTURE(text);
        CHECK(outcome<&thing::n, none>(text, xml) == "null");
        CHECK(outcome<&thing::shade, none>(text, xml) == "null");
        CHECK(mapped<&thing::n, optional>(text, xml).n == 7);
        CHECK(mapped<&thing::maybe, none>(text, xml).maybe == std::nullopt);
        CHECK(mapped<&thing::text, none>(text, xml).text.empty());
        CHECK(mapped<&thing::text, optional>(text, xml).text.empty());
        CHECK(mapped<&thing::maybe_text, none>(text, xml).maybe_text == "");
        CHECK(mapped<&thing::maybe_text, empty_is_null>(text, xml).maybe_text == std::nullopt);
        CHECK(mapped<&thing::text, optional | empty_is_null>(text, xml).text == "before");
    }
    CHECK(mapped<&thing::maybe, none>("<v><x>\n </x></v>", xml).maybe == std::nullopt);
    CHECK(
        tl::get<std::vector<std::optional<int>>>("<v><x>1</x><x/></v>", "v.x"_path, xml).value() ==
        std::vector<std::optional<int>>{1, std::nullopt});
    CHECK(tl::get<std::optional<int>>("<v x=''/>", "v.@x"_path, xml).value() == std::nullopt);
    CHECK(tl::get<std::string>("<v><x xsi:nil='true' id='7'/></v>", "v.x.@id"_path, xml).value() ==
          "7");
    CHECK(tl::get<std::optional<thing>>("<v xsi:nil='true'/>", "v"_path, xml).value() ==
          std::nullopt);
}

TEST_CASE("queries have the same rule") {
    using rows = tl::mapping<thing, tl::first_row<"..n", &thing::n, tl::row_option::optional>>;
    CHECK(tl::map<rows>("<v><n xsi:nil='true'/></v>", tl::xml::checked)->n == 7);
    CHECK(tl::map<rows>("<v><n/></v>", tl::xml::checked)->n == 7);
    CHECK(tl::map<rows>("<v><n>1</n></v>", tl::xml::checked)->n == 1);
}

constexpr std::string_view sample = R"({"v": {"x": null, "s": {"size": null}}})";
using null_rows = tl::mapping<thing, tl::optional_row<"v.x", &thing::n>>;
using strict_rows =
    tl::mapping<thing, tl::optional_row<"v.x", &thing::n, tl::row_option::not_null>>;
static_assert(tl::finds<null_rows, sample>());
static_assert(!tl::sample_sources<strict_rows, sample>::are_there);

}  // namespace mapping_row_option_test
