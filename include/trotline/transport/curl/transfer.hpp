// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_TRANSFER_HPP
#define TROTLINE_TRANSPORT_CURL_TRANSFER_HPP

#include <trotline/core/exception.hpp>
#include <trotline/core/narrowed.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/curl/header_list.hpp>
#include <trotline/transport/curl/international_host.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/options.hpp>
#include <trotline/transport/curl/progress.hpp>
#include <trotline/transport/curl/settings.hpp>
#include <trotline/transport/curl/settings_check.hpp>
#include <trotline/transport/curl/sockets.hpp>
#include <trotline/transport/curl/transfer_callbacks.hpp>
#include <trotline/transport/curl/upload.hpp>

#include <algorithm>
#include <chrono>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI::curl {

// Sends one request and receives its answer on one libcurl easy handle. The handle serves one
// transfer after the other: open() once, then prepare(), let a multi handle run it, finish(). Every
// option that a request can change is set for every request (except between two GETs without
// content), so no request sees settings of the one before. Not movable: libcurl keeps its address.
class transfer {
  public:
    // Lifetime: `sockets` and the transfer must outlive every connection that was opened through
    // it.
    explicit transfer(socket_book& sockets) : sockets_(sockets), seen_(sockets) {}
    transfer(transfer const&) = delete;
    transfer& operator=(transfer const&) = delete;

    // Makes the handle and sets what all requests share. After a failure there is no handle, and
    // open() may be called again.
    std::optional<failure> open(curl_settings const& settings) {
        if (initialize() != CURLE_OK)
            return misconfigured("libcurl could not be initialized, or is older than 7.87");
        if (auto const wrong = wrong_settings(settings); !wrong.empty())
            return misconfigured(std::string(wrong));
        settings_ = &settings;
        easy_handle made(curl_easy_init());
        if (!made) trotline::detail::throw_exception(std::bad_alloc());
        option_setter options(made.get());
        set_all(options);
        if (options.code() == CURLE_OK) {
            handle_ = std::move(made);
            return std::nullopt;
        }
        if (options.code() == CURLE_OUT_OF_MEMORY)
            trotline::detail::throw_exception(std::bad_alloc());
        return misconfigured(options.refused_option() + ": " + curl_easy_strerror(options.code()));
    }

    // `request` and `into` must live until finish(). Fails with malformed_request, timeout (before
    // anything was sent) or configuration.
    std::optional<failure> prepare(http::request const& request, deadline until,
                                   http::response& into) {
        if (auto refused = check_request(request, true)) return refused;
        forget_challenge();
        request_ = &request;
        message_[0] = '\0';
        seen_.begin(request, *settings_, into);
        if (settings_->aws && !request.sources.empty() &&
            http::find_field(request.fields, "x-amz-content-sha256") == nullptr)
            return why(stage::render, code::malformed_request,
                       "a content that is not in memory is not signed: set x-amz-content-sha256");

        auto const left = milliseconds_until(until);
        if (left <= 0)
            return why(stage::resolve, code::timeout,
                       "the deadline had passed before the request could begin");

        auto const connect_limit = std::clamp(
            trotline::detail::narrowed<long>(settings_->connect_limit.count()), 1L, left);
        until_ = until;
        connected_by_ =
            std::chrono::steady_clock::now() + std::chrono::milliseconds(connect_limit + 2);

        if (settings_->aws && request.digest)
            return why(stage::render, code::malformed_request,
                       "aws and Digest credentials exclude each other");
        option_setter options(handle_.get());
        if (request.digest) {
            challenged_ = true;
            options.set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_DIGEST))
                .set_text(CURLOPT_USERNAME, request.digest->user)
                .set_text(CURLOPT_PASSWORD, request.digest->password);
        }
        options.set(CURLOPT_TIMEOUT_MS, left).set(CURLOPT_CONNECTTIMEOUT_MS, connect_limit);
        if (!set_url(options, request.url))
            return why(stage::render, code::malformed_request,
                       "libcurl cannot tell what this host is in ASCII: write it as xn--...");
        upload_.begin(request, options);
        fields_.list(request, settings_->accept_codings && request.sink == nullptr,
                     upload_.carries_content(), settings_->cookies != nullptr);
        options.set(CURLOPT_HTTPHEADER, fields_.link()).set(CURLOPT_COOKIE, fields_.cookies());
        if (options.code() == CURLE_OK) return std::nullopt;
        if (options.code() == CURLE_OUT_OF_MEMORY)
            trotline::detail::throw_exception(std::bad_alloc());
        return why(stage::resolve, code::configuration,
                   options.refused_option() + ": " + curl_easy_strerror(options.code()));
    }

    // Call it after the transfer has ended with `code`. Returns nothing if the response is
    // complete. Throws std::bad_alloc if memory ran out in a callback.
    std::optional<failure> finish(CURLcode code) {
        auto& progress = seen_.progress;
        progress.connection_stale = progress.connection_stale && code == CURLE_ABORTED_BY_CALLBACK;
        upload_.end();
        seen_.rethrow();
        if (auto const& thrown = seen_.thrown())
            return why(stage::receive, code::internal, *thrown);
        if (auto const& unread = upload_.failed(); unread && code != CURLE_OK) {
            failure unsent = why(stage::send, unread->code, unread->detail);
            unsent.subject = http::redact(unread->subject, request_->secrets);
            return unsent;
        }
        if (code == CURLE_OK || seen_.answer.flaw_so_far()) {
            bool const end_must_be_marked = progress.secure && !settings_->content_until_close;
            if (auto const flaw = seen_.answer.finish(end_must_be_marked))
                return why(flaw->stage, flaw->code, std::string(flaw->text));
            long version = 0, port = 0;
            curl_easy_getinfo(handle_.get(), CURLINFO_HTTP_VERSION, &version);
            if (version > CURL_HTTP_VERSION_1_1 &&
                curl_easy_getinfo(handle_.get(), CURLINFO_LOCAL_PORT, &port) == CURLE_OK) {
                sockets_.multiplexed(static_cast<int>(port));
            }
            return std::nullopt;
        }
        long system_error = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_OS_ERRNO, &system_error);
        seen_.look(handle_.get());
        std::string_view const message = message_[0] != '\0' ? message_ : curl_easy_strerror(code);
        auto const reason = reason_of(code, progress, static_cast<int>(system_error), message,
                                      seen_.answer.header_section_complete());
        if (!reason) trotline::detail::throw_exception(std::bad_alloc());
        return why(reason->stage, reason->code,
                   std::string(reason->text.empty() ? message : reason->text));
    }

    // When the transfer must be run again even if nothing happens until then. libcurl has timers
    // for this, but it drops a timer that expires while it is busy with another transfer, or within
    // a millisecond after another timer of the same transfer.
    deadline look_by(deadline now) const {
        return connected_by_ > now ? (std::min)(connected_by_, until_) : until_;
    }

    // The transfer ended because unexpected bytes waited on a kept connection. That connection is
    // closed now: prepare and run the request again.
    bool to_be_repeated() const { return seen_.progress.connection_stale; }

    // Ends the transfer from outside, with the reason.
    std::optional<failure> break_off(code reason) {
        seen_.look(handle_.get());
        upload_.close();
        auto const* const text = reason == code::timeout ? "the deadline passed"
                                 : reason == code::cancelled
                                     ? "a stop was requested, or the transport was destroyed"
                                     : "libcurl lost track of its transfers";
        return why(seen_.progress.reached(), reason, text);
    }

    phase_times elapsed() const { return elapsed_of(handle_.get(), seen_.progress); }
    bool secure() const { return seen_.progress.secure; }
    CURL* handle() const { return handle_.get(); }
    void abandon() { static_cast<void>(handle_.release()); }

  private:
    static failure misconfigured(std::string detail) {
        return {.stage = stage::connect, .code = code::configuration, .detail = std::move(detail)};
    }

    failure why(trotline::stage where, trotline::code what, std::string detail) {
        failure result{.stage = where,
                       .code = what,
                       .subject = std::string(trotline::detail::host_of(request_->url)),
                       .detail = std::move(detail),
                       .may_have_been_processed = seen_.progress.requests_begun > 0,
                       .bytes_received = seen_.answer.bytes_received(),
                       .elapsed = elapsed()};
        result.subject = http::redact(result.subject, request_->secrets);
        result.detail = http::redact(result.detail, request_->secrets);
        return result;
    }

    void set_all(option_setter& options) {
        set_safety(options);
        options.set(CURLOPT_ERRORBUFFER, static_cast<char*>(message_));
        seen_.set_callbacks(options);
        upload_.set_callbacks(options);
        set_network(options, *settings_, resolve_);
    }

    // libcurl keeps a challenge until the handle is reset; 7.88 then loses a list of cookie files.
    void forget_challenge() {
        if (!std::exchange(challenged_, false)) return;
        char* owner = nullptr;
        curl_easy_getinfo(handle_.get(), CURLINFO_PRIVATE, &owner);
        curl_easy_setopt(handle_.get(), CURLOPT_COOKIEFILE, static_cast<char const*>(nullptr));
        curl_easy_reset(handle_.get());
        upload_.handle_was_reset();
        option_setter options(handle_.get());
        set_all(options);
        options.set(CURLOPT_PRIVATE, static_cast<void*>(owner));
        if (options.code() != CURLE_OK) trotline::detail::throw_exception(std::bad_alloc());
    }

    socket_book& sockets_;
    easy_handle handle_;
    curl_settings const* settings_ = nullptr;
    http::request const* request_ = nullptr;
    deadline until_{}, connected_by_{};
    transfer_callbacks seen_;
    upload upload_{seen_.progress};
    bool challenged_ = false;  // the handle has credentials for a challenge
    header_list fields_;
    std::vector<curl_slist> resolve_;
    char message_[CURL_ERROR_SIZE]{};
};

}  // namespace trotline::curl
#endif
