// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_KEY_HPP
#define TROTLINE_OUTBOX_KEY_HPP

#include <trotline/core/random.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// The parameter that contains the delivery's idempotency key, for the webhook's templates.
inline constexpr std::string_view idempotency_key_parameter = "IDEMPOTENCY_KEY";

// A random idempotency key: 128 random bits in hexadecimal.
inline std::string random_idempotency_key() { return detail::random_key(); }

// True if the text can be an idempotency key: 1 to 200 visible ASCII characters, which header
// fields and queues carry unchanged.
constexpr bool is_idempotency_key(std::string_view text) {
    constexpr std::size_t longest = 200;
    if (text.empty() || text.size() > longest) return false;
    for (char const c : text)
        if (c <= ' ' || c > '~') return false;
    return true;
}

}  // namespace trotline
#endif
