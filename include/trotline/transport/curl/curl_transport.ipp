// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_CURL_TRANSPORT_IPP
#define TROTLINE_TRANSPORT_CURL_CURL_TRANSPORT_IPP

#include <trotline/transport/curl/curl_transport.hpp>
#include <trotline/transport/curl/lane_pool.hpp>

#include <utility>

namespace trotline::inline TROTLINE_ABI {

TROTLINE_INLINE curl_transport::curl_transport() : curl_transport(curl_settings{}) {}

TROTLINE_INLINE curl_transport::curl_transport(curl_settings settings)
    : pool_(std::make_shared<curl::lane_pool>(std::move(settings))) {}

TROTLINE_INLINE result<http::response> curl_transport::send(http::request const& request,
                                                            deadline until, stop_token stop) const {
    http::response into;
    if (auto failed = send_into(request, until, stop, into)) return std::move(*failed);
    return into;
}

TROTLINE_INLINE std::optional<failure> curl_transport::send_into(http::request const& request,
                                                                 deadline until,
                                                                 stop_token const& stop,
                                                                 http::response& into) const {
    return pool_->borrow()->perform(request, until, stop, into);
}

TROTLINE_INLINE curl_settings const& curl_transport::settings() const { return pool_->settings(); }

}  // namespace trotline
#endif
