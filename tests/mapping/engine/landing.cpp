// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/landing.hpp>

#include "mapping/mapped.hpp"

#include <optional>
#include <string>
#include <string_view>

using namespace trotline_tests;

namespace {
struct todo {
    long user_id = -1;
    std::string title = "untitled";
    std::optional<std::string> first_tag = "none";
    int priority = 3;
    friend bool operator==(todo const&, todo const&) = default;
};
BOOST_DESCRIBE_STRUCT(todo, (), (user_id, title, first_tag, priority))
}  // namespace

TEST_CASE("members of a base class, containers, rows above other rows") {
    using rows = tl::mapping<derived, tl::row<"id", &derived::id>, tl::row<"more", &derived::more>>;
    ok<rows>(R"({"more": [1], "id": 2})", derived{{2}, {1}});
    using nested =
        tl::mapping<derived, tl::row<"more", &derived::more>, tl::row<"more[1]", &base::id>>;
    ok<nested>(R"({"more": [1, 2, 3]})", derived{{2}, {1, 2, 3}});
    bad<nested>(R"({"more": [1, 2, "3"]})", "0 wrong type: a string @16 [2]");
    bad<nested>(R"({"more": [1]})", "1 missing: an array @9");
}

TEST_CASE("coerce is said by the row") {
    using strict = tl::mapping<five, tl::row<"a", &five::a>>;
    using lenient = tl::mapping<five, tl::row<"a", &five::a, tl::row_option::coerce>>;
    using both =
        tl::mapping<five,
                    tl::row<"a", &five::a, tl::row_option::coerce | tl::row_option::optional>>;
    bad<strict>(R"({"a": "12"})", "0 wrong type: a string @6");
    ok<lenient>(R"({"a": "12"})", five{12});
    bad<lenient>(R"({"a": "12 "})", "0 wrong type: a string @6");
    ok<both>(R"({"a": "12"})", five{12});
    ok<both>(R"({"a": null})", five{});
    ok<both>("{}", five{});
}

TEST_CASE("an optional row keeps the initial value of an optional member") {
    using rows = tl::mapping<todo, tl::optional_row<"a", &todo::first_tag>>;
    ok<rows>("{}", todo{});
    ok<rows>(R"({"a": null})", todo{});
    ok<rows>(R"({"a": "b"})", todo{-1, "untitled", "b"});
}
