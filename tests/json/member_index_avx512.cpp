// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/member_index_avx512.hpp>

#include <doctest/doctest.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <trotline/core/cpu.hpp>

#include <algorithm>
#include <random>
#include <string>

#include "guarded.hpp"

using trotline::json::member_index;
namespace detail = trotline::json::detail;

TEST_CASE("the windows' index is the plain one, whatever the text is") {
    if (trotline::best_instruction_set < trotline::instruction_set::avx512) return;
    guarded_memory memory(4096);
    std::mt19937 random(5);
    std::size_t escaped = 0;
    for (int round = 0; round != 20'000; ++round) {
        // few kinds of bytes at a time, so that all sorts of runs are long enough for an edge
        constexpr std::string_view kinds = "\"\"::{}[]\\, a\xC3";
        std::size_t const first = random() % kinds.size(), count = 1 + random() % kinds.size();
        std::string made(random() % 1300, ' ');
        for (char& c : made) c = kinds[(first + random() % count) % kinds.size()];
        auto const text = memory.hold(made);
        member_index plain, windows;
        detail::index_members(plain, text.data(), text.data() + text.size());
        detail::window::index_members(windows, text.data(), text.data() + text.size());
        CAPTURE(made);
        REQUIRE(windows.begin == plain.begin);
        REQUIRE(windows.end == plain.end);
        REQUIRE(windows.escaped_names == plain.escaped_names);
        REQUIRE(std::equal(windows.from(windows.begin), windows.last, plain.from(plain.begin), plain.last));
        escaped += plain.escaped_names ? 1 : 0;
    }
    CHECK(escaped > 100);
}

#endif
