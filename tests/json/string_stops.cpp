// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/string_stops.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include <trotline/json/kernel/dispatch.hpp>

#include "json/guarded.hpp"

namespace json_string_stops_test {

using namespace trotline::json::detail;

namespace {

bool is_stop(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x80 || c == '"' || c == '\\';
}

// Every byte at every position, alone in a text that ends at a guard page.
template <class Stops> char const* wrong_set() {
    constexpr auto size = static_cast<std::size_t>(Stops::size);
    guarded_memory memory(size);
    for (std::size_t place = 0; place != size; ++place)
        for (int byte = 0; byte != 256; ++byte) {
            std::string text(size, 'x');
            text[place] = static_cast<char>(byte);
            auto const set = Stops::read(memory.hold(text).data());
            if constexpr (size == 64) {
                if (set != std::uint64_t{is_stop(text[place])} << place) return "read";
            } else {
                if ((set != 0) != is_stop(text[place])) return "read";
                auto const quotes = Stops::read_quotes(memory.hold(text).data());
                if ((quotes != 0) != (byte == '"' || byte == '\\')) return "read_quotes";
                if (quotes != 0 && Stops::first(quotes) != static_cast<std::ptrdiff_t>(place))
                    return "first quote";
                if (set == 0) continue;
                if (Stops::first(set) != static_cast<std::ptrdiff_t>(place)) return "first";
                for (std::size_t n = 0; n <= place; ++n)
                    if (Stops::first(Stops::after(set, static_cast<std::ptrdiff_t>(n))) !=
                        static_cast<std::ptrdiff_t>(place - n))
                        return "behind";
            }
        }
    return "";
}

// The stops of random texts of any length, found one after the other: after each stop the search
// continues one byte later, or some bytes, or more than a window.
template <class Stops> char const* wrong_finder() {
    constexpr std::size_t most = 300;
    guarded_memory memory(most);
    std::mt19937 random(1);
    for (int round = 0; round != 10'000; ++round) {
        auto const size = 1 + random() % most;
        unsigned const rare = round % 2 != 0 ? 9 : 90;
        std::string made(size, 'x');
        for (char& c : made)
            if (random() % rare == 0) c = "\"\\\x01\xC3"[random() % 4];
        auto const text = memory.hold(made);
        char const *const begin = text.data(), *const end = begin + text.size();
        stop_finder<Stops> finder(begin, end);
        for (char const* at = begin; at < end;) {
            char const* expected = at;
            while (expected != end && !is_stop(*expected)) ++expected;
            while (finder.is_empty() && !finder.is_last()) finder.read(at);
            if ((expected == end) != finder.is_empty()) return "end";
            if (expected == end) break;
            if (finder.first() != expected) return "stop";
            at = expected + 1;
            if (random() % 2 == 0) {
                finder.pass();
            } else {
                auto const rest = static_cast<std::size_t>(end - at);
                at += random() % 4 == 0 ? (std::min)(rest, random() % std::size_t{150}) : 0;
                finder.skip_to(at);
            }
            if (random() % 4 == 0 && finder.is_empty() && at < end) finder.read(at);
        }
    }
    return "";
}

#if defined(__x86_64__)
[[gnu::target("avx2,bmi,bmi2"), gnu::noinline]] char const* wrong_avx2_set() {
    return wrong_set<avx2_stops>();
}
[[gnu::target("avx2,bmi,bmi2"), gnu::noinline]] char const* wrong_avx2_finder() {
    return wrong_finder<avx2_stops>();
}
#endif

}  // namespace

TEST_CASE("bytes come first one lowest") {
    CHECK(eight_bytes("\x01\x02\x03\x04\x05\x06\x07\x08") == 0x0807060504030201);
    CHECK(four_bytes("\x01\x02\x03\x04") == 0x04030201);
    CHECK(two_bytes("\x01\x02") == 0x0201);
    static_assert(eight_times(0x7F) == 0x7F7F7F7F7F7F7F7F);
}

TEST_CASE("every byte is a stop or none, and stands where it is") {
    CHECK(std::string_view(wrong_set<word_stops>()) == "");
    CHECK(std::string_view(wrong_set<window_stops>()) == "");
#if defined(__x86_64__)
    CHECK(std::string_view(wrong_set<sse2_stops>()) == "");
    if (kernels_for(trotline::instruction_set::avx2) != nullptr)
        CHECK(std::string_view(wrong_avx2_set()) == "");
#elif defined(__aarch64__)
    CHECK(std::string_view(wrong_set<neon_stops>()) == "");
#endif
}

TEST_CASE("stops are found one after the other, and nothing outside of the text is read") {
    CHECK(std::string_view(wrong_finder<window_stops>()) == "");
#if defined(__x86_64__)
    if (kernels_for(trotline::instruction_set::avx2) != nullptr)
        CHECK(std::string_view(wrong_avx2_finder()) == "");
#endif
}

}  // namespace json_string_stops_test
