// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/condition.hpp>

#include <trotline/mapping/text_cursor.hpp>

#include "mapping/mapped.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mapping_engine_condition_test {

using namespace trotline_tests;

TEST_CASE("conditions") {
    using rows =
        tl::mapping<five, tl::row<"a", &five::a>, tl::condition<"ok", true>,
                    tl::condition<"state", "done", "pen\"ding">, tl::condition<"n", 1, -2>>;
    ok<rows>(R"({"a": 1, "ok": true, "state": "done", "n": 1.0})", five{1});
    ok<rows>(R"({"n": -2, "state": "pen\"ding", "ok": true, "a": 1})", five{1});
    bad<rows>(R"({"a": 1, "ok": false, "state": "lost", "n": 3})",
              "1 unmet condition: a boolean @15; 2 unmet condition: a string @31; 3 unmet "
              "condition: a number @44");
    bad<rows>(R"({"a": 1, "ok": "true", "state": null, "n": "1"})",
              "1 unmet condition: a string @15; 2 unmet condition: null @32; 3 unmet condition: a "
              "string @43");
    bad<rows>(R"({"a": 1, "ok": {}, "state": []})",
              "1 unmet condition: an object @15; 2 unmet condition: an array @28; 3 missing: an "
              "object @0");
    auto const failed = tl::map<rows>(R"({"a": 1, "ok": 1, "state": "", "n": 0})");
    REQUIRE(!failed);
    CHECK(failed.error().rows()[0].expected == "true");
    CHECK(failed.error().rows()[1].expected == "\"done\" or \"pen\"ding\"");
    CHECK(failed.error().rows()[2].expected == "1 or -2");
    // one that finds nothing says what it expects, too
    auto const missing = tl::map<rows>(R"({"a": 1, "ok": true, "state": "done"})");
    REQUIRE(!missing);
    REQUIRE(missing.error().rows().size() == 1);
    CHECK(missing.error().rows()[0].code == tl::code::missing);
    CHECK(missing.error().rows()[0].expected == "1 or -2");

    auto const xml =
        tl::map<tl::mapping<five, tl::row<"r.a", &five::a>, tl::condition<"r.ok", true>,
                            tl::condition<"r.n", 7>, tl::condition<"r.@s", "x">>>(
            "<r s='x'><a>1</a><ok> 1 </ok><n>007</n></r>", tl::xml::checked);
    REQUIRE(xml.has_value());
    CHECK(xml->a == 1);
}

namespace {
using scalar_type = tl::detail::allowed_scalar::type;
constexpr tl::detail::allowed_scalar text_of(std::string_view text) {
    tl::detail::allowed_scalar made;
    made.is = scalar_type::text;
    made.text = text;
    return made;
}
constexpr tl::detail::allowed_scalar integer(std::uint64_t magnitude, bool negative = false) {
    tl::detail::allowed_scalar made;
    made.is = scalar_type::integer;
    made.integer = {magnitude, negative};
    return made;
}
constexpr tl::detail::allowed_scalar boolean(bool value) {
    tl::detail::allowed_scalar made;
    made.is = scalar_type::boolean;
    made.boolean = value;
    return made;
}
constexpr tl::detail::allowed_scalar floating(double value) {
    tl::detail::allowed_scalar made;
    made.is = scalar_type::floating;
    made.floating = value;
    return made;
}
}  // namespace

TEST_CASE("whether a scalar is the value that is allowed") {
    using tl::kind;
    struct {
        kind of;
        std::string_view text;
        tl::detail::allowed_scalar allowed;
        bool is;
    } const cases[] = {
        {kind::null, "null", {}, true},
        {kind::string, "null", {}, false},
        {kind::text, "", {}, false},
        {kind::string, "x", text_of("x"), true},
        {kind::string, "xx", text_of("x"), false},
        {kind::number, "1", text_of("1"), false},
        {kind::text, "x", text_of("x"), true},
        {kind::text, " x", text_of("x"), false},
        {kind::boolean, "true", boolean(true), true},
        {kind::boolean, "true", boolean(false), false},
        {kind::string, "true", boolean(true), false},
        {kind::number, "1", boolean(true), false},
        {kind::text, " 1 ", boolean(true), true},
        {kind::text, "false", boolean(false), true},
        {kind::text, "no", boolean(false), false},
        {kind::number, "7", integer(7), true},
        {kind::number, "70e-1", integer(7), true},
        {kind::number, "-7", integer(7), false},
        {kind::number, "-7", integer(7, true), true},
        {kind::number, "-0", integer(0), true},
        {kind::number, "0", integer(0, true), true},
        {kind::number, "7.5", integer(7), false},
        {kind::number, "18446744073709551615", integer(18446744073709551615u), true},
        {kind::number, "18446744073709551616", integer(0), false},
        {kind::string, "7", integer(7), false},
        {kind::text, " 007 ", integer(7), true},
        {kind::text, "", integer(0), false},
        {kind::number, "0.5", floating(0.5), true},
        {kind::number, "5e-1", floating(0.5), true},
        {kind::number, "0.25", floating(0.5), false},
        {kind::string, "0.5", floating(0.5), false},
        {kind::text, " 0.50 ", floating(0.5), true},
        {kind::text, "x", floating(0.5), false},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        tl::detail::taken_scalar const s{{one.of, true, one.text}, one.of};
        CHECK(tl::detail::is_value(s, one.allowed) == one.is);
        tl::detail::allowed_scalar const any[] = {text_of("something else"), one.allowed};
        CHECK(tl::detail::holds({any, 2, {}}, s) == one.is);
        CHECK_FALSE(tl::detail::holds({any, 1, {}}, s));
    }
}

}  // namespace mapping_engine_condition_test
