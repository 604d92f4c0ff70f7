// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_SAME_BYTES_HPP
#define TROTLINE_CORE_SAME_BYTES_HPP
// Compares short names without a call.

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::detail {

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
// g++ may know the name but not how many bytes are compared, and then warns of a branch that is
// not taken.
#pragma GCC diagnostic ignored "-Warray-bounds"
#endif
// True if `size` bytes are equal at `a` and `b`. Compares words that overlap; no other byte is
// read.
[[gnu::always_inline]] constexpr bool same_bytes(char const* a, char const* b, std::size_t size) {
    if (std::is_constant_evaluated()) return std::string_view(a, size) == std::string_view(b, size);
    auto const same = [&]<class Word>(Word, std::size_t at) {
        Word first, second;
        std::memcpy(&first, a + at, sizeof first);
        std::memcpy(&second, b + at, sizeof second);
        return first == second;
    };
    if (size >= 8) {
        for (std::size_t i = 0; i + 8 < size; i += 8)
            if (!same(std::uint64_t{}, i)) return false;
        return same(std::uint64_t{}, size - 8);
    }
    if (size >= 4) return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - 4);
    if (size >= 2) return same(std::uint16_t{}, 0) && same(std::uint16_t{}, size - 2);
    return size == 0 || *a == *b;
}
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

}  // namespace trotline::detail
#endif
