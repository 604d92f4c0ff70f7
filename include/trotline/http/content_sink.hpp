// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_CONTENT_SINK_HPP
#define TROTLINE_HTTP_CONTENT_SINK_HPP
// Where the content of an answer goes, piece by piece, instead of into the response.

#include <trotline/core/abi.hpp>
#include <trotline/http/response.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

// Takes the content of a good answer (2xx); the content of every other answer is in the response.
// The functions are called in a thread of the transport's, where they should not wait for long, and
// are not called at the same time. What one throws fails the call (internal). No content coding is
// asked for.
struct content_sink {
    std::uint64_t limit = std::uint64_t{1} << 30;  // bytes; more are a failure (too_large)
    // An answer begins: what came before it, in an earlier attempt, is void. False: refuse it.
    std::function<bool(response const& head)> begin{};
    std::function<bool(std::string_view)> write{};  // false: it cannot be written
    // After each piece: how many bytes there are, and how many there will be, if that is known.
    std::function<void(std::uint64_t received, std::optional<std::uint64_t> whole)> progress{};
};

// Hands over a content that is in memory. False: the sink refused it.
bool deliver(content_sink const& to, response const& head, std::string_view content);

}  // namespace trotline::http

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/http/content_sink.ipp>
#endif
#endif
