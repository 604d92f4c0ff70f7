// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_ASYNC_CURL_TRANSPORT_IPP
#define TROTLINE_TRANSPORT_CURL_ASYNC_CURL_TRANSPORT_IPP

#include <trotline/transport/async.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/transfer_loop.hpp>

#include <utility>

namespace trotline::inline TROTLINE_ABI {

TROTLINE_INLINE async_curl_transport::async_curl_transport()
    : async_curl_transport(curl_settings{}) {}

TROTLINE_INLINE async_curl_transport::async_curl_transport(curl_settings settings,
                                                           async_curl_settings bounds)
    : loop_(std::make_unique<curl::transfer_loop>(std::move(settings), bounds)),
      owner_(curl::fork_generation()) {}

TROTLINE_INLINE async_curl_transport::~async_curl_transport() {
    if (owner_ == curl::fork_generation()) {
        loop_->finish();  // completions may still call start()
    } else {
        static_cast<void>(loop_.release());
    }
}

TROTLINE_INLINE void async_curl_transport::start(http::request request, deadline until,
                                                 stop_token stop, completion done) {
    if (owner_ != curl::fork_generation()) {
        if (done)
            done(failure{
                .stage = stage::connect,
                .code = code::configuration,
                .detail = "the transport was made before a fork: make one in the child process"});
        return;
    }
    loop_->start(std::move(request), until, std::move(stop), std::move(done));
}

TROTLINE_INLINE result<http::response> async_curl_transport::send(http::request const& request,
                                                                  deadline until, stop_token stop) {
    if (owner_ == curl::fork_generation() && loop_->runs_here())
        return failure{.stage = stage::connect,
                       .code = code::configuration,
                       .detail =
                           "a completion cannot wait for another call in the transport's own "
                           "thread: start the call"};
    return detail::wait_for(*this, request, until, std::move(stop));
}

}  // namespace trotline
#endif
