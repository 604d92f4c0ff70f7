// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_WEBHOOK_NODE_HPP
#define TROTLINE_WEBHOOK_NODE_HPP

#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/curl/curl_transport.hpp>

#include <optional>

namespace trotline::inline TROTLINE_ABI {

// A node with the default policies: libcurl; JSON or XML, as the answer's media type says;
// parameters in memory. Safe for several threads at once. Needs libcurl: without it, use
// basic_webhook_node with another transport.
using webhook_node = basic_webhook_node<curl_transport, media_type_parser, memory_parameter_store>;

#if defined(TROTLINE_SEPARATE_COMPILATION)
extern template std::optional<failure> webhook_node::run<detail::singular_rows>(
    detail::running_call&, http::response&, result<http::response>*, detail::table const&,
    detail::row_places, row_failure*);
#endif

}  // namespace trotline
#endif
