// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/members.hpp>

#include <trotline/json/format.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace tl = trotline;

namespace {

struct names {
    static constexpr std::string_view all[] = {"a", "b", "c"};
    static constexpr std::size_t size() { return 3; }
    constexpr std::string_view operator[](std::size_t i) const { return all[i]; }
};
struct no_names {
    static constexpr std::size_t size() { return 0; }
    constexpr std::string_view operator[](std::size_t) const { return {}; }
};

// Notes what it takes; ends at a value of 0.
struct noting_taker {
    std::string noted{};
    template <std::size_t I, tl::cursor C>
    constexpr bool take(std::integral_constant<std::size_t, I>, C& c) {
        std::string_view const value = c.raw();
        noted += static_cast<char>('0' + I);
        noted += '=';
        noted += value;
        noted += ' ';
        return value != "0";
    }
};

// What was taken, and where the cursor is then: `!` where it was ended.
template <std::size_t First = 0, class Names = names, tl::cursor C> std::string visited(C c) {
    noting_taker taker;
    bool const ended = tl::detail::visit_members<First>(c, Names{}, taker);
    return taker.noted + (ended ? "!" : "@") + std::to_string(c.offset());
}
std::string checked(std::string_view text) {
    tl::document_failure why;
    return visited(tl::json::checked.open(text, why));
}
std::string on_demand(std::string_view text) {
    tl::document_failure why;
    std::string seen = visited(tl::json::on_demand.open(text, why));
    return why ? "malformed" : seen;
}

}  // namespace

static_assert(
    tl::detail::asks_name_by_name<tl::json::basic_cursor<tl::json::mode::checked>, names>);
static_assert(!tl::detail::asks_name_by_name<tl::xml::cursor, names>);

TEST_CASE("members in any order, others between them, and several of one name") {
    struct row {
        std::string_view text, seen;
    };
    constexpr row rows[] = {{R"({"a":1,"b":2,"c":3})", "0=1 1=2 2=3 @19"},
                            {R"({ "a" : 1 , "b" : 2 } )", "0=1 1=2 @21"},
                            {R"({"c":3,"b":2,"a":1})", "2=3 1=2 0=1 @19"},
                            {R"({"x":[],"a":1,"y":{"a":7},"c":3,"z":""})", "0=1 2=3 @39"},
                            {R"({"a":1,"a":2,"b":3,"b":4,"a":5})", "0=1 0=2 1=3 1=4 0=5 @31"},
                            {R"({"\u0061":1,"x":0,"\u0062":2,"c":3})", "0=1 1=2 2=3 @35"},
                            {R"({"c":0,"a":1})", "2=0 !6"},
                            {R"({})", "@2"},
                            {R"({"x":1})", "@7"}};
    for (auto const& r : rows) {
        CAPTURE(r.text);
        CHECK(checked(r.text) == r.seen);
        CHECK(on_demand(r.text) == r.seen);
    }
}

TEST_CASE("what is malformed ends it") {
    for (std::string_view const text : {R"({"a":1)", R"({"a":1 "b":2})", R"({"x":1,})", R"({"x")",
                                        R"({"a" 1})", R"({,"a":1})", R"({"x":1,"a")"}) {
        CAPTURE(text);
        CHECK(on_demand(text) == "malformed");
    }
}

TEST_CASE("numbers begin where they are told to, and no names are none") {
    tl::document_failure why;
    CHECK(visited<5>(tl::json::checked.open(R"({"b":1})", why)) == "6=1 @7");
    CHECK(visited<0, no_names>(tl::json::checked.open(R"({"b":1})", why)) == "@7");
}

TEST_CASE("a cursor that is asked for all names at once sees the same") {
    tl::document_failure why;
    auto c = tl::xml::checked.open("<r><c>3</c><x/><a>1</a><c>0</c><b>2</b></r>", why);
    REQUIRE(!why);
    c.enter();
    tl::scalar root;
    REQUIRE(c.member(root));
    noting_taker taker;
    CHECK_FALSE(tl::detail::visit_members(c, names{}, taker));
    CHECK(taker.noted == "2=<c>3</c> 0=<a>1</a> 2=<c>0</c> 1=<b>2</b> ");
}
