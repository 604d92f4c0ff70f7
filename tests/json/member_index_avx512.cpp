// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/member_index_avx512.hpp>

#include <doctest/doctest.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <trotline/core/cpu.hpp>

#include <algorithm>
#include <random>
#include <vector>

namespace detail = trotline::json::detail;

[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt")]] static void write(
    detail::window::index_writer& to, detail::mask const* marks, std::size_t offset, std::size_t length) {
    detail::window::write_marks(to, _mm512_loadu_si512(marks), offset, length);
}

TEST_CASE("the places of windows, one behind the other, however many a block has") {
    if (trotline::best_instruction_set < trotline::instruction_set::avx512) return;
    std::mt19937_64 random(5);
    for (int round = 0; round != 2'000; ++round) {
        std::vector<std::uint16_t> expected, places(1024 + 64);
        detail::window::index_writer writer{places.data()};
        for (std::size_t const offset : {0u, 512u}) {
            detail::mask marks[8];
            std::size_t const length = offset == 0 ? 512 : 1 + random() % 512;
            for (auto& block : marks) {
                block = random();
                for (auto thinner = random() % 6; thinner != 0; --thinner) block &= random();
                if (random() % 8 == 0) block = ~detail::mask{0};
            }
            for (std::size_t i = 0; i != 512; ++i) {
                auto& block = marks[i / 64];
                if (i >= length) block &= ~(detail::mask{1} << i % 64);
                if ((block >> i % 64 & 1) != 0) expected.push_back(static_cast<std::uint16_t>(offset + i));
            }
            write(writer, marks, offset, length);
        }
        REQUIRE(std::equal(places.data(), writer.place, expected.begin(), expected.end()));
    }
}

#endif
