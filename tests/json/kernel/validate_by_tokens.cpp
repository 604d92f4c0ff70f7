// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/kernel/validate_by_tokens.hpp>

#include <trotline/json/kernel/dispatch.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "json/guarded.hpp"
#include "json/reference.hpp"

namespace json_kernel_validate_by_tokens_test {

namespace json = trotline::json;
using namespace trotline::json::detail;
using namespace std::string_view_literals;

namespace {

struct kernel {
    std::string_view name;
    decltype(kernels::is_valid) is_valid;
    bool takes_containers;
};
// All ways of finding stops, for texts of any length.
kernel const all_kernels[] = {
    {"portable", portable_is_valid_short, false},
    {"portable, long", portable_is_valid_long, true},
#if defined(__x86_64__)
    {"AVX2",
     kernels_for(trotline::instruction_set::avx2) != nullptr ? avx2_is_valid_short
                                                             : portable_is_valid_short,
     false},
    {"AVX2, long",
     kernels_for(trotline::instruction_set::avx2) != nullptr ? avx2_is_valid_long
                                                             : portable_is_valid_long,
     true},
#endif
};

// The first kernel whose result differs from the reference's for an array or object of at least 64
// bytes.
std::string_view wrong_kernel(std::string_view text) {
    bool const valid = reference::judge(text).valid;
    for (auto const& k : all_kernels)
        if (k.is_valid(text.data(), text.data() + text.size(), 1024, nullptr) != valid)
            return k.name;
    return "";
}

constexpr std::string_view values[] = {"0",
                                       "-0.5e+3",
                                       "-",
                                       "-x",
                                       "01",
                                       "-01",
                                       "1.",
                                       "1.e1",
                                       "1e",
                                       "1e+",
                                       "1E-0",
                                       "+1",
                                       ".5",
                                       "1234567",
                                       "12345678",
                                       "12345678.5",
                                       "123456789e5",
                                       "12345678901234567890",
                                       "0.12345678901",
                                       "0.1234567x",
                                       "1x",
                                       "true",
                                       "false",
                                       "null",
                                       "tru",
                                       "trux",
                                       "falsy",
                                       "fals",
                                       "truee",
                                       "nul",
                                       "nulll",
                                       "\"\"",
                                       "\"\\u00e4\"",
                                       "\"\\uD83D\\uDE00\"",
                                       "\"\\uD83D\"",
                                       "\"\\x\"",
                                       "\"\\",
                                       "\"\\\"",
                                       "\"\\\\\"",
                                       "\"a\\/b\\/c\\n\"",
                                       "\"\xC3\xA4\"",
                                       "\"\xC3\"",
                                       "\"\xE2\x82\xAC\"",
                                       "\"\xE0\x80\x80\"",
                                       "\"\xED\xA0\x80\"",
                                       "\"\xF0\x9F\x98\x80\"",
                                       "\"\xF4\x90\x80\x80\"",
                                       "\"\xC1\x81\"",
                                       "\"\x80\"",
                                       "\"\t\"",
                                       "\"\x7F\"",
                                       "\"\0\""sv,
                                       "\"a",
                                       "[]",
                                       "[ ]",
                                       "[1,]",
                                       "[,1]",
                                       "[1 2]",
                                       "[1;2]",
                                       "[[1],{}]",
                                       "[}",
                                       "]",
                                       "",
                                       "{}",
                                       "{ }",
                                       "{]",
                                       "{,}",
                                       "{1:2}",
                                       "{\"a\":1}",
                                       "{\"a\" : 1 , \"b\" : 2 }",
                                       "{\"a\":\r\n\t1,\n        \"b\":2\n}",
                                       "{\"a\"\x0C:1}",
                                       "{\"a\":1,}",
                                       "{\"a\"}",
                                       "{\"a\":}",
                                       "{\"a\",1}",
                                       "{\"a\":1 \"b\":2}",
                                       "{\"a\":1]",
                                       "{\"\\u0061 long name, longer than any register\":1}",
                                       "{\"\\q\":1}",
                                       "{\"name\xFF\":1}",
                                       "1,2",
                                       "1]",
                                       "1]]"};

}  // namespace

TEST_CASE("tokens at every distance from the begin and the end of a text") {
    guarded_memory memory(512);
    for (std::size_t before = 0; before != 80; ++before)
        for (std::size_t const after : {0u, 1u, 2u, 3u, 5u, 8u, 15u, 16u, 31u, 62u, 64u})
            for (std::string_view const value : values) {
                std::string const rest = after == 0 ? "" : ",\"" + std::string(after, 'y') + '"';
                auto const text =
                    memory.hold(std::string(64, ' ') + "[\"" + std::string(before, 'x') + "\"," +
                                std::string(value) + rest + "]");
                if (auto const name = wrong_kernel(text); !name.empty())
                    FAIL_CHECK(name << ": " << text);
            }
}

TEST_CASE("short texts that are an array or an object: what a kernel takes is valid") {
    guarded_memory memory(64);
    for (std::string_view const value : values)
        for (std::string const& made : {std::string(value), "[" + std::string(value) + "]",
                                        "{\"a\":" + std::string(value) + "}"}) {
            auto const text = memory.hold(made);
            for (auto const& k : all_kernels)
                if (k.is_valid(text.data(), text.data() + text.size(), 1024, nullptr))
                    CHECK(reference::judge(text).valid);
        }
}

TEST_CASE("depth is limited") {
    for (std::size_t const depth : {1u, 2u, 5u, 61u, 62u}) {
        for (std::string_view const open : {"[", "{\"name\":"}) {
            std::string text(64, ' ');
            for (std::size_t i = 0; i != depth; ++i) text += open;
            text += "\"\"";
            for (std::size_t i = 0; i != depth; ++i) text += open == "[" ? ']' : '}';
            for (auto const& k : all_kernels) {
                CAPTURE(k.name);
                char const *const begin = text.data(), *const end = begin + text.size();
                CHECK(k.is_valid(begin, end, depth, nullptr));
                CHECK(k.is_valid(begin, end, 1024, nullptr));
                CHECK_FALSE(k.is_valid(begin, end, depth - 1, nullptr));
            }
        }
    }
}

TEST_CASE("lines and their indentation") {
    for (std::size_t indent = 0; indent != 40; ++indent)
        for (std::string_view const line : {"\n", "\r\n", "\n\n", "\t", " \n"}) {
            std::string const blanks = std::string(line) + std::string(indent, ' ');
            std::string text = "{" + blanks + "\"first\": [" + blanks + "1," + blanks + "{" +
                               blanks + "}" + blanks + "]" + blanks + "," + blanks + "\"second\"" +
                               blanks + ":" + blanks + "[" + blanks + "]" + blanks + "}" + blanks;
            text.insert(0, 64, ' ');
            CAPTURE(text);
            CHECK(wrong_kernel(text) == "");
            REQUIRE(reference::judge(text).valid);
            text[text.find(line, 64)] = '\x0B';
            CHECK(wrong_kernel(text) == "");
        }
}

namespace {

// The depths and the marks, each with the one of the names that has its print.
std::string shown(json::member_index const& index) {
    std::string all;
    for (auto i = index.places; i != index.last; ++i) {
        auto const n = static_cast<std::size_t>(i - index.places);
        char const mark = index.begin[*i];
        all += std::string(n == 0 ? "" : " ") + std::to_string(index.depths[n]) + mark;
        if (mark == '}' || mark == ']')
            CHECK(index.prints[n] == json::member_index::print_of_close);
        if (mark == '{' || mark == '[') CHECK(index.prints[n] == json::member_index::print_of_open);
        if (mark != ':') continue;
        for (std::string_view const name : {"a", "b", "c", "long name, longer than any register"})
            if (trotline::wanted_name(name).print == index.prints[n]) all += name;
    }
    return all;
}

}  // namespace

TEST_CASE("the marks of an index are the colons and brackets outside of strings") {
    std::string const text =
        R"({"a":{"b" :[1,"x:[]{}\"",{}]},"long name, longer than any register":null,)"
        R"("c":"0123456789012345678901234567890123456789"})";
    std::string const escaped =
        R"({"first":"\u0061", "n\u0061me":1, "third":[1,2,3,4,5,6,7,8,9,10]})";
    std::string const longer = "[\"" + std::string(json::member_index::stretch, 'x') + "\"]";
    auto const judge = [](std::string_view valid, auto is_valid, json::member_index& index) {
        index.clear();
        return is_valid(valid.data(), valid.data() + valid.size(), 1024, &index);
    };
    json::member_index expected;
    index_members(expected, text.data(), text.data() + text.size());
    for (auto const& k : all_kernels) {
        if (k.takes_containers) continue;
        CAPTURE(k.name);
        auto const is_valid = k.is_valid;
        json::member_index found;
        REQUIRE(judge(text, is_valid, found));
        CHECK(found.begin == text.data());
        CHECK(found.end == text.data() + text.size());
        CHECK_FALSE(found.escaped_names);
        CHECK(found.has_prints);
        CHECK(shown(found) ==
              "0{ 1:a 1{ 2:b 2[ 3{ 4} 3] 2} 1:long name, longer than any register 1:c 1}");
        CHECK(std::ranges::equal(std::span<std::uint16_t const>(found.places, found.last),
                                 std::span<std::uint16_t const>(expected.places, expected.last)));
        REQUIRE(judge(escaped, is_valid, found));
        CHECK(found.escaped_names);
        CHECK_FALSE(found.has_prints);
        // no room for a longer text
        REQUIRE(judge(longer, is_valid, found));
        CHECK(found.begin == nullptr);
    }
}

TEST_CASE("long containers are noted, and forgotten where the text is not valid") {
    std::string const inner = "[" + std::string(2000, ' ') + "]";
    std::string text = "{\"a\":[],\"b\":" + inner + "}";
    for (auto const& k : all_kernels) {
        if (!k.takes_containers) continue;
        CAPTURE(k.name);
        json::member_index index;
        index.clear();
        char const *const begin = text.data(), *const end = begin + text.size();
        REQUIRE(k.is_valid(begin, end, 1024, &index));
        CHECK(index.containers.after(begin) == end);
        CHECK(index.containers.after(begin + text.find('[')) == nullptr);
        CHECK(index.containers.after(begin + text.rfind('[')) == end - 1);
        text.back() = ']';
        REQUIRE_FALSE(k.is_valid(begin, end, 1024, &index));
        CHECK(index.containers.empty());
        text.back() = '}';
    }
    CHECK(is_long(text.data(), text.data() + text.size()));
    CHECK_FALSE(is_long(text.data(), text.data() + json::member_index::stretch));
}

}  // namespace json_kernel_validate_by_tokens_test
