// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CALL_CALL_OPTIONS_HPP
#define TROTLINE_CALL_CALL_OPTIONS_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/http/content_source.hpp>
#include <trotline/http/file_download.hpp>
#include <trotline/parameter_store/value.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// What a single call can change.
struct call_options {
    // Used before those of the parameter store, and for query parameters that the webhook leaves
    // empty. The names must outlive the call.
    std::vector<assignment> parameters{};
    // Replaces the webhook's deadline.
    std::optional<std::chrono::milliseconds> deadline{};
    stop_token stop{};
    // Sent instead of a body of the webhook's, which must not have one.
    std::optional<http::content_source> content{};
    // Takes the content of a good answer, of which rows can then read only the status and fields.
    // Committed if the call is mapped.
    std::optional<http::file_download> download{};
};

}  // namespace trotline
#endif
