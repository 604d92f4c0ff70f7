// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_RESPONSE_HPP
#define TROTLINE_HTTP_RESPONSE_HPP

#include <trotline/core/failure.hpp>
#include <trotline/http/field.hpp>

#include <string>
#include <vector>

namespace trotline::inline TROTLINE_ABI::http {

// A complete response that a transport received, with its content codings undone.
struct response {
    int status = 0;               // RFC 9110 section 15
    std::vector<field> fields{};  // as received, in order
    std::string content{};
    phase_times elapsed{};
};

}  // namespace trotline::http
#endif
