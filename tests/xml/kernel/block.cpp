// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/kernel/block.hpp>

#include <trotline/core/cpu.hpp>

#include "xml/block_holds.hpp"

#include <doctest/doctest.h>

namespace xml_kernel_block_test {

using namespace trotline::xml::detail;
using trotline::instruction_set;
using trotline::is_available;

#if defined(__x86_64__)
namespace {

[[gnu::target(
    "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt")]] block_classes
classes_with_avx512(char const* at) {
    return avx512_block::classes_at(at);
}
[[gnu::target("avx2,bmi,bmi2,popcnt")]] block_classes classes_with_avx2(char const* at) {
    return avx2_block::classes_at(at);
}
[[gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt")]] block_marks
marks_with_avx512(char const* at) {
    return avx512_block::marks_at(at);
}
[[gnu::target("avx2,bmi,bmi2,popcnt")]] block_marks marks_with_avx2(char const* at) {
    return avx2_block::marks_at(at);
}

}  // namespace

TEST_CASE("the classes of a block are those of its bytes") {
    if (is_available(instruction_set::avx2))
        trotline_tests::check_blocks(classes_with_avx2, marks_with_avx2);
    if (is_available(instruction_set::avx512))
        trotline_tests::check_blocks(classes_with_avx512, marks_with_avx512);
}
#endif

TEST_CASE("what stands before a place is left out") {
    constexpr block_classes classes = block_classes{0xF0, 0x80, 0x30, 0xC0, 0x50}.after(4);
    static_assert(classes.stops_text == 0xF && classes.stops_value == 8 &&
                  classes.continues_name == 3 && classes.beyond_ascii == 0xC &&
                  classes.bracket == 5);
    constexpr block_marks marks = block_marks{0xF0, 0x80, 0x30, 0x10, 0x20, 0x40}.after(4);
    static_assert(marks.less == 0xF && marks.greater == 8 && marks.slash == 3 &&
                  marks.declaration == 1 && marks.double_quote == 2 && marks.single_quote == 4);
    CHECK(classes.stops_text == 0xF);
}

}  // namespace xml_kernel_block_test
