// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_METHOD_HPP
#define TROTLINE_HTTP_METHOD_HPP

#include <trotline/core/abi.hpp>

#include <optional>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

// The methods that a webhook can use: RFC 9110 section 9, RFC 5789.
enum class method : unsigned char { get, post, put, delete_, patch };

constexpr std::string_view name(method m) {
    constexpr std::string_view names[] = {"GET", "POST", "PUT", "DELETE", "PATCH"};
    return names[static_cast<unsigned char>(m)];
}

// The method with that name. Names of methods are case-sensitive.
constexpr std::optional<method> method_called(std::string_view called) {
    for (method const m : {method::get, method::post, method::put, method::delete_, method::patch})
        if (name(m) == called) return m;
    return std::nullopt;
}

// RFC 9110 section 9.2.2: sending the request twice has the same effect as sending it once.
constexpr bool idempotent(method m) { return m != method::post && m != method::patch; }

}  // namespace trotline::http
#endif
