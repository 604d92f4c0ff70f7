// SPDX-License-Identifier: BSL-1.0
// Only on aarch64.
#include <trotline/xml/kernel/block_neon.hpp>

#include "xml/block_holds.hpp"
#include "xml/window_holds.hpp"

#include <doctest/doctest.h>

#if defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

namespace xml_kernel_block_neon_test {

using trotline::xml::detail::neon_block;

TEST_CASE("blocks with NEON") {
    trotline_tests::check_blocks(neon_block::classes_at, neon_block::marks_at);
}

TEST_CASE("windows with NEON") { trotline_tests::check_windows(neon_block::classify); }

}  // namespace xml_kernel_block_neon_test

#endif
