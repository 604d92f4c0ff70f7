// SPDX-License-Identifier: BSL-1.0
// Only on x86_64.
#include <trotline/xml/kernel/window.hpp>

#include <trotline/core/cpu.hpp>

#include "xml/window_holds.hpp"

#include <doctest/doctest.h>

namespace xml_kernel_window_test {

#if defined(__x86_64__)
TEST_CASE("all kernels fill a window with what its bytes are") {
    using namespace trotline::xml::detail;
    if (trotline::is_available(trotline::instruction_set::avx2))
        trotline_tests::check_windows(avx2_block::classify);
    if (trotline::is_available(trotline::instruction_set::avx512))
        trotline_tests::check_windows(avx512_block::classify);
}

}  // namespace xml_kernel_window_test

#endif
