// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/print_seek.hpp>

#include <trotline/json/kernel/dispatch.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "json/guarded.hpp"

namespace json_print_seek_test {

using namespace trotline::json::detail;
using trotline::json::member_index;

namespace {

constexpr trotline::name_list names{"id", "x", ""};
constexpr trotline::name_list escaped_in_json{"a\"d"};

// An object with so many members before others that these are in another group of sixteen.
std::string object(std::size_t before, std::string_view members) {
    std::string text = "{\"first\":[1,2],";
    for (std::size_t i = 0; i != before; ++i) text += "\"member\":[{\"id\":0}],";
    return text + std::string(members);
}
member_index const& index_of(std::string_view text) {
    static member_index index;
    index.clear();
    REQUIRE(portable_is_valid(text.data(), text.data() + text.size(), 62, &index));
    REQUIRE(index.has_prints);
    return index;
}

// Calls examine(case, text, index, n) for the members of every case after n = 0 to 39 others.
void for_each_text(auto const& cases, auto const& examine) {
    guarded_memory memory(1024);
    for (std::size_t before = 0; before != 40; ++before)
        for (auto const& one : cases) {
            auto const text = memory.hold(object(before, one.members));
            CAPTURE(text);
            examine(one, text, index_of(text), before);
        }
}

}  // namespace

TEST_CASE("the first member of an object with one of the names, or the object's end") {
    struct {
        std::string_view members;
        std::string_view before;  // what is before the mark
        std::size_t place;
    } constexpr cases[] = {
        {R"("a":1,"id":2})", R"("a":1,"id")", 0},
        {R"("a":1,"id" :2})", R"("a":1,"id" )", 0},
        {R"("a":{"id":1,"x":{}},"x":2})", R"("a":{"id":1,"x":{}},"x")", 1},
        {R"("a":1,"":2,"id":3})", R"("a":1,"")", 2},
        {R"("a":[{"id":1}],"xid":[[],[]]})", R"("a":[{"id":1}],"xid":[[],[]])", trotline::npos},
        {R"("i-d":1,"ivd":"id","X":3,"xx":4})", R"("i-d":1,"ivd":"id","X":3,"xx":4)",
         trotline::npos}};
    for_each_text(cases, [](auto const& one, auto const text, auto const& index, std::size_t) {
        // from the first member, and from the first of the case's own ones
        for (std::size_t const from : {std::size_t{1}, text.size() - one.members.size()}) {
            auto const found = seek_print(text.data() + from, index, names);
            CHECK(*found.mark == text.size() - one.members.size() + one.before.size());
            CHECK(found.place == one.place);
        }
    });
}

TEST_CASE("any member with one of the names, at any depth, from a position on") {
    struct {
        std::string_view members;
        bool any;
    } constexpr cases[] = {{R"("a":1,"id":2})", true},
                           {R"("a":{"b":[{"x":2}]}})", true},
                           {R"("a":{"b":[{"" :2}]}})", true},
                           {R"("a":1,"b":"id"})", false},
                           {R"("a":1,"ivd":["x",""]})", false}};
    for_each_text(cases,
                  [](auto const& one, auto const text, auto const& index, std::size_t before) {
                      char const* const at = text.data() + text.size() - one.members.size();
                      CHECK(any_print_of(at, index, names) == one.any);
                      CHECK(any_print_of(text.data(), index, names) == (one.any || before != 0));
                      CHECK_FALSE(any_print_of(index.end, index, names));
                  });
}

TEST_CASE("a name that needs escapes is not in a text without them, and no names are nowhere") {
    auto const& index = index_of(R"({"a d is not here":"a text" })");
    for (trotline::wanted_names const& wanted :
         {trotline::wanted_names(escaped_in_json), trotline::wanted_names()}) {
        CHECK(seek_print(index.begin + 1, index, wanted).place == trotline::npos);
        CHECK_FALSE(any_print_of(index.begin, index, wanted));
    }
}

}  // namespace json_print_seek_test
