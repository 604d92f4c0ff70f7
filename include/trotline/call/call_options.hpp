// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_CALL_OPTIONS_HPP
#define TROTLINE_CALL_CALL_OPTIONS_HPP

#include <trotline/parameter_store/value.hpp>

#include <chrono>
#include <optional>
#include <stop_token>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// What differs from call to call.
struct call_options {
    // Asked before the parameter store; they also fill query parameters that the webhook leaves
    // empty. Names must outlive the call.
    std::vector<assignment> parameters{};
    // Instead of the webhook's own.
    std::optional<std::chrono::milliseconds> deadline{};
    std::stop_token stop{};
};

}  // namespace trotline
#endif
