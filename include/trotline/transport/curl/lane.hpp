// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_LANE_HPP
#define TROTLINE_TRANSPORT_CURL_LANE_HPP

#include <trotline/core/exception.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/redirect_chain.hpp>
#include <trotline/transport/curl/settings.hpp>
#include <trotline/transport/curl/sockets.hpp>
#include <trotline/transport/curl/transfer.hpp>

#include <algorithm>
#include <chrono>
#include <new>
#include <optional>
#include <utility>

namespace trotline::inline TROTLINE_ABI::curl {

// Sends one request after the other for one thread, on one easy handle and the connections that it
// keeps. It runs the handle in a multi handle instead of curl_easy_perform, because only a multi
// handle can be woken when a stop is requested.
class lane {
  public:
    explicit lane(curl_settings const& settings) : settings_(settings), transfer_(sockets_) {}
    lane(lane const&) = delete;
    lane& operator=(lane const&) = delete;

    // Sends the request, and follows the redirects that the settings allow.
    std::optional<failure> perform(http::request const& request, deadline until,
                                   stop_token const& stop, http::response& into) {
        redirect_chain chain(request);
        for (;;) {
            auto failed = perform_once(chain.current(), until, stop, into);
            // Ends, because each repetition has closed one kept connection.
            if (failed && transfer_.to_be_repeated()) continue;
            if (!chain.goes_on(failed, into, settings_)) return failed;
        }
    }

    // Gives up the handles without closing them: after a fork the connections belong to the parent
    // process.
    void abandon() {
        transfer_.abandon();
        static_cast<void>(multi_.release());
    }

  private:
    std::optional<failure> perform_once(http::request const& request, deadline until,
                                        stop_token const& stop, http::response& into) {
        if (!transfer_.handle()) {
            if (auto failed = transfer_.open(settings_)) return failed;
        }
        if (!multi_) {
            if (auto failed = renew()) return failed;
        }
        if (auto refused = transfer_.prepare(request, until, into)) return refused;
        if (stop.stop_requested()) return transfer_.break_off(code::cancelled);

        tls_ = tls_ || transfer_.secure();
        std::optional<sigpipe_guard> no_signal;
        if (tls_) no_signal.emplace();
        if (auto const added = curl_multi_add_handle(multi_.get(), transfer_.handle());
            added != CURLM_OK)
            return broken(added);
        auto const ended = run(until, stop);
        auto failed =
            ended.broken_off != code::none ? transfer_.break_off(ended.broken_off) : std::nullopt;
        auto const removed = curl_multi_remove_handle(multi_.get(), transfer_.handle());
        if (ended.multi != CURLM_OK || removed != CURLM_OK) {
            // The multi handle's state is unknown: do not use it again.
            auto why = broken(ended.multi != CURLM_OK ? ended.multi : removed);
            multi_.reset();
            return why;
        }
        if (!failed) failed = transfer_.finish(ended.code);
        into.elapsed = transfer_.elapsed();
        return failed;
    }

    struct run_result {
        CURLcode code = CURLE_OK;
        CURLMcode multi = CURLM_OK;
        trotline::code broken_off = code::none;
    };

    std::optional<failure> renew() {
        multi_handle made(curl_multi_init());
        if (!made) trotline::detail::throw_exception(std::bad_alloc());
        auto const kept = static_cast<long>((std::max<std::size_t>)(settings_.idle_connections, 1));
        if (auto const set = curl_multi_setopt(made.get(), CURLMOPT_MAXCONNECTS, kept);
            set != CURLM_OK)
            return broken(set);
        multi_ = std::move(made);
        return std::nullopt;
    }

    run_result run(deadline until, stop_token const& stop) {
        using namespace std::chrono;
        std::optional<stop_callback<waker>> wake;
        if (stop.stop_possible()) wake.emplace(stop, waker{multi_.get()});
        for (;;) {
            auto const looked = steady_clock::now();
            int running = 0;
            if (auto const done = curl_multi_perform(multi_.get(), &running); done != CURLM_OK)
                return {.multi = done};
            if (running == 0) break;
            if (stop.stop_requested()) return {.broken_off = code::cancelled};
            if (until <= looked) return {.broken_off = code::timeout};
            auto const left = transfer_.look_by(looked) - steady_clock::now();
            auto const wait = ceil<milliseconds>(
                std::clamp<steady_clock::duration>(left, left.zero(), minutes(1)));
            auto const polled =
                curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(wait.count()), nullptr);
            if (polled != CURLM_OK) return {.multi = polled};
        }
        int left = 0;
        auto const* const message = curl_multi_info_read(multi_.get(), &left);
        if (!message || message->msg != CURLMSG_DONE) return {.multi = CURLM_INTERNAL_ERROR};
        return {.code = message->data.result};
    }

    struct waker {
        CURLM* multi;
        void operator()() const noexcept { curl_multi_wakeup(multi); }
    };

    static std::optional<failure> broken(CURLMcode code) {
        if (code == CURLM_OUT_OF_MEMORY) trotline::detail::throw_exception(std::bad_alloc());
        return failure{
            .stage = stage::connect, .code = code::internal, .detail = curl_multi_strerror(code)};
    }

    curl_settings const& settings_;
    socket_book sockets_;
    bool tls_ = false;  // there may be a TLS connection
    transfer transfer_;
    multi_handle multi_;  // destroyed first: its connections call sockets_ and transfer_
};

}  // namespace trotline::curl
#endif
