// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_SRC_HPP
#define TROTLINE_SRC_HPP

// Compiles what src_core.hpp and the default nodes need: rendering, libcurl, both formats. Include
// it in exactly one source file. Linking trotline::compiled does this.
#include <trotline/async_webhook_node.hpp>
#include <trotline/src_core.hpp>
#include <trotline/transport/curl/async_curl_transport.ipp>
#include <trotline/transport/curl/curl_transport.ipp>
#include <trotline/webhook_node.hpp>

namespace trotline::inline TROTLINE_ABI {

template std::optional<failure> webhook_node::run<detail::singular_rows>(
    detail::running_call&, http::response&, result<http::response>*, detail::table const&,
    detail::row_places, row_failure*);
template std::optional<failure> async_webhook_node::run<detail::singular_rows>(
    detail::running_call&, http::response&, result<http::response>*, detail::table const&,
    detail::row_places, row_failure*);

}  // namespace trotline
#endif
