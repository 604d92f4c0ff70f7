// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_CURL_TRANSPORT_HPP
#define TROTLINE_TRANSPORT_CURL_CURL_TRANSPORT_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/curl/lane_pool.hpp>
#include <trotline/transport/curl/settings.hpp>

#include <memory>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// The default transport: libcurl, with kept connections, HTTP/2 where the server offers it, and one
// deadline for the whole call. Every status is an answer, not a failure. Copies share their
// connections. Safe for several threads at once; each gets a handle of its own. Allocates nothing
// of its own once a handle has served a request (libcurl and the response allocate what they need).
// Throws only std::bad_alloc.
//   tl::curl_transport transport{{.ca_file = "/etc/ssl/our-ca.pem"}};
//   auto answer = transport.send({.url = "https://api.example/"}, std::chrono::steady_clock::now() + 5s, {});
class curl_transport {
  public:
    curl_transport() : curl_transport(curl_settings{}) {}
    explicit curl_transport(curl_settings settings)
        : pool_(std::make_shared<curl::lane_pool>(std::move(settings))) {}

    // Ends by the deadline, or as soon as a stop is requested.
    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) const {
        http::response into;
        if (auto failed = send_into(request, until, stop, into)) return std::move(*failed);
        return into;
    }

    // The same into a response whose storage is used again. After a failure `into` holds what was
    // received until then.
    std::optional<failure> send_into(http::request const& request, deadline until,
                                     stop_token const& stop, http::response& into) const {
        return pool_->borrow()->perform(request, until, stop, into);
    }

    curl_settings const& settings() const { return pool_->settings(); }

  private:
    std::shared_ptr<curl::lane_pool> pool_;
};

}  // namespace trotline
#endif
