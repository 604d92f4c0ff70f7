// SPDX-License-Identifier: BSL-1.0
// Only on x86_64.
#include <trotline/json/kernel/block_baseline.hpp>

#include <doctest/doctest.h>

#include "json/block_holds.hpp"

namespace json_kernel_block_baseline_test {

#if defined(__x86_64__)
TEST_CASE("blocks with SSE2") {
    CHECK(std::string_view(
              block_tests::wrong_operation<trotline::json::detail::baseline_block>()) == "");
}

}  // namespace json_kernel_block_baseline_test

#endif
