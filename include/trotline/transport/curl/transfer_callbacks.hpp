// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_TRANSFER_CALLBACKS_HPP
#define TROTLINE_TRANSPORT_CURL_TRANSFER_CALLBACKS_HPP

#include <trotline/core/exception.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/method.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/curl/answer_reader.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/options.hpp>
#include <trotline/transport/curl/progress.hpp>
#include <trotline/transport/curl/settings.hpp>
#include <trotline/transport/curl/sockets.hpp>
#include <trotline/transport/request_check.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI::curl {

// The functions that libcurl calls while it runs a transfer, and what they learn: the answer, and
// how far the transfer has come. (The content of the request is read by those of an upload.) Not
// movable: libcurl keeps its address.
class transfer_callbacks {
  public:
    answer_reader answer;
    curl::progress progress;

    explicit transfer_callbacks(socket_book& sockets) : sockets_(sockets) {}
    transfer_callbacks(transfer_callbacks const&) = delete;
    transfer_callbacks& operator=(transfer_callbacks const&) = delete;

    // What all requests share.
    void set_callbacks(option_setter& options) {
        auto* const self = static_cast<void*>(this);
        options.set(CURLOPT_HEADERFUNCTION, &take_line)
            .set(CURLOPT_HEADERDATA, self)
            .set(CURLOPT_WRITEFUNCTION, &take_content)
            .set(CURLOPT_WRITEDATA, self)
            .set(CURLOPT_PREREQFUNCTION, &begin_request)
            .set(CURLOPT_PREREQDATA, self)
            .set(CURLOPT_XFERINFOFUNCTION, &watch_upload)
            .set(CURLOPT_XFERINFODATA, self)
            .set(CURLOPT_OPENSOCKETFUNCTION, &open_socket)
            .set(CURLOPT_OPENSOCKETDATA, self)
            .set(CURLOPT_CLOSESOCKETFUNCTION, &close_socket)
            .set(CURLOPT_CLOSESOCKETDATA, static_cast<void*>(&sockets_));
    }

    // Begins a transfer. The arguments must live until it has ended.
    void begin(http::request const& request, curl_settings const& settings, http::response& into) {
        request_ = &request;
        settings_ = &settings;
        exception_ = nullptr;
        thrown_.reset();
        progress = {};
        progress.secure = trotline::detail::has_scheme(request.url, "https");
        progress.repeatable = http::idempotent(request.method) ||
                              http::find_field(request.fields, "Idempotency-Key") != nullptr;
        answer.begin(into, {settings.field_section_limit, settings.content_limit},
                     {.lenient_codings = request.lenient_codings,
                      .without_content = request.method == http::method::head,
                      .sink = request.sink.get()});
    }

    // Looks how far the handle's transfer has come since the last call.
    void look(CURL* handle) {
        curl_off_t uploaded = 0;
        curl_easy_getinfo(handle, CURLINFO_SIZE_UPLOAD_T, &uploaded);
        progress.dialled.look();
        watch_upload(this, 0, 0, 0, uploaded);
    }

    // Throws std::bad_alloc if memory ran out in a callback.
    void rethrow() {
        if (exception_) std::rethrow_exception(std::exchange(exception_, nullptr));
    }
    // The text of what the request's sink threw, or nothing.
    std::optional<std::string> const& thrown() const { return thrown_; }

  private:
    // An exception must not pass through libcurl's C code, so it is kept here.
    template <class Function> bool guarded(Function function) noexcept {
        return trotline::detail::catching<std::bad_alloc>(
            [&] {
                return trotline::detail::catching_text(function, [&](char const* what) {
                    thrown_ = what;
                    return false;
                });
            },
            [&](std::bad_alloc const&) {
                exception_ = std::current_exception();
                return false;
            });
    }

    static std::size_t take_line(char* data, std::size_t size, std::size_t count, void* self) {
        auto& my = *static_cast<transfer_callbacks*>(self);
        return my.guarded([&] {
            return my.answer.take_line({data, size * count});
        })
                   ? size * count
                   : refuse;
    }

    static std::size_t take_content(char* data, std::size_t size, std::size_t count, void* self) {
        auto& my = *static_cast<transfer_callbacks*>(self);
        return my.guarded([&] {
            return my.answer.take_content({data, size * count});
        })
                   ? size * count
                   : refuse;
    }

    // Called when the connection is ready, before the first byte of the request. libcurl sends a
    // request again when a reused connection turns out to be dead; a request that may have had an
    // effect must not be sent twice.
    static int begin_request(void* self, char*, char*, int, int local_port) {
        auto& my = *static_cast<transfer_callbacks*>(self);
        auto& progress = my.progress;
        // After a challenge libcurl sends the request again; until then it had no content.
        bool const challenge = my.request_->digest && my.answer.header_section_complete();
        if (challenge) my.answer.begin_again();
        progress.repetition_refused =
            progress.requests_begun > 0 && !progress.repeatable && !challenge;
        progress.connection_stale = !progress.repetition_refused && !my.sockets_.clean(local_port);
        if (progress.repetition_refused || progress.connection_stale) return CURL_PREREQFUNC_ABORT;
        ++progress.requests_begun;
        return CURL_PREREQFUNC_OK;
    }

    // libcurl resets its count of uploaded bytes when it starts again on another connection: keep
    // the largest.
    static int watch_upload(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t uploaded) {
        auto& most = static_cast<transfer_callbacks*>(self)->progress.uploaded;
        most = (std::max)(most, static_cast<std::size_t>(uploaded));
        return 0;
    }

    static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address) {
        auto& my = *static_cast<transfer_callbacks*>(self);
        ++my.progress.sockets_opened;
        if (my.settings_->guard && my.settings_->unix_socket.empty()) {
            auto const dialled = address_of(address->addr, address->addrlen);
            if (!my.settings_->guard->permits(dialled)) {
                my.progress.blocked = classify(dialled);
                return CURL_SOCKET_BAD;
            }
        }
        curl_socket_t opened = CURL_SOCKET_BAD;
        my.guarded([&] {
            opened = my.sockets_.open(address->family, address->socktype, address->protocol,
                                      my.progress.dialled);
            return true;
        });
        return opened;
    }

    static int close_socket(void* sockets, curl_socket_t socket) {
        return static_cast<socket_book*>(sockets)->close(socket);
    }

    static constexpr std::size_t refuse = 0;
    socket_book& sockets_;
    http::request const* request_ = nullptr;
    curl_settings const* settings_ = nullptr;
    std::exception_ptr exception_;
    std::optional<std::string> thrown_;
};

}  // namespace trotline::curl
#endif
