// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_JSON_BLOCK_HOLDS_HPP
#define TROTLINE_TESTS_JSON_BLOCK_HOLDS_HPP
// Compares the operations on blocks with a byte-by-byte check. It is inlined into a function with
// the block's target attribute.

#include <trotline/json/kernel/block.hpp>

#include <random>
#include <string>

#include "json/guarded.hpp"

namespace block_tests {

using trotline::json::detail::block_size;
using trotline::json::detail::mask;

template <class F> mask places(std::string_view text, F is) {
    mask m = 0;
    for (std::size_t i = 0; i != block_size; ++i)
        if (is(i < text.size() ? text[i] : ' ')) m |= mask{1} << i;
    return m;
}

// Texts of all sizes up to a block and beyond, at a guard page. Returns an empty text, or what is
// wrong.
template <class Block> [[gnu::always_inline]] inline char const* wrong_operation() {
    std::mt19937 random(3);
    guarded_memory memory(256);
    constexpr std::string_view usual = "\"\\{}[]:, \t\n\r0189-eEtrue\x1F\x7F\x80\xC3\xA4\xFF";
    for (int round = 0; round != 400; ++round) {
        for (std::size_t size = 0; size <= block_size + 1;
             size += 1 + static_cast<std::size_t>(random() % 3)) {
            std::string bytes(size, ' ');
            for (char& c : bytes)
                c = round % 2 == 0 ? usual[random() % usual.size()]
                                   : static_cast<char>(random() % 256);
            auto const text = memory.hold(bytes);
            auto const block = Block::load(text.data(), text.size());
            for (char const wanted : {'"', 'a', ',', '\0'})
                if (Block::equal(block, wanted) !=
                    places(text.substr(0, block_size), [&](char c) { return c == wanted; }))
                    return "equal";
            auto const s = Block::structure(block);
            auto const is = [&](std::string_view set) {
                return places(text.substr(0, block_size),
                              [&](char c) { return set.find(c) != set.npos; });
            };
            if (s.quotes != is("\"") || s.backslashes != is("\\") || s.opens != is("{[") ||
                s.closes != is("}]"))
                return "structure";
            if (Block::suspects(block) != places(text.substr(0, block_size), [](char c) {
                    return static_cast<unsigned char>(c) < 0x20 || (c & 0x80) != 0;
                }))
                return "suspects";
        }
        mask const set = (mask{random()} << 32 | random()) & (mask{random()} << 32 | random());
        mask between = 0, inside = 0;
        for (std::size_t i = 0; i != block_size; ++i) {
            inside ^= set >> i & 1;
            between |= inside << i;
        }
        if (Block::between_pairs(set) != between) return "between_pairs";
        std::size_t n = 0;
        for (std::size_t i = 0; i != block_size; ++i)
            if ((set >> i & 1) != 0 && Block::nth_of(set, n++) != i) return "nth_of";
    }
    return "";
}

}  // namespace block_tests

#endif
