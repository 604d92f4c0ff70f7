// SPDX-License-Identifier: BSL-1.0
// Only on aarch64.
#include <trotline/json/kernel/block_neon.hpp>

#include <doctest/doctest.h>

#include "json/block_holds.hpp"

#if defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

namespace json_kernel_block_neon_test {

TEST_CASE("blocks with NEON") {
    CHECK(std::string_view(block_tests::wrong_operation<trotline::json::detail::neon_block>()) ==
          "");
}

}  // namespace json_kernel_block_neon_test

#endif
