// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/sixteen_bytes.hpp>

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace core_sixteen_bytes_test {

using trotline::detail::load_word;
using trotline::detail::sixteen_bytes;

namespace {

// Compares the positions with a byte-by-byte check.
template <class Is> bool say(sixteen_bytes::matches matches, std::string const& bytes, Is is) {
    auto const places = matches.places();
    std::size_t first = 16;
    for (std::size_t i = 16; i-- != 0;) {
        if (places.has(i) != is(bytes[i])) return false;
        if (is(bytes[i])) first = i;
    }
    if (places.any() != (first != 16)) return false;
    return first == 16 || places.first() == first;
}

}  // namespace

TEST_CASE("what is said of sixteen bytes is so") {
    std::mt19937 random(1);
    for (int round = 0; round != 20'000; ++round) {
        std::string bytes(16, ' ');
        for (char& c : bytes)
            c = round % 2 == 0 ? static_cast<char>(random() % 256)
                               : "\0\x01\x1F !\"<\x7F\x80\x81\xA0\xFF"[random() % 12];
        auto const loaded = sixteen_bytes::load(bytes.data());
        for (char const wanted : {'\0', ' ', '"', '<', '\x7F', '\x80', '\xFF', bytes[3]})
            REQUIRE(say(loaded.equal(wanted), bytes, [&](char c) { return c == wanted; }));
        for (char const most : {'\0', '\x1F', ' ', '<', '\x7F'})
            REQUIRE(say(loaded.at_most(most), bytes, [&](char c) {
                return static_cast<unsigned char>(c) <= static_cast<unsigned char>(most);
            }));
        REQUIRE(say(loaded.controls_or_not_ascii(), bytes, [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x80;
        }));
        REQUIRE(
            say(loaded.with(0x20).equal('{'), bytes, [](char c) { return c == '[' || c == '{'; }));
        REQUIRE(say(loaded.equal('<') | loaded.equal('"'), bytes,
                    [](char c) { return c == '<' || c == '"'; }));
        REQUIRE(
            say(loaded.equal('<') & loaded.at_most('<'), bytes, [](char c) { return c == '<'; }));
        REQUIRE(say(loaded.equal('"') & loaded.equal('<'), bytes, [](char) { return false; }));
    }
}

TEST_CASE("places can be cut at each of them") {
    std::string const bytes = "x.x..xx....x...x";
    auto const places = sixteen_bytes::load(bytes.data()).equal('x').places();
    for (std::size_t from = 0; from <= 16; ++from) {
        CAPTURE(from);
        std::size_t const next = bytes.find('x', from);
        auto const rest = places.from(from);
        CHECK(rest.any() == (next != bytes.npos));
        if (rest.any()) CHECK(from + rest.first() == next);
        if (from == 16) continue;
        std::size_t const after = bytes.find('x', from + 1);
        CHECK(places.after(from).any() == (after != bytes.npos));
        if (places.after(from).any()) CHECK(places.after(from).first() == after);
    }
    CHECK((places.after(3) | places.from(16)).first() == 5);
}

TEST_CASE("a word has its first byte lowest, on every machine") {
    CHECK(load_word("\x01\x02\x03\x04\x05\x06\x07\x80") == 0x8007060504030201);
}

}  // namespace core_sixteen_bytes_test
