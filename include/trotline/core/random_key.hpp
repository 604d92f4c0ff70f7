// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_RANDOM_KEY_HPP
#define TROTLINE_CORE_RANDOM_KEY_HPP
// Random keys that two machines do not make twice, such as idempotency keys and UUIDs.

#include <trotline/core/abi.hpp>

#include <string>

namespace trotline::inline TROTLINE_ABI::detail {

// 128 bits from std::random_device in hexadecimal. Can be called from any thread.
std::string random_key();

// A random UUID, RFC 9562 section 5.4 (version 4), in small letters. Can be called from any thread.
std::string random_uuid();

}  // namespace trotline::detail

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/core/random_key.ipp>
#endif
#endif
