// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/via.hpp>

#include <doctest/doctest.h>
#include <trotline/mapping/map.hpp>

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core_via_test {

namespace tl = trotline;

namespace {

long cents(double amount) { return static_cast<long>(amount * 100 + 0.5); }
tl::refusal hexadecimal(std::string_view text, unsigned& to) {
    to = 0;
    for (char const c : text) {
        int const digit = tl::detail::hexadecimal_value(c);
        if (digit < 0) return "hexadecimal digits";
        to = to * 16 + static_cast<unsigned>(digit);
    }
    return {};
}
std::string joined(std::vector<std::string> const& words) {
    std::string all;
    for (std::string const& word : words) all += word;
    return all;
}

struct sale {
    long price = 0;
    std::optional<long> discount, none;
    std::vector<unsigned> colours;
    std::string words;
    std::size_t length = 0;
};
BOOST_DESCRIBE_STRUCT(sale, (), (price, discount, none, colours, words, length))

using sale_rows = tl::mapping<
    sale, tl::row<"price", &sale::price, tl::via<cents>>,
    tl::row<"discount", &sale::discount, tl::via<cents>>,
    tl::row<"none", &sale::none, tl::via<cents>>,
    tl::row<"colours", &sale::colours, tl::via<hexadecimal>>,
    tl::row<"words", &sale::words, tl::via<joined>>,
    tl::row<"words[0]", &sale::length, tl::via<[](std::string_view word) { return word.size(); }>>>;

static_assert(tl::readable<long, tl::made_by<cents>> && !tl::readable<int, tl::made_by<cents>>);

}  // namespace

TEST_CASE("functions make values, also inside of optionals and containers") {
    auto const found = tl::map<sale_rows>(
        R"({"price": 12.5, "discount": 1, "none": null, "colours": ["ff", "1A"], "words": ["a", "b"]})");
    REQUIRE(found);
    CHECK(found->price == 1250);
    CHECK(found->discount == 100);
    CHECK_FALSE(found->none);
    CHECK(found->colours == std::vector<unsigned>{255, 26});
    CHECK(found->words == "ab");
    CHECK(found->length == 1);
}

TEST_CASE("a refusal becomes the row's error") {
    auto const failed =
        tl::map<sale_rows>(R"({"price": "12.5", "colours": ["ff", "xy"], "words": ["a", "b"]})");
    REQUIRE_FALSE(failed);
    std::string const text = to_string(failed.error());
    CHECK(text.find("price") != text.npos);
    CHECK(text.find("colours at [1] -> colours") != text.npos);
    CHECK(text.find("hexadecimal digits") != text.npos);
}

}  // namespace core_via_test
