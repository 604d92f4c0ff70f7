// SPDX-License-Identifier: BSL-1.0
// Only on x86_64.
#include <trotline/json/kernel/skip_in_blocks.hpp>

#include <trotline/json/kernel/block_baseline.hpp>

#include <doctest/doctest.h>

#include <string>

#include "json/guarded.hpp"

namespace json_kernel_skip_in_blocks_test {

using namespace trotline::json::detail;

// dispatch.cpp compares all instruction sets on many texts. These are single results, with the
// blocks that every machine has.
#if defined(__x86_64__)

namespace {

std::string_view rest_of(std::string_view text, char const* at) {
    return at == nullptr ? "(cut)" : text.substr(static_cast<std::size_t>(at - text.data()));
}

}  // namespace

TEST_CASE("what is found across the edges of blocks") {
    guarded_memory memory(1024);
    for (std::size_t shift = 0; shift != 140; ++shift) {
        std::string const front = "\"x\":\"" + std::string(shift, 'y') + "\",";
        CAPTURE(shift);
        SUBCASE("a name among members") {
            auto const text = memory.hold(
                front + R"("title ":0,"\"id":1,"t":{"title":2},"title":3,"z":[]} rest)");
            char const* const begin = text.data();
            char const* const end = begin + text.size();
            auto const title = after_name_in_blocks<baseline_block>(begin, end, "title");
            CHECK(rest_of(text, title.at) == R"(:3,"z":[]} rest)");
            CHECK(title.place == 0);
            auto const none = after_name_in_blocks<baseline_block>(begin, end, "id");
            CHECK(rest_of(text, none.at) == " rest");
            CHECK(none.place == trotline::npos);
        }
        SUBCASE("a name with escapes") {
            auto const text = memory.hold(front + R"("\u0069d":1})");
            auto const found =
                after_name_in_blocks<baseline_block>(text.data(), text.data() + text.size(), "id");
            CHECK(rest_of(text, found.at) == ":1}");
        }
        SUBCASE("the end of containers, of an array's elements, of a string") {
            auto const text = memory.hold(front + R"("a":[{"b":"]}"},2]]} rest)");
            char const* const begin = text.data();
            char const* const end = begin + text.size();
            CHECK(rest_of(text, after_containers_in_blocks<baseline_block>(begin, end, 1)) ==
                  "} rest");
            CHECK(rest_of(text, after_containers_in_blocks<baseline_block>(begin, end, 2)) ==
                  " rest");
            CHECK(rest_of(text, after_containers_in_blocks<baseline_block>(begin, end, 3)) ==
                  "(cut)");
            auto const second = after_commas_in_blocks<baseline_block>(begin, end, 1);
            CHECK(rest_of(text, second.at) == R"("a":[{"b":"]}"},2]]} rest)");
            auto const string = find_string_end_in_blocks<baseline_block>(begin + 5, end);
            CHECK(rest_of(text, string.at).substr(0, 6) == R"(","a":)");
            CHECK_FALSE(string.escaped());
            CHECK_FALSE(string.suspect());
        }
    }
}

}  // namespace json_kernel_skip_in_blocks_test

#endif
