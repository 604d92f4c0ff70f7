// SPDX-License-Identifier: BSL-1.0
// Only on x86_64.
#include <trotline/json/kernel/block_avx2.hpp>

#include <trotline/json/kernel/dispatch.hpp>

#include <doctest/doctest.h>

#include "json/block_holds.hpp"

namespace json_kernel_block_avx2_test {

#if defined(__x86_64__)
namespace {
[[gnu::target("avx2,pclmul,bmi,bmi2,popcnt"), gnu::noinline]] char const* wrong() {
    return block_tests::wrong_operation<trotline::json::detail::avx2_block>();
}
}  // namespace

TEST_CASE("blocks with AVX2") {
    if (trotline::json::detail::kernels_for(trotline::instruction_set::avx2) == nullptr) return;
    CHECK(std::string_view(wrong()) == "");
}

}  // namespace json_kernel_block_avx2_test

#endif
