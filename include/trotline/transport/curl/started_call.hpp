// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_STARTED_CALL_HPP
#define TROTLINE_TRANSPORT_CURL_STARTED_CALL_HPP

#include <trotline/transport/async.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/options.hpp>
#include <trotline/transport/curl/redirect_chain.hpp>
#include <trotline/transport/curl/settings.hpp>
#include <trotline/transport/curl/sockets.hpp>
#include <trotline/transport/curl/transfer.hpp>

#include <atomic>
#include <cstddef>
#include <new>
#include <optional>
#include <stop_token>
#include <utility>

namespace trotline::inline TROTLINE_ABI::curl {

// What a requested stop does, in whichever thread it is requested: the engine's next turn looks who
// is meant.
struct stop_bell {
    std::atomic<bool>& requested;
    CURLM* multi;
    void operator()() const noexcept {
        requested.store(true);
        curl_multi_wakeup(multi);
    }
};

// One call of an engine: what was asked, and how far it has come through the redirects. Its storage
// serves one call after the other. Not movable: libcurl holds its exchange's address.
class flight {
  public:
    explicit flight(socket_book& sockets) : exchange_(sockets) {}

    http::request request;
    deadline until;
    std::stop_token stop;
    completion done;
    std::size_t place = 0;  // among those under way

    void listen(stop_bell bell) {
        if (stop.stop_possible()) on_stop_.emplace(stop, bell);
    }

    // Gives the request to libcurl. Memory that runs out is a failure like any other here, as in
    // what follows.
    std::optional<failure> begin(CURLM* multi, curl_settings const& settings) {
        way_.emplace(request);
        return guarded(false, [&]() -> std::optional<failure> {
            if (!exchange_.handle()) {
                if (auto why = exchange_.open(settings)) return why;
                option_setter options(exchange_.handle());
                options.set(CURLOPT_PRIVATE, static_cast<void*>(this));
                if (options.code() != CURLE_OK) throw std::bad_alloc();
            }
            return add_to(multi);
        });
    }

    // After libcurl ended the transfer. True: it goes on, after a redirect or on another
    // connection; false: it is over, with `failed` or the answer().
    bool goes_on(CURLM* multi, CURLcode code, curl_settings const& settings,
                 std::optional<failure>& failed) {
        bool again = false;
        failed = guarded(true, [&]() -> std::optional<failure> {
            auto why = exchange_.finish(code);
            answer_.elapsed = exchange_.elapsed();
            again = (why && exchange_.to_be_repeated()) || way_->goes_on(why, answer_, settings);
            if (!again) return why;
            why = add_to(multi);
            again = !why;
            if (why) way_->goes_on(why, answer_, settings);
            return why;
        });
        return again && !failed;
    }

    std::optional<failure> break_off(code why) {
        return guarded(true, [&] { return exchange_.break_off(why); });
    }

    void remove_from(CURLM* multi) {
        if (std::exchange(under_way_, false)) curl_multi_remove_handle(multi, exchange_.handle());
    }

    // Allocates nothing.
    static failure out_of_memory(bool sent) {
        failure why;
        why.stage = stage::connect;
        why.code = code::internal;
        why.detail = "out of memory";
        why.may_have_been_processed = sent;
        return why;
    }

    CURL* handle() const { return exchange_.handle(); }
    deadline look_by(deadline now) const { return exchange_.look_by(now); }

    // What is left to be told; the storage is free for the next call.
    struct ending {
        completion done;
        http::response answer;
    };
    ending end() {
        on_stop_.reset();
        stop = {};
        return {std::exchange(done, nullptr), std::exchange(answer_, {})};
    }
    // What the completion left of the answer: not for long, unless it is small.
    void use_again(http::response&& left) noexcept {
        if (left.content.capacity() <= kept_content) answer_ = std::move(left);
    }

  private:
    static constexpr std::size_t kept_content = std::size_t{16} << 10;

    std::optional<failure> add_to(CURLM* multi) {
        if (auto refused = exchange_.prepare(way_->current(), until, answer_)) return refused;
        // over TLS it is soon known whether a connection takes more than one stream; without, only
        // an answer would tell
        auto const wait = exchange_.secure() ? 1L : 0L;
        if (curl_easy_setopt(exchange_.handle(), CURLOPT_PIPEWAIT, wait) != CURLE_OK)
            throw std::bad_alloc();
        auto const added = curl_multi_add_handle(multi, exchange_.handle());
        if (added == CURLM_OUT_OF_MEMORY) throw std::bad_alloc();
        under_way_ = added == CURLM_OK;
        if (under_way_) return std::nullopt;
        return failure{
            .stage = stage::connect, .code = code::internal, .detail = curl_multi_strerror(added)};
    }

    template <class Function> static std::optional<failure> guarded(bool sent, Function function) {
        try {
            return function();
        } catch (std::bad_alloc const&) {
            return out_of_memory(sent);
        }
    }

    curl::exchange exchange_;
    http::response answer_;
    std::optional<journey> way_;
    std::optional<std::stop_callback<stop_bell>> on_stop_;
    bool under_way_ = false;  // libcurl has it
};

}  // namespace trotline::curl
#endif
