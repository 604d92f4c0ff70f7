// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_XML_BLOCK_HOLDS_HPP
#define TROTLINE_TESTS_XML_BLOCK_HOLDS_HPP
// Compares the kernels' results for a block with a byte-by-byte check.

#include <trotline/xml/kernel/block.hpp>

#include "support/guard_page.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace trotline_tests {

// Blocks of all bytes in several orders, each at a guard page.
template <class ClassesAt, class MarksAt>
void check_blocks(ClassesAt classes_at, MarksAt marks_at) {
    using namespace trotline::xml::detail;
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
        char const* const at = block.view().data();
        block_classes const found = classes_at(at);
        CHECK(found.stops_text == expected.stops_text);
        CHECK(found.stops_value == expected.stops_value);
        CHECK(found.continues_name == expected.continues_name);
        CHECK(found.beyond_ascii == expected.beyond_ascii);
        CHECK(found.bracket == expected.bracket);
        block_marks const marked = marks_at(at);
        CHECK(marked.less == marks.less);
        CHECK(marked.greater == marks.greater);
        CHECK(marked.slash == marks.slash);
        CHECK(marked.declaration == marks.declaration);
        CHECK(marked.double_quote == marks.double_quote);
        CHECK(marked.single_quote == marks.single_quote);
    }
}

}  // namespace trotline_tests

#endif
