// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/steps.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "json/guarded.hpp"
#include "json/instruction_sets.hpp"

namespace json_steps_test {

using namespace trotline::json::detail;

namespace {

std::string shown(std::string_view text, step const& to) {
    auto const at = std::to_string(to.at - text.data());
    return to.expected != nullptr ? at + ": " + to.expected : at + (to.there ? "" : "-");
}

struct row {
    std::string_view text;
    std::string_view on_demand;  // offset, `-` if nothing is there, or what was expected
    bool is_valid = true;        // then a step over a validated text gives the same
};

// f<Validated>(at, end) for every row, in constant evaluation as well.
template <std::size_t N, class F> void hold(row const (&rows)[N], F f) {
    guarded_memory memory(256);
    for (auto const& r : rows) {
        CAPTURE(r.text);
        auto const text = memory.hold(r.text);
        CHECK(shown(text, f(std::false_type{}, text.data(), text.data() + text.size())) ==
              r.on_demand);
        if (r.is_valid)
            CHECK(shown(text, f(std::true_type{}, text.data(), text.data() + text.size())) ==
                  r.on_demand);
    }
}

}  // namespace

TEST_CASE("to the next member") {
    constexpr row later[] = {{",\"a\":1}", "1"},
                             {" , \"a\":1}", "3"},
                             {"}", "1-"},
                             {" \n}x", "3-"},
                             {",1}", "1: a member name", false},
                             {",", "1: a member name", false},
                             {"", "0: ',' or '}'", false},
                             {"\"a\":1}", "0: ',' or '}'", false}};
    hold(later, [](auto validated, char const* at, char const* end) {
        return to_member<validated>(at, end, false);
    });
    constexpr row first[] = {{"\"a\":1}", "0"},
                             {" \"a\":1}", "1"},
                             {"}", "1-"},
                             {",\"a\":1}", "0: a member name", false},
                             {" ", "1: ',' or '}'", false}};
    hold(first, [](auto validated, char const* at, char const* end) {
        return to_member<validated>(at, end, true);
    });
}

TEST_CASE("to the next element") {
    constexpr row later[] = {{",1]", "1"},
                             {", 1]", "2"},
                             {" ,\n1]", "3"},
                             {"]", "1-"},
                             {" ]", "2-"},
                             {"1]", "0: ',' or ']'", false},
                             {"", "0: ',' or ']'", false}};
    hold(later, [](auto validated, char const* at, char const* end) {
        return to_element<validated>(at, end, false);
    });
    constexpr row first[] = {
        {"1]", "0"}, {" 1]", "1"}, {"]", "1-"}, {" ]", "2-"}, {"", "0: ',' or ']'", false}};
    hold(first, [](auto validated, char const* at, char const* end) {
        return to_element<validated>(at, end, true);
    });
}

TEST_CASE("from a name to its value") {
    constexpr row rows[] = {{":1}", "1"},          {": 1}", "2"},
                            {" :\t1}", "3"},       {"1}", "0: ':'", false},
                            {"", "0: ':'", false}, {" ", "1: ':'", false}};
    hold(rows, [](auto validated, char const* at, char const* end) {
        return to_member_value<validated>(at, end);
    });
}

TEST_CASE("after a value of which nothing is wanted") {
    constexpr row rows[] = {{"1,", "1"},
                            {"-1.5e+3}", "7"},
                            {"12345678901234567890,", "20"},
                            {"true]", "4"},
                            {"null", "4"},
                            {R"("a,b",)", "5"},
                            {R"("a\"b\\",)", "8"},
                            {"[1,{\"a\":\"]\"}],", "13"},
                            {"{}", "2"},
                            {"\"abc", "4: a closing quote", false},
                            {"[1,[2]", "6: a closing bracket", false},
                            {"x", "0: a value", false},
                            {"", "0: a value", false}};
    with_every_instruction_set([&](trotline::instruction_set) {
        hold(rows, [](auto validated, char const* at, char const* end) {
            return after_value<validated>(at, at, end, nullptr);
        });
    });
}

TEST_CASE("numbers, literal names and strings that are wanted") {
    constexpr row numbers[] = {{"12", "2"},
                               {"1]", "1: a digit, ',' or a closing bracket", false},
                               {"01,", "1: ',' or a closing bracket", false},
                               {"-", "1: a digit", false}};
    guarded_memory memory(256);
    for (auto const& r : numbers) {
        // the second one is in an array that ends too early
        auto const text = memory.hold(r.text == "1]" ? "[1" : r.text);
        std::size_t const at = text.front() == '[' ? 1 : 0;
        CAPTURE(r.text);
        auto const to =
            after_number<false>(text.data(), text.data() + at, text.data() + text.size());
        CHECK(shown(text.substr(at), to) == r.on_demand);
    }
    constexpr row names[] = {{"true", "4"},
                             {"true,", "4"},
                             {"tru}", "3: true", false},
                             {"truex", "4: ',' or a closing bracket", false}};
    hold(names, [](auto validated, char const* at, char const* end) {
        return after_literal_name<validated>(at, end, "true");
    });
    constexpr row strings[] = {{"abc\"", "3"},
                               {"\xC3\xA4\"", "2"},
                               {R"(a\u00e4"x)", "7-"},
                               {"", "0: a closing quote", false},
                               {"abc", "3: a closing quote", false},
                               {"a\x01\"", "1: a character that is not a control character", false},
                               {"a\xC3\"", "2: UTF-8", false},
                               {R"(a\x")", R"(2: one of "\/bfnrtu)", false}};
    with_every_instruction_set([&](trotline::instruction_set) {
        hold(strings, [](auto validated, char const* at, char const* end) {
            return to_string_end<validated>(at, end);
        });
    });
}

TEST_CASE("from a member's name to the next one's") {
    constexpr row rows[] = {{":1,\"a\":2}", "3"},
                            {" : {\"b\":[]} , \"a\":2}", "14"},
                            {":\"}\"}", "5-"},
                            {":1}", "3-"},
                            {"1}", "0: ':'", false},
                            {":,", "1: a value", false},
                            {":1", "2: ',' or '}'", false},
                            {":1,}", "3: a member name", false}};
    with_every_instruction_set([&](trotline::instruction_set) {
        hold(rows, [](auto validated, char const* at, char const* end) {
            return to_next_member<validated>(at, at, end, nullptr);
        });
    });
}

}  // namespace json_steps_test
