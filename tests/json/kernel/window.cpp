// SPDX-License-Identifier: BSL-1.0
// Only on x86_64.
#include <trotline/json/kernel/window.hpp>

#include <doctest/doctest.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <trotline/core/cpu.hpp>

#include <bitset>
#include <cstdint>
#include <random>
#include <sstream>

namespace json_kernel_window_test {

namespace window = trotline::json::detail::window;

namespace {

constexpr std::size_t size = window::size;
using places = std::bitset<size>;

// Sets are passed through memory, so that functions outside of the kernel never have one in a
// register.
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

#define TARGET                                                                                   \
    [[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi," \
                  "bmi2,popcnt"),                                                                \
      gnu::noinline]]

TARGET void later(words& s, words const& before, int count) {
    auto const a = _mm512_load_si512(s.of), b = _mm512_load_si512(before.of);
    _mm512_store_si512(s.of, count == 1 ? window::later<1>(a, b) : window::later<5>(a, b));
}
TARGET unsigned add(words& s, words const& t, unsigned carry) {
    _mm512_store_si512(s.of, window::add(_mm512_load_si512(s.of), _mm512_load_si512(t.of), carry));
    return carry;
}
TARGET void add_short(words& s, words const& t, words& before) {
    auto b = _mm512_load_si512(before.of);
    _mm512_store_si512(s.of,
                       window::add_short(_mm512_load_si512(s.of), _mm512_load_si512(t.of), b));
    _mm512_store_si512(before.of, b);
}
TARGET void between_pairs(words& s, words& inside) {
    auto const pairs = window::between_pairs(_mm512_load_si512(s.of), _mm512_load_si512(inside.of));
    _mm512_store_si512(s.of, pairs);
    _mm512_store_si512(inside.of, window::all_like_last(pairs));
}
TARGET void after(words& s, words const& blanks, words& before) {
    auto b = _mm512_load_si512(before.of);
    _mm512_store_si512(s.of,
                       window::after(_mm512_load_si512(s.of), _mm512_load_si512(blanks.of), b));
    _mm512_store_si512(before.of, b);
}
TARGET void escaped_places(words& s, words& before) {
    auto b = _mm512_load_si512(before.of);
    _mm512_store_si512(s.of, window::escaped_places(_mm512_load_si512(s.of), b));
    _mm512_store_si512(before.of, b);
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
            p[i] = kind == 3   ? run
                   : kind == 0 ? random_() % 50 == 0
                   : kind == 1 ? random_() % 50 != 0
                               : random_() % 2 == 0;
        }
        return p;
    }

  private:
    std::mt19937 random_{5};
};

}  // namespace

TEST_CASE("sets of places move, add up and pair as sets of bits do, from one window to the next") {
    if (!trotline::is_available(trotline::instruction_set::avx512)) return;
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
            // only the last position of the window before counts
            for (bool const stray : {false, true}) {
                places carry_in;
                if (stray) carry_in.set();
                carry_in[size - 1] = carry != 0;
                words quick(a), state(carry_in);
                add_short(quick, words(b), state);
                REQUIRE(quick.get() == expected);
                REQUIRE(state.get()[size - 1] == (out != 0));
            }
        }
        {
            words w(a);
            places const inside_before = carry != 0 ? ~places() : places();
            words state(inside_before);
            between_pairs(w, state);
            places expected;
            bool inside = carry != 0;
            for (std::size_t i = 0; i != size; ++i) expected[i] = inside = inside != a[i];
            REQUIRE(w.get() == expected);
            REQUIRE(state.get() == (inside ? ~places() : places()));
        }
        {
            places const blanks = b & ~a;
            words w(a), state(before);
            after(w, words(blanks), state);
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
            REQUIRE((w.get() & ~a) == (expected & ~a));  // for backslashes the result is undefined
            REQUIRE(state.get()[size - 1] == escapes);
        }
    }
}

}  // namespace json_kernel_window_test

#endif
