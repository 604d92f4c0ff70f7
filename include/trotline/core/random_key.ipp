// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_RANDOM_KEY_IPP
#define TROTLINE_CORE_RANDOM_KEY_IPP

#include <trotline/core/random_key.hpp>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE std::string random_key() {
    thread_local std::random_device source;
    std::string key;
    for (int word = 0; word < 4; ++word) {
        std::uint32_t bits = source();
        for (int digit = 0; digit < 8; ++digit, bits >>= 4) key += "0123456789abcdef"[bits & 15];
    }
    return key;
}

TROTLINE_INLINE std::string random_uuid() {
    std::string text = random_key();
    text[12] = '4';
    text[16] = "89ab"[text[16] & 3];
    for (std::size_t const hyphen : {8u, 13u, 18u, 23u}) text.insert(hyphen, 1, '-');
    return text;
}

}  // namespace trotline::detail
#endif
