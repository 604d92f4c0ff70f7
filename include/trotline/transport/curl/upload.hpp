// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_UPLOAD_HPP
#define TROTLINE_TRANSPORT_CURL_UPLOAD_HPP

#include <trotline/core/exception.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/narrowed.hpp>
#include <trotline/http/method.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/transport/curl/content_feed.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/curl/options.hpp>
#include <trotline/transport/curl/progress.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <utility>

namespace trotline::inline TROTLINE_ABI::curl {

// The method and the content of a transfer's request. Not movable: libcurl keeps its address.
class upload {
  public:
    explicit upload(progress& seen) : progress_(seen) {}
    upload(upload const&) = delete;
    upload& operator=(upload const&) = delete;

    // What all requests share.
    void set_callbacks(option_setter& options) {
        auto* const self = static_cast<void*>(this);
        options.set(CURLOPT_READFUNCTION, &read)
            .set(CURLOPT_READDATA, self)
            .set(CURLOPT_SEEKFUNCTION, &rewind)
            .set(CURLOPT_SEEKDATA, self);
    }

    // The request must live until end().
    void begin(http::request const& request, option_setter& options) {
        request_ = &request;
        exception_ = nullptr;
        feed_.begin(request);
        bool const has_content = http::has_content(request);
        bool const plain = request.method == http::method::get && !has_content;
        if (plain && plain_) return;
        if (carries_content()) {
            bool const in_memory = request.sources.empty();
            auto const size = http::content_size(request);
            options.set(CURLOPT_POST, 1L)
                .set(CURLOPT_POSTFIELDSIZE_LARGE,
                     size ? static_cast<curl_off_t>(*size) : curl_off_t{-1})
                .set(CURLOPT_POSTFIELDS, in_memory ? request.content.data() : nullptr);
            progress_.content_size =
                trotline::detail::narrowed<std::size_t>(size.value_or(SIZE_MAX));
        } else {
            options.set(CURLOPT_HTTPGET, 1L);
            // else libcurl would wait for a content
            if (request.method == http::method::head) options.set(CURLOPT_NOBODY, 1L);
        }
        auto const implied = carries_content()                      ? http::method::post
                             : request.method == http::method::head ? http::method::head
                                                                    : http::method::get;
        options.set(CURLOPT_NOPROGRESS, has_content ? 0L : 1L);
        auto const* const method =
            request.method == implied ? nullptr : http::name(request.method).data();
        plain_ = options.set(CURLOPT_CUSTOMREQUEST, method).code() == CURLE_OK && plain;
    }
    void handle_was_reset() { plain_ = false; }
    // Closes what is open.
    void close() { feed_.end(); }
    // The same; throws if memory has run out.
    void end() {
        close();
        if (exception_) std::rethrow_exception(std::exchange(exception_, nullptr));
    }

    // RFC 9110 section 8.6: a method that usually has content states its length even if it is 0.
    bool carries_content() const {
        return http::has_content(*request_) || request_->method == http::method::post ||
               request_->method == http::method::put || request_->method == http::method::patch;
    }
    // Why the content could not be read, or nothing.
    std::optional<failure> const& failed() const { return feed_.failed(); }

  private:
    static std::size_t read(char* data, std::size_t size, std::size_t count, void* self) {
        auto& my = *static_cast<upload*>(self);
        std::size_t given = CURL_READFUNC_ABORT;
        trotline::detail::catching<std::bad_alloc>(
            [&] {
                return trotline::detail::catching_text(
                    [&] {
                        auto const read = my.feed_.read({data, size * count});
                        if (read) given = *read;
                        return true;
                    },
                    [&](char const* what) {
                        my.feed_.refuse(
                            {.stage = stage::send, .code = code::internal, .detail = what});
                        return false;
                    });
            },
            [&](std::bad_alloc const&) {
                my.exception_ = std::current_exception();
                return false;
            });
        // (its size may not have been known)
        if (given == 0) my.progress_.content_size = my.progress_.uploaded;
        return given;
    }

    static int rewind(void* self, curl_off_t offset, int origin) {
        if (offset != 0 || origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
        static_cast<upload*>(self)->feed_.rewind();
        return CURL_SEEKFUNC_OK;
    }

    progress& progress_;
    http::request const* request_ = nullptr;
    content_feed feed_;
    std::exception_ptr exception_;
    bool plain_ = false;  // the handle is set for a GET without content
};

}  // namespace trotline::curl
#endif
