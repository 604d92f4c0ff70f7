// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_STARTED_CALL_HPP
#define TROTLINE_TRANSPORT_CURL_STARTED_CALL_HPP

#include <trotline/core/exception.hpp>
#include <trotline/core/stop_token.hpp>
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
#include <utility>

namespace trotline::inline TROTLINE_ABI::curl {

// Called when a stop is requested, in the requesting thread. It wakes the loop, which then looks
// which call is meant.
struct stop_bell {
    std::atomic<bool>& requested;
    CURLM* multi;
    void operator()() const noexcept {
        requested.store(true);
        curl_multi_wakeup(multi);
    }
};

// One call that a transfer_loop runs: the request, and how far it has come through its redirects.
// Its storage serves one call after the other. Not movable: libcurl keeps the address of its
// transfer.
class started_call {
  public:
    explicit started_call(socket_book& sockets) : transfer_(sockets) {}

    http::request request;
    deadline until;
    stop_token stop;
    completion done;
    std::size_t place = 0;  // among the loop's calls_in_libcurl

    void listen(stop_bell bell) {
        if (stop.stop_possible()) on_stop_.emplace(stop, bell);
    }

    // Gives the request to libcurl. Running out of memory is a failure like any other, here and in
    // the functions below.
    std::optional<failure> begin(CURLM* multi, curl_settings const& settings) {
        chain_.emplace(request);
        return guarded(false, [&]() -> std::optional<failure> {
            if (!transfer_.handle()) {
                if (auto why = transfer_.open(settings)) return why;
                option_setter options(transfer_.handle());
                options.set(CURLOPT_PRIVATE, static_cast<void*>(this));
                if (options.code() != CURLE_OK) trotline::detail::throw_exception(std::bad_alloc());
            }
            return add_to(multi);
        });
    }

    // Call it after libcurl has ended the transfer. True: the call goes on, after a redirect or on
    // another connection. False: it is over, with `failed` or with the answer.
    bool goes_on(CURLM* multi, CURLcode code, curl_settings const& settings,
                 std::optional<failure>& failed) {
        bool again = false;
        failed = guarded(true, [&]() -> std::optional<failure> {
            auto why = transfer_.finish(code);
            answer_.elapsed = transfer_.elapsed();
            again = (why && transfer_.to_be_repeated()) || chain_->goes_on(why, answer_, settings);
            if (!again) return why;
            why = add_to(multi);
            again = !why;
            if (why) chain_->goes_on(why, answer_, settings);
            return why;
        });
        return again && !failed;
    }

    std::optional<failure> break_off(code why) {
        return guarded(true, [&] { return transfer_.break_off(why); });
    }

    void remove_from(CURLM* multi) {
        if (std::exchange(under_way_, false)) curl_multi_remove_handle(multi, transfer_.handle());
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

    CURL* handle() const { return transfer_.handle(); }
    deadline look_by(deadline now) const { return transfer_.look_by(now); }

    // What the completion needs. After end() the storage is free for the next call.
    struct ending {
        completion done;
        http::response answer;
    };
    ending end() {
        on_stop_.reset();
        stop = {};
        return {std::exchange(done, nullptr), std::exchange(answer_, {})};
    }
    // Keeps the answer's storage for the next call, unless it is large.
    void use_again(http::response&& left) noexcept {
        if (left.content.capacity() <= kept_content) answer_ = std::move(left);
    }

  private:
    static constexpr std::size_t kept_content = std::size_t{16} << 10;

    std::optional<failure> add_to(CURLM* multi) {
        if (auto refused = transfer_.prepare(chain_->current(), until, answer_)) return refused;
        // CURLOPT_PIPEWAIT: wait to see whether a connection can carry several streams. Over TLS
        // that is known after the handshake; without TLS only after an answer, which would be too
        // long.
        auto const wait = transfer_.secure() ? 1L : 0L;
        if (curl_easy_setopt(transfer_.handle(), CURLOPT_PIPEWAIT, wait) != CURLE_OK)
            trotline::detail::throw_exception(std::bad_alloc());
        auto const added = curl_multi_add_handle(multi, transfer_.handle());
        if (added == CURLM_OUT_OF_MEMORY) trotline::detail::throw_exception(std::bad_alloc());
        under_way_ = added == CURLM_OK;
        if (under_way_) return std::nullopt;
        return failure{
            .stage = stage::connect, .code = code::internal, .detail = curl_multi_strerror(added)};
    }

    template <class Function> static std::optional<failure> guarded(bool sent, Function function) {
        return trotline::detail::catching<std::bad_alloc>(
            function, [&](std::bad_alloc const&) { return out_of_memory(sent); });
    }

    curl::transfer transfer_;
    http::response answer_;
    std::optional<redirect_chain> chain_;
    std::optional<stop_callback<stop_bell>> on_stop_;
    bool under_way_ = false;  // libcurl has it
};

}  // namespace trotline::curl
#endif
