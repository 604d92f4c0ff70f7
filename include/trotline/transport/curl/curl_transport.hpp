// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_CURL_TRANSPORT_HPP
#define TROTLINE_TRANSPORT_CURL_CURL_TRANSPORT_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/curl/settings.hpp>

#include <memory>
#include <optional>

namespace trotline::inline TROTLINE_ABI {

namespace curl {
class lane_pool;
}

// The default transport: libcurl, with kept connections, HTTP/2 where the server offers it, and one
// deadline for the whole call. Every status is an answer, not a failure. Copies share their
// connections. Safe for several threads at once; each gets a handle of its own. Allocates nothing
// of its own once a handle has served a request (libcurl and the response allocate what they need).
// Throws only std::bad_alloc.
//   tl::curl_transport transport{{.ca_file = "/etc/ssl/our-ca.pem"}};
//   auto answer = transport.send({.url = "https://api.example/"}, std::chrono::steady_clock::now() + 5s, {});
class curl_transport {
  public:
    curl_transport();
    explicit curl_transport(curl_settings settings);

    // Ends by the deadline, or as soon as a stop is requested.
    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) const;

    // The same into a response whose storage is used again. After a failure `into` holds what was
    // received until then.
    std::optional<failure> send_into(http::request const& request, deadline until,
                                     stop_token const& stop, http::response& into) const;

    curl_settings const& settings() const;

  private:
    std::shared_ptr<curl::lane_pool> pool_;
};

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/transport/curl/curl_transport.ipp>
#endif
#endif
