// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_RANDOM_IPP
#define TROTLINE_CORE_RANDOM_IPP

#include <trotline/core/random.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

// glibc gives by itself what std::random_device would ask for: including <random> takes a third of
// a second in every unit.
#if defined(__GLIBC__) && __has_include(<sys/random.h>)
#include <sys/random.h>
#include <trotline/core/exception.hpp>

#include <cerrno>
#include <system_error>
#else
#include <random>
#endif

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE std::uint64_t random_bits() {
#if defined(__GLIBC__) && __has_include(<sys/random.h>)
    std::uint64_t bits = 0;
    if (::getentropy(&bits, sizeof bits) != 0)
        throw_exception(std::system_error(errno, std::generic_category(), "getentropy"));
    return bits;
#else
    thread_local std::random_device source;
    std::uint64_t const high = source();
    return high << 32 | source();
#endif
}

TROTLINE_INLINE std::int64_t random_between(std::int64_t least, std::int64_t most) {
    if (least >= most) return least;
    auto const low = static_cast<std::uint64_t>(least);
    std::uint64_t const last = static_cast<std::uint64_t>(most) - low;
    std::uint64_t bits = random_bits();
    if (last + 1 != 0) {
        // What is left over at the end of the range would make small numbers more frequent.
        std::uint64_t const uneven = (0 - (last + 1)) % (last + 1);
        while (bits < uneven) bits = random_bits();
        bits %= last + 1;
    }
    return static_cast<std::int64_t>(low + bits);
}

TROTLINE_INLINE std::string random_key() {
    std::string key;
    for (int word = 0; word < 2; ++word) {
        std::uint64_t bits = random_bits();
        for (int digit = 0; digit < 16; ++digit, bits >>= 4) key += "0123456789abcdef"[bits & 15];
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
