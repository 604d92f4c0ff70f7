// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/window_avx512.hpp>

#include <doctest/doctest.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <trotline/core/cpu.hpp>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <random>
#include <sstream>
#include <string>

#include "guarded.hpp"

namespace window = trotline::json::detail::window;

namespace {

constexpr std::size_t size = window::size;
using places = std::bitset<size>;

// Sets go in and out through memory, so that a function that is none of the kernel's never holds one.
struct words {
    alignas(64) std::uint64_t of[8] = {};

    words() = default;
    explicit words(places const& p) {
        for (std::size_t i = 0; i != size; ++i) of[i / 64] |= std::uint64_t{p[i]} << i % 64;
    }
    places get() const {
        places p;
        for (std::size_t i = 0; i != size; ++i) p[i] = (of[i / 64] >> i % 64 & 1) != 0;
        return p;
    }
};

#define TARGET \
    [[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"), gnu::noinline]]

TARGET void later(words& s, words const& before, int count) {
    auto const a = _mm512_load_si512(s.of), b = _mm512_load_si512(before.of);
    _mm512_store_si512(s.of, count == 1 ? window::later<1>(a, b) : window::later<5>(a, b));
}
TARGET unsigned add(words& s, words const& t, unsigned carry) {
    _mm512_store_si512(s.of, window::add(_mm512_load_si512(s.of), _mm512_load_si512(t.of), carry));
    return carry;
}
TARGET unsigned between_pairs(words& s, unsigned inside) {
    _mm512_store_si512(s.of, window::between_pairs(_mm512_load_si512(s.of), inside));
    return inside;
}
TARGET void behind(words& s, words const& blanks, words& before) {
    auto b = _mm512_load_si512(before.of);
    _mm512_store_si512(s.of, window::behind(_mm512_load_si512(s.of), _mm512_load_si512(blanks.of), b));
    _mm512_store_si512(before.of, b);
}
TARGET void escaped_places(words& s, words& before) {
    auto b = _mm512_load_si512(before.of);
    _mm512_store_si512(s.of, window::escaped_places(_mm512_load_si512(s.of), b));
    _mm512_store_si512(before.of, b);
}
TARGET bool read(std::string_view text, words (&bits)[8]) {
    window::set sets[8];
    bool const ascii = window::read(text.data(), text.size(), sets);
    for (int i = 0; i != 8; ++i) _mm512_store_si512(bits[i].of, sets[i]);
    return ascii;
}

// Some sets have few places, some nearly all, and some long runs.
class random_sets {
  public:
    places next() {
        places p;
        std::size_t const kind = random_() % 4;
        bool run = false;
        for (std::size_t i = 0; i != size; ++i) {
            if (kind == 3 && random_() % 100 == 0) run = !run;
            p[i] = kind == 3 ? run : kind == 0 ? random_() % 50 == 0 : kind == 1 ? random_() % 50 != 0 : random_() % 2 == 0;
        }
        return p;
    }

  private:
    std::mt19937 random_{5};
};

}  // namespace

TEST_CASE("sets of places move, add up and pair as sets of bits do, from one window to the next") {
    if (trotline::best_instruction_set < trotline::instruction_set::avx512) return;
    random_sets random;
    for (int round = 0; round != 2000; ++round) {
        places const a = random.next(), b = random.next(), before = random.next();
        unsigned const carry = round & 1;
        for (int const count : {1, 5}) {
            words w(a);
            later(w, words(before), count);
            places expected = a << static_cast<std::size_t>(count);
            for (std::size_t i = 0; i != static_cast<std::size_t>(count); ++i)
                expected[i] = before[size - static_cast<std::size_t>(count) + i];
            REQUIRE(w.get() == expected);
        }
        {
            words w(a);
            unsigned const out = add(w, words(b), carry);
            places expected;
            unsigned carried = carry;
            for (std::size_t i = 0; i != size; ++i) {
                carried += unsigned{a[i]} + unsigned{b[i]};
                expected[i] = (carried & 1) != 0;
                carried >>= 1;
            }
            REQUIRE(w.get() == expected);
            REQUIRE(out == carried);
        }
        {
            words w(a);
            unsigned const out = between_pairs(w, carry);
            places expected;
            bool inside = carry != 0;
            for (std::size_t i = 0; i != size; ++i) expected[i] = inside = inside != a[i];
            REQUIRE(w.get() == expected);
            REQUIRE(out == unsigned{inside});
        }
        {
            places const blanks = b & ~a;
            words w(a), state(before);
            behind(w, words(blanks), state);
            places expected;
            bool due = before[size - 1];
            for (std::size_t i = 0; i != size; ++i) {
                expected[i] = due && !blanks[i];
                due = a[i] || (due && blanks[i]);
            }
            REQUIRE(w.get() == expected);
            REQUIRE(state.get()[size - 1] == due);
        }
        {
            words w(a), state(before);
            escaped_places(w, state);
            places expected;
            bool escapes = before[size - 1];
            for (std::size_t i = 0; i != size; ++i) {
                expected[i] = escapes;
                escapes = a[i] && !escapes;
            }
            REQUIRE((w.get() & ~a) == (expected & ~a));  // of backslashes it need not be said
            REQUIRE(state.get()[size - 1] == escapes);
        }
    }
}

TEST_CASE("a window knows the class of every byte, and reads none behind the text") {
    if (trotline::best_instruction_set < trotline::instruction_set::avx512) return;
    std::mt19937 random(6);
    guarded_memory memory(size);
    for (std::size_t length = 1; length <= size; ++length) {
        std::string text(length, '\0');
        bool const ascii = length % 2 == 0;
        for (char& c : text) c = static_cast<char>(random() % (ascii ? 128 : 256));
        words bits[8];
        bool const found = read(memory.hold(text), bits);
        REQUIRE(found == std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
        for (std::size_t i = 0; i != size; ++i) {
            int of = 0;
            for (int k = 0; k != 8; ++k) of |= static_cast<int>(bits[k].of[i / 64] >> i % 64 & 1) << k;
            REQUIRE(of == (i >= length ? 0 : window::classes.of[std::min<unsigned>(static_cast<unsigned char>(text[i]), 0x7F)]));
        }
    }
}

#endif
