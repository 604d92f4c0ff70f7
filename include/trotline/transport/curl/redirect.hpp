// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_REDIRECT_HPP
#define TROTLINE_TRANSPORT_CURL_REDIRECT_HPP

#include <trotline/core/exception.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/curl/library.hpp>
#include <trotline/transport/request_check.hpp>

#include <algorithm>
#include <new>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI::curl {

// What to do with an answer: it is not a redirect, follow it, or refuse to.
enum class redirection : unsigned char { none, follow, forbidden };

namespace detail {

struct url_text {
    char* text = nullptr;
    url_text() = default;
    url_text(url_text const&) = delete;
    url_text& operator=(url_text const&) = delete;
    ~url_text() { curl_free(text); }
    std::string_view view() const { return text ? std::string_view(text) : std::string_view(); }
};

// One part of a URL as libcurl, which will dial it, understands it; empty if it is absent.
inline std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
    url_text text;
    if (curl_url_get(url, which, &text.text, flags) == CURLUE_OUT_OF_MEMORY)
        trotline::detail::throw_exception(std::bad_alloc());
    return std::string(text.view());
}

struct origin_of_url {
    std::string scheme, host, port;
    bool operator==(origin_of_url const&) const = default;
};

// RFC 9110 section 4.3.1
inline origin_of_url origin(CURLU* url) {
    origin_of_url result{part(url, CURLUPART_SCHEME), part(url, CURLUPART_HOST),
                         part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT)};
    for (auto& c : result.host) c = http::lower(c);
    return result;
}

}  // namespace detail

// Decides on a redirect (RFC 9110 section 15.4). libcurl's own following is off, so that user data
// never goes where it was not meant to go: to another origin (scheme, host, port) only a GET or
// HEAD is sent, without the user's fields; never from https to http; never with credentials that
// the Location contains. POST becomes GET after 301 and 302, every method but HEAD after 303.
// Without a Location, or with an empty one, it is an answer like any other. `next` is the request
// to send on `follow`; `text` is the reason on `forbidden`.
inline redirection redirect(http::request const& request, http::response const& answer,
                            http::request& next, std::string_view& text) {
    auto const forbidden = [&](std::string_view why) {
        text = why;
        return redirection::forbidden;
    };
    int const status = answer.status;
    if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308)
        return redirection::none;
    std::string const* location = nullptr;
    for (auto const& field : answer.fields) {
        if (!http::same_name(field.name, "location")) continue;
        if (location && *location != field.value)
            return forbidden("the answer has two different Locations");
        location = &field.value;
    }
    if (!location || location->empty()) return redirection::none;

    url_handle const url(curl_url());
    if (!url) trotline::detail::throw_exception(std::bad_alloc());
    if (auto const set = curl_url_set(url.get(), CURLUPART_URL, request.url.c_str(), 0);
        set != CURLUE_OK) {
        if (set == CURLUE_OUT_OF_MEMORY) trotline::detail::throw_exception(std::bad_alloc());
        return forbidden("the URL that redirected cannot be parsed");
    }
    auto const from = detail::origin(url.get());
    auto const user = detail::part(url.get(), CURLUPART_USER),
               password = detail::part(url.get(), CURLUPART_PASSWORD);
    if (auto const set = curl_url_set(url.get(), CURLUPART_URL, location->c_str(), CURLU_URLENCODE);
        set != CURLUE_OK) {
        if (set == CURLUE_OUT_OF_MEMORY) trotline::detail::throw_exception(std::bad_alloc());
        return forbidden(set == CURLUE_UNSUPPORTED_SCHEME
                             ? "the Location has a scheme other than http and https"
                             : "the Location is not a URL");
    }
    auto const to = detail::origin(url.get());
    bool const same_origin = from == to;
    if (to.scheme != "http" && to.scheme != "https")
        return forbidden("the Location has a scheme other than http and https");
    if (from.scheme == "https" && to.scheme == "http")
        return forbidden("the Location leads from https to http");
    auto const user_there = detail::part(url.get(), CURLUPART_USER),
               password_there = detail::part(url.get(), CURLUPART_PASSWORD);
    bool const inherited = same_origin && user_there == user && password_there == password;
    if (!(user_there.empty() && password_there.empty()) && !inherited)
        return forbidden("the Location contains credentials");

    bool const only_reads =
        request.method == http::method::get || request.method == http::method::head;
    bool const to_get = (status == 303 && request.method != http::method::head) ||
                        (status <= 302 && request.method == http::method::post);
    if (!same_origin && !to_get && !only_reads)
        return forbidden(
            "the Location leads to another origin, which is allowed for GET and HEAD only");
    if (!same_origin && !to_get && http::has_content(request))
        return forbidden("the Location leads to another origin, where content must not be sent");
    if (curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0) != CURLUE_OK)
        trotline::detail::throw_exception(std::bad_alloc());

    http::request following{.method = to_get ? http::method::get : request.method,
                            .url = detail::part(url.get(), CURLUPART_URL),
                            .secrets = request.secrets,
                            .lenient_codings = request.lenient_codings,
                            .sink = request.sink};
    if (following.url.empty()) return forbidden("the Location is not a URL");
    if (same_origin) {
        following.digest = request.digest;
        std::copy_if(request.fields.begin(), request.fields.end(),
                     std::back_inserter(following.fields), [&](auto const& field) {
                         return !to_get ||
                                !http::same_name(std::string_view(field.name).substr(0, 8),
                                                 "content-");
                     });
    }
    if (!to_get) {
        following.content = request.content;
        following.sources = request.sources;
        following.boundary = request.boundary;
    }
    next = std::move(following);
    return redirection::follow;
}

}  // namespace trotline::curl
#endif
