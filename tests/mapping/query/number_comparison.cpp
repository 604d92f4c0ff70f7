// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/number_comparison.hpp>

#include <doctest/doctest.h>

#include <compare>
#include <string_view>

namespace mapping_query_number_comparison_test {

namespace tl = trotline;

TEST_CASE("short numbers have the same value as all others") {
    for (std::string_view const text :
         {"0", "-0", "7", "-12", "0.1", "-0.25", "12.50", "9007199254740992", "0.0000000000001"}) {
        CAPTURE(text);
        double quick = 1, value = 2;
        bool const taken = tl::detail::near_double(text, quick);
        CHECK(taken == (tl::detail::rounds_once || text.find('.') == text.npos));
        CHECK(tl::json::to_floating(text, value) == tl::json::number_status::exact);
        if (taken) CHECK(quick == value);
    }
    for (std::string_view const text :
         {"", "-", "--1", "+1", "01", "-00", ".5", "-.5", "1.", "1.2.3", "1e2", "x", "1 ",
          "9007199254740993", "1234567890123456789"}) {
        CAPTURE(text);
        double unused = 0;
        CHECK_FALSE(tl::detail::near_double(text, unused));
    }
}

TEST_CASE("counts, and the forms of XML Schema") {
    using number = tl::detail::compared_number;
    auto const compare = [](number const& a, number const& b) {
        return tl::detail::compare_numbers(a, b);
    };
    constexpr auto equal = std::partial_ordering::equivalent, less = std::partial_ordering::less,
                   unordered = std::partial_ordering::unordered;
    number const three{{}, false, 3};
    CHECK(compare(three, {"3.0"}) == equal);
    CHECK(compare(three, {"3e0"}) == equal);
    CHECK(compare(three, {"30000000000000000000"}) == less);
    CHECK(compare({"-1"}, three) == less);
    CHECK(compare(three, {{}, false, 4}) == less);
    CHECK(compare(three, {"1e400"}) == unordered);
    CHECK(compare(three, {"+03", true}) == equal);
    CHECK(compare(three, {"+03"}) == unordered);
    CHECK(compare({".5", true}, {"0.5"}) == equal);
    CHECK(compare({"", true}, {"0"}) == unordered);
}

}  // namespace mapping_query_number_comparison_test
