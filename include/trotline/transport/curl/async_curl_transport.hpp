// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_ASYNC_CURL_TRANSPORT_HPP
#define TROTLINE_TRANSPORT_CURL_ASYNC_CURL_TRANSPORT_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/curl/settings.hpp>

#include <memory>

namespace trotline::inline TROTLINE_ABI {

namespace curl {
class transfer_loop;
}

// The default asynchronous transport: libcurl with one thread of its own for all calls. Hundreds of
// calls run at once and share connections; over HTTP/2 each call is a stream of a shared
// connection. Safe for several threads. The destructor waits for `grace`, then cancels what is
// left. After fork() the child's copy has no thread: it refuses every call (code configuration),
// and destroying it does nothing.
//   tl::async_curl_transport transport;
//   transport.start({.url = "https://api.example/"}, std::chrono::steady_clock::now() + 5s, {}, [](auto answer) { ... });
class async_curl_transport {
  public:
    async_curl_transport();
    explicit async_curl_transport(curl_settings settings, async_curl_settings bounds = {});
    async_curl_transport(async_curl_transport const&) = delete;
    async_curl_transport& operator=(async_curl_transport const&) = delete;
    ~async_curl_transport();

    void start(http::request request, deadline until, stop_token stop, completion done);

    // Sends and waits. In a completion it fails (configuration): it would wait for ever.
    result<http::response> send(http::request const& request, deadline until, stop_token stop = {});

  private:
    std::unique_ptr<curl::transfer_loop> loop_;
    unsigned owner_;
};

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/transport/curl/async_curl_transport.ipp>
#endif
#endif
