// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/member_index.hpp>

#include <trotline/json/kernel/dispatch.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "json/guarded.hpp"
#include "json/instruction_sets.hpp"

namespace json_member_index_test {

using namespace trotline::json::detail;
using trotline::json::member_index;

namespace {

std::string shown(member_index const& index) {
    std::string bytes;
    for (auto const* place = index.places; place != index.last; ++place)
        bytes += index.begin[*place];
    return bytes + (index.escaped_names ? " escaped" : "");
}

}  // namespace

TEST_CASE("an index has the colons and brackets outside of strings") {
    struct {
        std::string_view text, shown;
    } constexpr rows[] = {
        {"", ""},
        {R"("a":1,"b":"{:}","c":[{"d":[]}]} ,"e":2)", ":::[{:[]}]}:"},
        {R"("\\":1})", ":} escaped"},
        {R"("a\"b" : 1)", ": escaped"},
        {R"("a":"\":","b":["\"]"]})", "::[]}"},
        {R"("a":"\"")", ":"},
        {R"("a":1,"cut)", ":"},
        {R"(\"a":1})", ""},
    };
    guarded_memory memory(256);
    with_every_instruction_set([&](trotline::instruction_set) {
        for (auto const& r : rows) {
            CAPTURE(r.text);
            auto const text = memory.hold(r.text);
            member_index index;
            best_kernels().index_members(index, text.data(), text.data() + text.size());
            CHECK(shown(index) == r.shown);
            CHECK(index.end == text.data() + text.size());
        }
    });
}

TEST_CASE("a look-up begins where the last one ended, or at the begin") {
    std::string const text = R"("a":{"b":[1]},"c":2})";
    member_index index;
    CHECK_FALSE(index.covers(text.data()));
    index_members(index, text.data(), text.data() + text.size());
    CHECK(index.covers(text.data()));
    CHECK(index.covers(text.data() + text.size() - 1));
    CHECK_FALSE(index.covers(text.data() + text.size()));
    CHECK_FALSE(index.covers(text.data() - 1));
    for (std::size_t const from : {0u, 3u, 4u, 18u, 19u, 13u, 3u, 17u, 0u})
        CHECK(*index.from(text.data() + from) ==
              std::min(text.find_first_of(":{}[]", from), text.size()));
    CHECK(index.from(text.data() + 19) == index.last - 1);

    auto const close_of = [&](std::size_t from, std::size_t depth) {
        auto const* const close = index.close_from(index.from(text.data() + from), depth);
        return close == index.last ? text.size() : *close;
    };
    CHECK(close_of(0, 1) == 19);
    CHECK(close_of(5, 1) == 12);
    CHECK(close_of(10, 2) == 12);
    CHECK(close_of(10, 3) == 19);
    CHECK(close_of(0, 2) == text.size());
}

TEST_CASE("a stretch ends, and what is in it is all there") {
    guarded_memory memory(4096);
    for (std::string_view const part :
         {"{", "[]", "\"a\":1,", "\"long enough for a block to be left by it\":[{}],",
          "\"\\\\\":0,"})
        for (std::size_t shift = 0; shift != 70; ++shift) {
            std::string whole(shift, ' ');
            while (whole.size() < 2200) whole += part;
            auto const text = memory.hold(whole);
            member_index expected;
            index_members(expected, text.data(), text.data() + text.size());
            CHECK(expected.end == text.data() + member_index::stretch);
            std::string const all = shown(expected);
            with_every_instruction_set([&](trotline::instruction_set) {
                member_index index;
                best_kernels().index_members(index, text.data(), text.data() + text.size());
                CHECK(index.end == expected.end);
                CHECK(shown(index) == all);
                CHECK(std::equal(index.from(index.begin), index.last, expected.places));
            });
        }
}

}  // namespace json_member_index_test
