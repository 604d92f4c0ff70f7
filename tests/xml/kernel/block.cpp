// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/kernel/block.hpp>

#include <trotline/core/cpu.hpp>

#include "support/guard_page.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

using namespace trotline::xml::detail;
using trotline::instruction_set;
using trotline::is_available;
using trotline_tests::guarded_text;

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
    for (unsigned shift = 0; shift < 256; ++shift) {
        std::string bytes;
        for (unsigned i = 0; i < block_size; ++i)
            bytes += static_cast<char>(static_cast<unsigned char>(i * 37 + shift));
        guarded_text const block(bytes);
        block_classes expected;
        block_marks marks;
        for (unsigned i = 0; i < block_size; ++i) {
            bool const beyond_ascii = static_cast<unsigned char>(bytes[i]) >= 0x80;
            expected.stops_text |= std::uint64_t{!beyond_ascii && is(bytes[i], stops_text)} << i;
            expected.stops_value |= std::uint64_t{!beyond_ascii && is(bytes[i], stops_value)} << i;
            expected.beyond_ascii |= std::uint64_t{beyond_ascii} << i;
            expected.bracket |= std::uint64_t{bytes[i] == ']'} << i;
            expected.continues_name |= std::uint64_t{is(bytes[i], continues_name)} << i;
            marks.less |= std::uint64_t{bytes[i] == '<'} << i;
            marks.greater |= std::uint64_t{bytes[i] == '>'} << i;
            marks.slash |= std::uint64_t{bytes[i] == '/'} << i;
            marks.declaration |= std::uint64_t{bytes[i] == '!' || bytes[i] == '?'} << i;
            marks.double_quote |= std::uint64_t{bytes[i] == '"'} << i;
            marks.single_quote |= std::uint64_t{bytes[i] == '\''} << i;
        }
        auto const agrees = [&](block_classes const& found) {
            return found.stops_text == expected.stops_text &&
                   found.stops_value == expected.stops_value &&
                   found.continues_name == expected.continues_name &&
                   found.beyond_ascii == expected.beyond_ascii && found.bracket == expected.bracket;
        };
        auto const marked = [&](block_marks const& found) {
            return found.less == marks.less && found.greater == marks.greater &&
                   found.slash == marks.slash && found.declaration == marks.declaration &&
                   found.double_quote == marks.double_quote &&
                   found.single_quote == marks.single_quote;
        };
        char const* const at = block.view().data();
        if (is_available(instruction_set::avx2)) {
            CHECK(agrees(classes_with_avx2(at)));
            CHECK(marked(marks_with_avx2(at)));
        }
        if (is_available(instruction_set::avx512)) {
            CHECK(agrees(classes_with_avx512(at)));
            CHECK(marked(marks_with_avx512(at)));
        }
    }
}
#endif

TEST_CASE("what stands before a place is left out") {
    constexpr block_classes classes = block_classes{0xF0, 0x80, 0x30, 0xC0, 0x50}.behind(4);
    static_assert(classes.stops_text == 0xF && classes.stops_value == 8 &&
                  classes.continues_name == 3 && classes.beyond_ascii == 0xC &&
                  classes.bracket == 5);
    constexpr block_marks marks = block_marks{0xF0, 0x80, 0x30, 0x10, 0x20, 0x40}.behind(4);
    static_assert(marks.less == 0xF && marks.greater == 8 && marks.slash == 3 &&
                  marks.declaration == 1 && marks.double_quote == 2 && marks.single_quote == 4);
    CHECK(classes.stops_text == 0xF);
}
