// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_RANDOM_HPP
#define TROTLINE_CORE_RANDOM_HPP
// Random bits from the operating system, and what is made of them: keys that two machines do not
// make twice, such as idempotency keys and UUIDs, and waiting times.

#include <trotline/core/abi.hpp>

#include <cstdint>
#include <string>

// All functions can be called from any thread, and also after fork(). A system that gives no random
// bits is an exception (std::system_error, std::runtime_error): a key that is not random would be
// worse.
namespace trotline::inline TROTLINE_ABI::detail {

std::uint64_t random_bits();

// A number from `least` to `most`, evenly distributed; `least` if that is not less.
std::int64_t random_between(std::int64_t least, std::int64_t most);

// 128 bits in hexadecimal.
std::string random_key();

// A random UUID, RFC 9562 section 5.4 (version 4), in small letters.
std::string random_uuid();

}  // namespace trotline::detail

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/core/random.ipp>
#endif
#endif
