// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_CONTENT_SOURCE_HPP
#define TROTLINE_HTTP_CONTENT_SOURCE_HPP
// Content of a request that is not in memory: it is read piece by piece while it is sent.

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace trotline::inline TROTLINE_ABI::http {

// Writes the next bytes into the buffer and returns how many; 0 at the end. A transport calls it in
// a thread of its own, where it should not wait for long. A failure ends the request.
using content_reader = std::function<result<std::size_t>(std::span<char>)>;

// Where a part of a request's content comes from. A value: every copy reads the same bytes.
struct content_source {
    std::size_t offset = 0;  // the place in request::content where the bytes are sent
    std::string name{};      // for messages and reports; of a file, without its directories
    std::string path{};      // of a file; otherwise empty
    // in bytes. Nothing: not known before; then HTTP/1.1 sends it in chunks
    std::optional<std::uint64_t> size{};
    // it cannot be read twice, so no transport sends it again
    bool once = false;
    // Returns a reader of all bytes. Called for each attempt.
    std::function<result<content_reader>()> open{};
};

// A failure of a source, which is not the transport's.
failure unreadable(std::string const& name, std::string detail);

// Content from a function that gives the bytes once; the request is not sent again. For content
// that can be read again, set `open` yourself.
//   request.sources = {tl::http::streamed("log", [&](std::span<char> to) { return read_some(to); })};
content_source streamed(std::string name, content_reader read,
                        std::optional<std::uint64_t> size = std::nullopt);

}  // namespace trotline::http

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/http/content_source.ipp>
#endif
#endif
