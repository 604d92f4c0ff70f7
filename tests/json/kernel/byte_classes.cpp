// SPDX-License-Identifier: BSL-1.0
// Only on x86_64.
#include <trotline/json/kernel/byte_classes.hpp>

#include <doctest/doctest.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <trotline/core/cpu.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "json/guarded.hpp"

namespace json_kernel_byte_classes_test {

namespace window = trotline::json::detail::window;

namespace {

[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] bool
read(std::string_view text, std::uint64_t (&bits)[8][8]) {
    window::set sets[8];
    bool const ascii = window::read(text.data(), text.size(), sets);
    for (int i = 0; i != 8; ++i) _mm512_storeu_si512(bits[i], sets[i]);
    return ascii;
}

}  // namespace

TEST_CASE("a window knows the class of every byte, and reads none after the text") {
    if (!trotline::is_available(trotline::instruction_set::avx512)) return;
    std::mt19937 random(6);
    guarded_memory memory(window::size);
    for (std::size_t length = 1; length <= window::size; ++length) {
        std::string text(length, '\0');
        bool const ascii = length % 2 == 0;
        for (char& c : text) c = static_cast<char>(random() % (ascii ? 128 : 256));
        std::uint64_t bits[8][8];
        bool const found = read(memory.hold(text), bits);
        REQUIRE(found == std::none_of(text.begin(), text.end(), [](char c) {
                    return static_cast<unsigned char>(c) >= 0x80;
                }));
        for (std::size_t i = 0; i != window::size; ++i) {
            int of = 0;
            for (int k = 0; k != 8; ++k) of |= static_cast<int>(bits[k][i / 64] >> i % 64 & 1) << k;
            REQUIRE(of == (i >= length ? 0
                                       : window::classes.of[std::min<unsigned>(
                                             static_cast<unsigned char>(text[i]), 0x7F)]));
        }
    }
}

}  // namespace json_kernel_byte_classes_test

#endif
