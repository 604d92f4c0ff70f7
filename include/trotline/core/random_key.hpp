// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_RANDOM_KEY_HPP
#define TROTLINE_CORE_RANDOM_KEY_HPP
// Random keys that two machines do not make twice, such as idempotency keys.

#include <trotline/core/abi.hpp>

#include <cstdint>
#include <random>
#include <string>

namespace trotline::inline TROTLINE_ABI::detail {

// 128 bits from std::random_device in hexadecimal. Can be called from any thread.
inline std::string random_key() {
    thread_local std::random_device source;
    std::string key;
    for (int word = 0; word < 4; ++word) {
        std::uint32_t bits = source();
        for (int digit = 0; digit < 8; ++digit, bits >>= 4) key += "0123456789abcdef"[bits & 15];
    }
    return key;
}

}  // namespace trotline::detail
#endif
