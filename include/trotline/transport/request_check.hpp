// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_REQUEST_CHECK_HPP
#define TROTLINE_TRANSPORT_REQUEST_CHECK_HPP

#include <trotline/core/failure.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/request_content.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

// Fields that frame the message or belong to the connection. If a user could set them, two readers
// might disagree on where the message ends.
constexpr bool belongs_to_the_transport(std::string_view field_name) {
    constexpr std::string_view names[] = {"host",
                                          "content-length",
                                          "transfer-encoding",
                                          "connection",
                                          "keep-alive",
                                          "proxy-connection",
                                          "te",
                                          "trailer",
                                          "upgrade",
                                          "http2-settings",
                                          "expect"};
    return std::any_of(std::begin(names), std::end(names),
                       [&](auto name) { return http::same_name(name, field_name); });
}

// The host of an absolute URL, as it is written: for messages, not for decisions.
constexpr std::string_view host_of(std::string_view url) {
    auto const slashes = url.find("//");
    if (slashes == std::string_view::npos) return {};
    url.remove_prefix(slashes + 2);
    std::size_t begin = 0, end = 0, colon = std::string_view::npos;
    for (; end < url.size() && url[end] != '/' && url[end] != '?' && url[end] != '#'; ++end) {
        if (url[end] == ':') colon = end;
        if (url[end] == '@' || url[end] == ']') colon = std::string_view::npos;
        if (url[end] == '@') begin = end + 1;
    }
    return url.substr(begin, (std::min)(colon, end) - begin);
}

// The failure of a request that was not sent, about its host.
inline failure not_sent(http::request const& request, code why, std::string detail) {
    return {.stage = stage::connect,
            .code = why,
            .subject = http::redact(host_of(request.url), request.secrets),
            .detail = std::move(detail)};
}

constexpr bool has_scheme(std::string_view url, std::string_view scheme) {
    return url.size() > scheme.size() + 3 &&
           http::same_name(url.substr(0, scheme.size()), scheme) &&
           url.substr(scheme.size(), 3) == "://";
}

}  // namespace detail

// The last check of every transport that writes to a network: nothing in the request may end a
// line, a field or the message early. Returns a failure with stage render and code
// malformed_request, or nothing if the request may be sent. The host may be in another alphabet, as
// UTF-8; then the transport connects to its form in ASCII, or refuses the request. `whole`: the
// transport can send all that a request can have, also sources and Digest credentials. Allocates
// only for a failure.
inline std::optional<failure> check_request(http::request const& request, bool whole = false) {
    auto const refused = [&](std::string_view subject, std::string detail) {
        return failure{.stage = stage::render,
                       .code = code::malformed_request,
                       .subject = http::redact(subject, request.secrets),
                       .detail = std::move(detail)};
    };
    if (!detail::has_scheme(request.url, "http") && !detail::has_scheme(request.url, "https")) {
        return refused("URL", "an absolute URL with the scheme http or https was expected");
    }
    std::string_view const url = request.url, host = detail::host_of(url);
    auto const begin = static_cast<std::size_t>(host.data() - url.data());
    auto const all = [](std::string_view part, bool beyond_ascii) {
        return std::all_of(part.begin(), part.end(), [&](char c) {
            auto const byte = static_cast<unsigned char>(c);
            return byte > ' ' && (byte < 0x7F || (byte >= 0x80 && beyond_ascii));
        });
    };
    if (!all(url.substr(0, begin), false) || !all(host, true) ||
        !all(url.substr(begin + host.size()), false)) {
        return refused("URL",
                       "a blank, a control character or a byte outside ASCII: percent-encode it");
    }
    if (!request.sources.empty() && !whole)
        return refused("content", "this transport cannot send files and streams");
    if (request.digest && !whole)
        return refused("authorization", "this transport cannot answer a Digest challenge");
    if (request.digest && http::find_field(request.fields, "Authorization") != nullptr)
        return refused("Authorization", "a request with Digest credentials cannot have this field");
    for (std::size_t i = 0; i < request.sources.size(); ++i) {
        auto const& [offset, name, path, size, once, open] = request.sources[i];
        if (!open || offset > request.content.size() ||
            (i != 0 && offset < request.sources[i - 1].offset))
            return refused(name, "a source of the content without a reader, or out of order");
    }
    if (request.method == http::method::head && http::has_content(request))
        return refused("method", "a HEAD request has no content");
    if (host.empty()) return refused("URL", "the URL has no host");
    for (auto const& field : request.fields) {
        if (!http::is_token(field.name)) return refused("field", "its name is not a token");
        if (!http::is_field_value(field.value))
            return refused(field.name, "a control character in the field's value");
        if (detail::belongs_to_the_transport(field.name))
            return refused(field.name, "this field belongs to the transport and cannot be set");
    }
    return std::nullopt;
}

}  // namespace trotline
#endif
