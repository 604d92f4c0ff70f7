// SPDX-License-Identifier: BSL-1.0
#include <trotline/parameter_store/value_text.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "support/allocation_count.hpp"

namespace parameter_store_value_text_test {

namespace tl = trotline;

TEST_CASE("values as text") {
    struct {
        tl::value held;
        std::string_view text;
    } const table[] = {{{}, ""},
                       {true, "true"},
                       {false, "false"},
                       {0, "0"},
                       {std::numeric_limits<std::int64_t>::min(), "-9223372036854775808"},
                       {std::numeric_limits<std::uint64_t>::max(), "18446744073709551615"},
                       {0.1, "0.1"},
                       {1e300, "1e+300"},
                       {-std::numeric_limits<double>::max(), "-1.7976931348623157e+308"},
                       {"text", "text"},
                       {tl::secret{"text"}, "text"},
                       {tl::number{"12.50"}, "12.50"},
                       {tl::json_text{"[1]"}, "[1]"}};
    for (auto const& [held, text] : table) {
        CHECK(tl::value_text(held).view() == text);
        auto const& each = held;
        CHECK(trotline_tests::allocations([&] { tl::value_text const shown(each); }) == 0);
    }
}

}  // namespace parameter_store_value_text_test
