// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/inline_list.hpp>

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace rendering_template_inline_list_test {

namespace {

struct number {
    constexpr number() = default;
    constexpr explicit number(int from) : n(from) {}
    int n = 0;
};
using list = trotline::inline_list<number, int, 4>;

constexpr list three{{1, 2, 3}};
static_assert(three.size() == 3 && three[2].n == 3 && list().empty());
static_assert(list{{1, 2, 3, 4, 5, 6}}[5].n == 6,
              "more than in place, for as long as the constant is made");

int sum(list const& from) {
    int total = 0;
    for (number const& each : from) total += each.n;
    return total;
}

}  // namespace

TEST_CASE("elements stay when the list grows, is copied and moved") {
    list grown;
    int total = 0;
    for (int i = 1; i <= 40; ++i) {
        grown.push_back(number(i));
        total += i;
        CHECK(sum(grown) == total);
        list copy = grown;
        CHECK(sum(copy) == total);
        list moved = static_cast<list&&>(copy);
        CHECK(sum(moved) == total);
        CHECK(copy.empty());
        copy = moved;
        copy = std::move(moved);
        CHECK(sum(copy) == total);
        copy = three;
        CHECK(sum(copy) == 6);
        copy.push_back(number(4));
        CHECK(sum(copy) == 10);
    }
    CHECK(grown.size() == 40);
}

}  // namespace rendering_template_inline_list_test
