// SPDX-License-Identifier: BSL-1.0
// Only on x86_64.
#include <trotline/json/kernel/index_in_windows.hpp>

#include <doctest/doctest.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <trotline/core/cpu.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "json/guarded.hpp"

namespace json_kernel_index_in_windows_test {

using namespace trotline::json::detail;
using trotline::json::member_index;

namespace {

constexpr std::string_view names[] = {"a", "bc", "abc", "cabc", "ca"};

bool is_there() { return trotline::is_available(trotline::instruction_set::avx512); }

[[gnu::target(
    "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,"
    "popcnt")]] std::uint16_t*
write(std::uint16_t* place, mask const* marks, std::size_t offset, std::size_t length) {
    return window::write_places(place, _mm512_loadu_si512(marks), offset, length);
}

}  // namespace

TEST_CASE("the places of windows, one after the other, however many a block has") {
    if (!is_there()) return;
    std::mt19937_64 random(5);
    for (int round = 0; round != 2'000; ++round) {
        std::vector<std::uint16_t> expected, places(1024 + 64);
        std::uint16_t* place = places.data();
        for (std::size_t const offset : {0u, 512u}) {
            mask marks[8];
            std::size_t const length = offset == 0 ? 512 : 1 + random() % 512;
            for (auto& block : marks) {
                block = random();
                for (auto thinner = random() % 6; thinner != 0; --thinner) block &= random();
                if (random() % 8 == 0) block = ~mask{0};
            }
            for (std::size_t i = 0; i != 512; ++i) {
                auto& block = marks[i / 64];
                if (i >= length) block &= ~(mask{1} << i % 64);
                if ((block >> i % 64 & 1) != 0)
                    expected.push_back(static_cast<std::uint16_t>(offset + i));
            }
            place = write(place, marks, offset, length);
        }
        REQUIRE(std::equal(places.data(), place, expected.begin(), expected.end()));
    }
}

TEST_CASE("the first mark that may end a name, by three bytes of it, at the end of memory") {
    if (!is_there()) return;
    guarded_memory memory(1024);
    std::mt19937 random(7);
    trotline::name_tails tails;
    for (std::size_t i = 0; i != std::size(names); ++i) tails.add(i, names[i]);
    std::size_t found = 0, passed = 0;
    for (int round = 0; round != 20'000; ++round) {
        std::string made;
        for (auto size = 5 + random() % (round % 4 == 0 ? 1020 : 130); size != 0; --size)
            made += "abc|,"[random() % 5];
        // (a bar for the quote: whose lower bits are those of b)
        for (char& c : made)
            if (c == '|' && random() % 2 != 0) c = '"';
        auto const text = memory.hold(made);
        member_index index;
        auto& marks = index.marks;
        marks.begin = text.data();
        marks.length = text.size();
        for (mask& block : marks.blocks) block = 0;
        for (std::size_t i = 4; i < text.size(); ++i)
            if (random() % 16 == 0) marks.blocks[i / 64] |= mask{1} << i % 64;
        std::size_t const from = 4 + random() % (text.size() - 4);
        std::size_t expected = from;
        auto const may_end = [&](std::size_t mark) {
            return std::any_of(std::begin(names), std::end(names), [&](std::string_view name) {
                std::string const quoted = '"' + std::string(name);
                for (std::size_t n = 0; n != 3 && n != quoted.size(); ++n)
                    if ((quoted[quoted.size() - 1 - n] & 63) != (text[mark - 2 - n] & 63))
                        return false;
                return true;
            });
        };
        while (expected != text.size() &&
               ((marks.blocks[expected / 64] >> expected % 64 & 1) == 0 || !may_end(expected)))
            ++expected;
        if (expected == text.size()) expected = trotline::npos;
        ++(expected == trotline::npos ? passed : found);
        REQUIRE(window::after_tail(index, from, tails) == expected);
    }
    CHECK(found > 1000);
    CHECK(passed > 1000);
}

}  // namespace json_kernel_index_in_windows_test

#endif
