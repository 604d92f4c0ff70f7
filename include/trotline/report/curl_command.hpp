// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_CURL_COMMAND_HPP
#define TROTLINE_REPORT_CURL_COMMAND_HPP

#include <trotline/http/method.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/request_content.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

// One word of a POSIX shell with this text. It must not contain a NUL.
inline std::string shell_word(std::string_view text) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_";
    if (!text.empty() && text.find_first_not_of(plain) == text.npos) return std::string(text);
    std::string word = "'";
    for (char const c : text) {
        if (c == '\'')
            word += "'\\''";
        else
            word += c;
    }
    return word += '\'';
}

// The format of a printf command that writes these bytes.
inline std::string printf_format(std::string_view bytes) {
    std::string format = "'";
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte >= 0x7F || c == '\'' || c == '\\' || c == '%') {
            format += '\\';
            for (unsigned const shift : {6u, 3u, 0u})
                format += static_cast<char>('0' + (byte >> shift & 7));
        } else {
            format += c;
        }
    }
    return format += '\'';
}

}  // namespace detail

// The curl command line that sends the same request, for a POSIX shell. `[secret]` replaces
// secrets. A content with control characters is written by printf, and a file is written by cat.
inline std::string curl_command(http::request const& request,
                                std::chrono::milliseconds longest = {}) {
    auto const word = [&](std::string_view text) {
        return detail::shell_word(http::redact(text, request.secrets));
    };
    std::string const content = http::redact(request.content, request.secrets);
    bool const has_sources = !request.sources.empty();
    bool const through_printf =
        has_sources || content.find_first_of(std::string_view("\0\r", 2)) != content.npos;
    std::string text;
    if (has_sources) text += "{ ";
    http::for_each_piece(
        request,
        [&](std::string_view piece) {
            if (!through_printf || piece.empty()) return;
            text.append("printf ")
                .append(detail::printf_format(http::redact(piece, request.secrets)))
                .append(has_sources ? "; " : " ");
        },
        [&](http::content_source const& each) {
            text.append("cat ")
                .append(word(each.path.empty() ? each.name : each.path))
                .append("; ");
        });
    if (has_sources) text += "} ";
    if (through_printf) text += "| ";
    text += "curl --path-as-is";
    if (longest.count() > 0) {
        std::string milliseconds = std::to_string(longest.count() % 1000);
        milliseconds.insert(0, 3 - milliseconds.size(), '0');
        text.append(" --max-time ")
            .append(std::to_string(longest.count() / 1000))
            .append(".")
            .append(milliseconds);
    }
    bool const has_content = http::has_content(request);
    if (request.method == http::method::head)  // with -X it would wait for a content
        text += " --head";
    else if (request.method != (has_content ? http::method::post : http::method::get))
        text.append(" -X ").append(name(request.method));
    if (request.url.find_first_of("[]{}") != request.url.npos) text += " --globoff";
    text.append(" ").append(word(request.url));
    if (request.digest)
        text.append(" \\\n  --digest -u ").append(word(request.digest->user + ":[secret]"));
    bool has_type = false;
    for (http::field const& each : request.fields) {
        has_type = has_type || http::same_name(each.name, "Content-Type");
        // In curl's notation an empty field ends with a semicolon.
        text.append(" \\\n  -H ")
            .append(word(each.value.empty() ? each.name + ";" : each.name + ": " + each.value));
    }
    if (!has_content) return text;
    // Otherwise curl would choose a Content-Type.
    if (!has_type) text += " \\\n  -H 'Content-Type:'";
    if (through_printf) return text.append(" \\\n  --data-binary @-");
    return text.append(" \\\n  --data-raw ").append(detail::shell_word(content));
}

}  // namespace trotline
#endif
