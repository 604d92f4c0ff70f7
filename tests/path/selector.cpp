// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/selector.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace path_selector_test {

namespace {

using trotline::path::slice;

// The examples of RFC 9535 section 2.3.4.3; their array has seven elements.
constexpr slice one_to_three{1, 3, 1, true, true};
static_assert(one_to_three.of(7) == slice::range{1, 3, 1});
static_assert(slice{5, 0, 1, true, false}.of(7) == slice::range{5, 7, 1});
static_assert(slice{1, 5, 2, true, true}.of(7) == slice::range{1, 5, 2});
static_assert(slice{5, 1, -2, true, true}.of(7) == slice::range{5, 1, -2});
static_assert(slice{0, 0, -1}.of(7) == slice::range{6, -1, -1});
static_assert(slice{0, 0, 0}.of(7).first == slice{0, 0, 0}.of(7).last);

static_assert(one_to_three.streams());
static_assert(slice{}.streams());
static_assert(!slice{-1, 0, 1, true, false}.streams());
static_assert(!slice{0, -1, 1, false, true}.streams());
static_assert(!slice{0, 0, -1}.streams());

// The results of Python's slices, on which those of RFC 9535 are modelled, element by element.
std::vector<std::int64_t> plainly(slice const& s, std::int64_t size) {
    std::vector<std::int64_t> all;
    if (s.step == 0) return all;
    auto const place = [&](std::int64_t n) { return n < 0 ? n + size : n; };
    auto const after_start = [&](std::int64_t i) {
        return !s.has_start || (s.step > 0 ? i >= place(s.start) : i <= place(s.start));
    };
    auto const before_end = [&](std::int64_t i) {
        return !s.has_end || (s.step > 0 ? i < place(s.end) : i > place(s.end));
    };
    for (std::int64_t k = 0; k < size; ++k) {
        auto const i = s.step > 0 ? k : size - 1 - k;
        if (after_start(i) && before_end(i)) all.push_back(i);
    }
    std::vector<std::int64_t> some;
    auto const step = s.step > 0 ? s.step : -s.step;
    for (std::size_t i = 0; i < all.size(); i += static_cast<std::size_t>(step))
        some.push_back(all[i]);
    return some;
}

}  // namespace

TEST_CASE("path: a slice selects what it should of every small array") {
    std::size_t tested = 0;
    for (std::int64_t size = 0; size < 5; ++size)
        for (std::int64_t start = -7; start < 7; ++start)
            for (std::int64_t end = -7; end < 7; ++end)
                for (std::int64_t step = -3; step < 4; ++step)
                    for (int given = 0; given < 4; ++given) {
                        slice const s{start, end, step, (given & 1) != 0, (given & 2) != 0};
                        auto const range = s.of(size);
                        std::vector<std::int64_t> selected;
                        for (auto i = range.first; step > 0 ? i < range.last : i > range.last;
                             i += step)
                            selected.push_back(i);
                        if (selected != plainly(s, size))
                            FAIL_CHECK(start, ":", end, ":", step, " of ", size);
                        ++tested;
                    }
    CHECK(tested == 5 * 14 * 14 * 7 * 4);
}

TEST_CASE("path: a slice of extreme numbers does not overflow") {
    constexpr std::int64_t largest = (std::int64_t{1} << 53) - 1;
    CHECK(slice{-largest, largest, largest, true, true}.of(3) == slice::range{0, 3, largest});
    CHECK(slice{largest, -largest, -largest, true, true}.of(3) == slice::range{2, -1, -largest});
}

}  // namespace path_selector_test
