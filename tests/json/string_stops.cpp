// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/string_stops.hpp>

#include <doctest/doctest.h>

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
template <class Stops, bool HasQuotes = true> char const* wrong_set() {
    constexpr auto size = static_cast<std::size_t>(Stops::size);
    guarded_memory memory(size);
    for (std::size_t place = 0; place != size; ++place)
        for (int byte = 0; byte != 256; ++byte) {
            std::string text(size, 'x');
            text[place] = static_cast<char>(byte);
            auto const set = Stops::read(memory.hold(text).data());
            if ((set != 0) != is_stop(text[place])) return "read";
            if constexpr (HasQuotes) {
                auto const quotes = Stops::read_quotes(memory.hold(text).data());
                if ((quotes != 0) != (byte == '"' || byte == '\\')) return "read_quotes";
                if (quotes != 0 && Stops::first(quotes) != static_cast<std::ptrdiff_t>(place))
                    return "first quote";
            }
            if (set == 0) continue;
            if (Stops::first(set) != static_cast<std::ptrdiff_t>(place)) return "first";
            for (std::size_t n = 0; n <= place; ++n)
                if (Stops::first(Stops::after(set, static_cast<std::ptrdiff_t>(n))) !=
                    static_cast<std::ptrdiff_t>(place - n))
                    return "behind";
        }
    return "";
}

// The stops of random texts, found one after the other as in a string: after each stop the search
// continues two bytes later, as after an escape.
template <class Stops> char const* wrong_finder() {
    constexpr std::size_t most = 200;
    guarded_memory memory(most);
    std::mt19937 random(1);
    for (int round = 0; round != 3000; ++round) {
        auto const size = static_cast<std::size_t>(Stops::size) + random() % most;
        if (size > most) continue;
        std::string made(size, 'x');
        for (char& c : made)
            if (random() % 9 == 0) c = "\"\\\x01\xC3"[random() % 4];
        auto const text = memory.hold(made);
        char const *const begin = text.data(), *const end = begin + text.size();
        stop_finder<Stops> finder(begin, end);
        for (char const* at = begin; at < end;) {
            char const* expected = at;
            while (expected != end && !is_stop(*expected)) ++expected;
            char const* found = at;
            auto set = finder.of_string(at);
            for (;;) {
                if (set != 0) {
                    found += Stops::first(set);
                    if (is_stop(*found)) break;
                    ++found;  // bits above the first stop of a word can be wrong
                } else {
                    if (finder.window_end() <= found || finder.window_end() > end) return "window";
                    found = finder.window_end();
                }
                if (found >= end) break;
                set = finder.from(found);
            }
            if (found != expected) return "stop";
            at = found + 2;
        }
    }
    return "";
}

#if defined(__x86_64__)
[[gnu::target("avx2,bmi,bmi2"), gnu::noinline]] char const* wrong_avx2_set() {
    return wrong_set<avx2_stops, false>();
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
#if defined(__x86_64__)
    CHECK(std::string_view(wrong_set<sse2_stops>()) == "");
    if (kernels_for(trotline::instruction_set::avx2) != nullptr)
        CHECK(std::string_view(wrong_avx2_set()) == "");
#elif defined(__aarch64__)
    CHECK(std::string_view(wrong_set<neon_stops>()) == "");
    CHECK(std::string_view(wrong_set<neon_kept_stops, false>()) == "");
#endif
}

TEST_CASE("stops are found one after the other, and nothing outside of the text is read") {
    CHECK(std::string_view(wrong_finder<word_stops>()) == "");
#if defined(__x86_64__)
    CHECK(std::string_view(wrong_finder<sse2_stops>()) == "");
    if (kernels_for(trotline::instruction_set::avx2) != nullptr)
        CHECK(std::string_view(wrong_avx2_finder()) == "");
#elif defined(__aarch64__)
    CHECK(std::string_view(wrong_finder<neon_stops>()) == "");
    CHECK(std::string_view(wrong_finder<neon_kept_stops>()) == "");
#endif
}

}  // namespace json_string_stops_test
