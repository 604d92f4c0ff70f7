// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_ASYNC_WEBHOOK_NODE_HPP
#define TROTLINE_ASYNC_WEBHOOK_NODE_HPP

#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>

#include <optional>

namespace trotline::inline TROTLINE_ABI {

// A node whose calls can be started without waiting; one thread of libcurl runs all of them. It can
// also wait. Otherwise the same as webhook_node.
using async_webhook_node =
    basic_webhook_node<async_curl_transport, media_type_parser, memory_parameter_store>;

#if defined(TROTLINE_SEPARATE_COMPILATION)
extern template std::optional<failure> async_webhook_node::run<detail::singular_rows>(
    detail::running_call&, http::response&, result<http::response>*, detail::table const&,
    detail::row_places, row_failure*);
#endif

}  // namespace trotline
#endif
