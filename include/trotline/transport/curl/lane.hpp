// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_LANE_HPP
#define TROTLINE_TRANSPORT_CURL_LANE_HPP

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
#include <stop_token>
#include <utility>

namespace trotline::inline TROTLINE_ABI::curl {

// One easy handle and the connections it keeps: what one thread needs to send one request after the
// other. A multi handle of its own instead of curl_easy_perform, because only that can be woken
// when a stop is requested.
class lane {
  public:
    explicit lane(curl_settings const& settings) : settings_(settings), exchange_(sockets_) {}
    lane(lane const&) = delete;
    lane& operator=(lane const&) = delete;

    // The request, and the redirects that the settings allow.
    std::optional<failure> perform(http::request const& request, deadline until,
                                   std::stop_token const& stop, http::response& into) {
        journey way(request);
        for (;;) {
            auto failed = perform_once(way.current(), until, stop, into);
            // each time there is a connection less
            if (failed && exchange_.to_be_repeated()) continue;
            if (!way.goes_on(failed, into, settings_)) return failed;
        }
    }

    // Forgets everything without touching it: the connections belong to the process this one was
    // forked from.
    void abandon() {
        exchange_.abandon();
        static_cast<void>(multi_.release());
    }

  private:
    std::optional<failure> perform_once(http::request const& request, deadline until,
                                        std::stop_token const& stop, http::response& into) {
        if (!exchange_.handle()) {
            if (auto failed = exchange_.open(settings_)) return failed;
        }
        if (!multi_) {
            if (auto failed = renew()) return failed;
        }
        if (auto refused = exchange_.prepare(request, until, into)) return refused;
        if (stop.stop_requested()) return exchange_.break_off(code::cancelled);

        tls_ = tls_ || exchange_.secure();
        std::optional<sigpipe_guard> no_signal;
        if (tls_) no_signal.emplace();
        if (auto const added = curl_multi_add_handle(multi_.get(), exchange_.handle());
            added != CURLM_OK)
            return broken(added);
        auto const outcome = run(until, stop);
        auto failed = outcome.broken_off != code::none ? exchange_.break_off(outcome.broken_off)
                                                       : std::nullopt;
        auto const removed = curl_multi_remove_handle(multi_.get(), exchange_.handle());
        if (outcome.multi != CURLM_OK || removed != CURLM_OK) {
            // its state is unknown: nothing of it is used again
            auto why = broken(outcome.multi != CURLM_OK ? outcome.multi : removed);
            multi_.reset();
            return why;
        }
        if (!failed) failed = exchange_.finish(outcome.code);
        into.elapsed = exchange_.elapsed();
        return failed;
    }

    struct result {
        CURLcode code = CURLE_OK;
        CURLMcode multi = CURLM_OK;
        trotline::code broken_off = code::none;
    };

    std::optional<failure> renew() {
        multi_handle made(curl_multi_init());
        if (!made) throw std::bad_alloc();
        auto const kept = static_cast<long>(std::max<std::size_t>(settings_.idle_connections, 1));
        if (auto const set = curl_multi_setopt(made.get(), CURLMOPT_MAXCONNECTS, kept);
            set != CURLM_OK)
            return broken(set);
        multi_ = std::move(made);
        return std::nullopt;
    }

    result run(deadline until, std::stop_token const& stop) {
        using namespace std::chrono;
        std::optional<std::stop_callback<waker>> wake;
        if (stop.stop_possible()) wake.emplace(stop, waker{multi_.get()});
        for (;;) {
            auto const looked = steady_clock::now();
            int running = 0;
            if (auto const done = curl_multi_perform(multi_.get(), &running); done != CURLM_OK)
                return {.multi = done};
            if (running == 0) break;
            if (stop.stop_requested()) return {.broken_off = code::cancelled};
            if (until <= looked) return {.broken_off = code::timeout};
            auto const left = exchange_.look_by(looked) - steady_clock::now();
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
        if (code == CURLM_OUT_OF_MEMORY) throw std::bad_alloc();
        return failure{
            .stage = stage::connect, .code = code::internal, .detail = curl_multi_strerror(code)};
    }

    curl_settings const& settings_;
    socket_book sockets_;
    bool tls_ = false;  // there may be a TLS connection
    exchange exchange_;
    multi_handle multi_;  // goes first: it closes connections, which tell sockets_ and exchange_
};

}  // namespace trotline::curl
#endif
