// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/kernel/name_search.hpp>

#include <doctest/doctest.h>

#include "json/guarded.hpp"
#include "json/instruction_sets.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace json_kernel_name_search_test {

using namespace trotline::json::detail;

namespace {

// What stands from the place on that was found; "" at the end.
std::string_view from_mention(std::string_view text, std::string_view name) {
    char const* const end = text.data() + text.size();
    char const* const at = next_mention(text.data(), end, name);
    return {at, static_cast<std::size_t>(end - at)};
}

struct row {
    std::string_view text, name, found;
};
constexpr row rows[] = {
    {R"({"a":1,"id":2})", "id", R"("id":2})"},
    {R"({"a":1,"id" : 2})", "id", R"("id" : 2})"},
    {R"({"a":1,"idx":2,"xid":3})", "id", ""},
    {R"({"a":"id","b":["id"]})", "id", ""},
    {R"({"a":"\"id\":1","id":2})", "id", R"("id":2})"},
    {R"({"a":"\\","id":2})", "id", R"("id":2})"},
    {R"({"a":"x\\\"id","id":2})", "id", R"("id":2})"},
    // names with escapes may be any name
    {R"({"\u0069d":2})", "id", R"(\u0069d":2})"},
    {R"({"a":"\u0069d","i\u0064":2})", "id", R"(\u0064":2})"},
    {R"({"":1})", "", R"("":1})"},
    {R"({"x":""})", "", ""},
    {R"({"id)", "id", ""},
    {R"({"id")", "id", ""},
    {R"("\)", "id", ""},
    {"", "id", ""},
};

}  // namespace

TEST_CASE("the first place of a name, wherever it lies in the blocks") {
    guarded_memory memory(1024);
    with_every_instruction_set([&](auto) {
        for (std::size_t shift = 0; shift != 140; ++shift)
            for (row const& r : rows) {
                CAPTURE(r.text);
                CAPTURE(shift);
                std::string const text =
                    "[\"" + std::string(shift, 'y') + "\"," + std::string(r.text);
                CHECK(from_mention(memory.hold(text), r.name) == r.found);
            }
    });
}

TEST_CASE("the next bracket is outside of strings, wherever it lies in the blocks") {
    struct bracket {
        std::string_view text, found;
    };
    constexpr bracket brackets[] = {
        {R"("a":1,"b":{})", "{}"},
        {R"("{":"[","\"}":[])", "[]"},
        {R"("\\":1}, 2)", "}, 2"},
        {R"("a":1)", ""},
        {R"("{)", ""},
        {R"("\)", ""},
        {"", ""},
        {"]", "]"},
    };
    guarded_memory memory(1024);
    with_every_instruction_set([&](auto) {
        for (std::size_t shift = 0; shift != 140; ++shift)
            for (bracket const& r : brackets) {
                CAPTURE(r.text);
                CAPTURE(shift);
                auto const text =
                    memory.hold("\"" + std::string(shift, 'y') + "\"," + std::string(r.text));
                char const* const end = text.data() + text.size();
                char const* const at = next_bracket(text.data(), end);
                CHECK(std::string_view(at, static_cast<std::size_t>(end - at)) == r.found);
            }
    });
}

TEST_CASE("all instruction sets find the same") {
    std::mt19937 random(3);
    std::string_view const pieces[] = {
        "\"id\":", "\"id\"", "\"", "\\", "\\\"",         ":", " ", "{",
        "}",       ",",      "id", "x",  "\"a\\u0064\":"};
    guarded_memory memory(1024);
    for (int n = 0; n != 2000; ++n) {
        std::string text;
        for (auto i = random() % 120; i != 0; --i) text += pieces[random() % std::size(pieces)];
        for (std::string_view const name : {"id", "x", "", "identification"}) {
            auto const held = memory.hold(text);
            char const* const end = held.data() + held.size();
            char const* const wanted = portable_next_mention(held.data(), end, name);
            CAPTURE(text);
            char const* const bracket = portable_next_bracket(held.data(), end);
            with_every_instruction_set([&](auto) {
                CHECK(next_mention(held.data(), end, name) == wanted);
                CHECK(next_bracket(held.data(), end) == bracket);
            });
        }
    }
}

}  // namespace json_kernel_name_search_test
