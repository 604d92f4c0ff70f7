// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/kernel/dispatch.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "json/guarded.hpp"
#include "json/instruction_sets.hpp"

namespace json_kernel_dispatch_test {

namespace tl = trotline;
namespace json = trotline::json;
namespace detail = trotline::json::detail;

namespace {

std::string offset_of(char const* at, std::string_view text) {
    return at == nullptr ? "-" : std::to_string(at - text.data());
}
std::string shown(detail::sibling s, std::string_view text) {
    return offset_of(s.at, text) + (s.place == tl::npos ? "" : "/" + std::to_string(s.place));
}

constexpr std::string_view wanted[] = {"a",
                                       "id",
                                       "title",
                                       "ab",
                                       "\"a",
                                       "text",
                                       "\\",
                                       "a\"b",
                                       "b",
                                       "x",
                                       "0123456789012345678901234567890123456789012345678901"};

// The results of every function for a text that is the inside of a container.
std::string said(detail::kernels const& s, std::string_view text) {
    char const* const at = text.data();
    char const* const end = at + text.size();
    std::string out;
    for (std::size_t const n : {1u, 2u, 3u, 7u, 40u})
        out += offset_of(s.after_containers(at, end, n), text) + ' ' +
               shown(s.after_commas(at, end, n), text) + ' ';
    for (auto const name : wanted) out += shown(s.after_name(at, end, name), text) + ' ';
    detail::string_end const string = s.find_string_end(at, end);
    out += offset_of(string.at, text) + (string.escaped() ? "\\" : "") +
           (string.suspect() ? "? " : " ");
    json::member_index index;
    s.index_members(index, at, end);
    for (auto const* place = index.places; place != index.last; ++place)
        out += std::to_string(*place) + ' ';
    out += index.escaped_names ? "escaped" : "";
    return out;
}

void compare(std::string_view text) {
    std::string const expected = said(detail::portable_kernels, text);
    for (auto const set : tl::all_instruction_sets) {
        auto const* const s = detail::kernels_for(set);
        if (s == nullptr) continue;
        if (said(*s, text) != expected) {
            CAPTURE(text);
            CAPTURE(int(set));
            REQUIRE(said(*s, text) == expected);
        }
    }
}

}  // namespace

TEST_CASE("every instruction set that is available has kernels, which run once it is chosen") {
    auto const before = tl::chosen_instruction_set();
    for (auto const set : tl::all_instruction_sets)
        CHECK((detail::kernels_for(set) != nullptr) == tl::is_available(set));
    with_every_instruction_set([&](tl::instruction_set set) {
        CHECK(tl::chosen_instruction_set() == set);
        CHECK(detail::best_kernels().set == set);
    });
    CHECK(tl::chosen_instruction_set() == before);
}

TEST_CASE("all instruction sets say the same about texts of all sorts, at a guard page") {
    std::mt19937 random(7);
    auto const below = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    constexpr std::string_view tokens[] = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\":",
        "\"id\" :",
        "\"title\":",
        "\"b\"",
        "\"a\\\"b\":",
        "\"\\\"a\":",
        "\"\\u0061\":",
        "12",
        " ",
        "        ",
        "\n",
        "{\"a\":1},",
        "[1,2],",
        "\\\\",
        "\"\\\\\"",
        "\\n",
        "\x01",
        "\xC3\xA4",
        "text",
        "\"0123456789012345678901234567890123456789012345678901\":"};
    guarded_memory memory(4096);
    std::string text;
    for (int round = 0; round < 60'000; ++round) {
        text.clear();
        // some texts have everything, some only a few kinds of tokens
        std::size_t const kinds = 2 + below(std::size(tokens) - 1),
                          shift = below(std::size(tokens));
        for (std::size_t n = below(60); n != 0; --n)
            text += tokens[(below(kinds) + shift) % std::size(tokens)];
        compare(memory.hold(text));
    }
}

TEST_CASE("the index of members is the plain one, whatever bytes the text has") {
    guarded_memory memory(4096);
    std::mt19937 random(5);
    std::size_t escaped = 0;
    for (int round = 0; round != 20'000; ++round) {
        // only a few kinds of bytes at a time, so that their runs are long enough to cross an edge
        constexpr std::string_view kinds = "\"\"::{}[]\\, a\xC3";
        std::size_t const first = random() % kinds.size(), count = 1 + random() % kinds.size();
        std::string made(random() % 1300, ' ');
        for (char& c : made) c = kinds[(first + random() % count) % kinds.size()];
        auto const text = memory.hold(made);
        json::member_index plain;
        detail::index_members(plain, text.data(), text.data() + text.size());
        CAPTURE(made);
        for (auto const set : tl::all_instruction_sets) {
            auto const* const s = detail::kernels_for(set);
            if (s == nullptr) continue;
            CAPTURE(int(set));
            json::member_index index;
            s->index_members(index, text.data(), text.data() + text.size());
            REQUIRE(index.begin == plain.begin);
            REQUIRE(index.end == plain.end);
            REQUIRE(index.escaped_names == plain.escaped_names);
            REQUIRE(std::equal(index.from(index.begin), index.last, plain.from(plain.begin),
                               plain.last));
        }
        escaped += plain.escaped_names ? 1 : 0;
    }
    CHECK(escaped > 100);
}

TEST_CASE("runs of backslashes of every length, at every place") {
    guarded_memory memory(512);
    for (std::size_t pad = 0; pad != 70; ++pad)
        for (std::size_t run = 0; run != 70; ++run)
            compare(memory.hold("\"x" + std::string(pad, '-') + std::string(run, '\\') +
                                "\":{\"a\":[1,2]},\"a\":3,\"b\":[],\"\\\\\":2}]"));
}

}  // namespace json_kernel_dispatch_test
