// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_REDACT_HPP
#define TROTLINE_HTTP_REDACT_HPP

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

// The text that replaces a secret.
inline constexpr std::string_view redacted = "[secret]";

// The text with every occurrence of a secret replaced; if several secrets begin at one position,
// the longest one. Secrets are found by exact match; empty ones are ignored. `secrets` is any range
// of texts, like request::secrets.
template <class Texts> std::string redact(std::string_view text, Texts const& secrets) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t longest = 0;
        for (std::string_view const secret : secrets)
            if (secret.size() > longest && text.substr(at).starts_with(secret))
                longest = secret.size();
        if (longest == 0) {
            out += text[at++];
        } else {
            out += redacted;
            at += longest;
        }
    }
    return out;
}

}  // namespace trotline::http
#endif
