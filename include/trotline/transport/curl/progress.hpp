// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_PROGRESS_HPP
#define TROTLINE_TRANSPORT_CURL_PROGRESS_HPP

#include <curl/curl.h>
#include <trotline/core/failure.hpp>
#include <trotline/transport/address_guard.hpp>
#include <trotline/transport/curl/sockets.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::curl {

// How far a transfer has come, as libcurl's callbacks saw it.
struct progress {
    unsigned sockets_opened = 0;  // 0: a kept connection, or no address yet
    unsigned requests_begun = 0;
    std::size_t content_size = 0, uploaded = 0;  // the most on one connection
    curl::dialled dialled{};
    std::optional<address_class> blocked{};
    bool secure = false;
    bool repeatable = false;
    bool repetition_refused = false;
    bool connection_stale = false;  // nothing was sent on it

    stage reached() const {
        if (requests_begun > 0) return uploaded < content_size ? stage::send : stage::receive;
        if (sockets_opened == 0) return stage::resolve;
        return dialled.connected && secure ? stage::tls : stage::connect;
    }
};

// How the time of the handle's transfer is divided so far.
inline phase_times elapsed_of(CURL* handle, progress const& progress) {
    auto const at = [&](CURLINFO which) {
        curl_off_t value = 0;
        curl_easy_getinfo(handle, which, &value);
        return std::chrono::microseconds(value);
    };
    phase_times times;
    auto const ready = at(CURLINFO_PRETRANSFER_TIME_T), first = at(CURLINFO_STARTTRANSFER_TIME_T);
    times.total = at(CURLINFO_TOTAL_TIME_T);
    if (progress.sockets_opened > 0) {
        auto const resolved = at(CURLINFO_NAMELOOKUP_TIME_T),
                   connected = at(CURLINFO_CONNECT_TIME_T),
                   secured = at(CURLINFO_APPCONNECT_TIME_T);
        times.resolve = resolved;
        times.connect = (std::max)(connected - resolved, {});
        times.tls = (std::max)(secured - connected, {});
    }
    times.first_byte = (std::max)(first - ready, {});
    if (first.count() > 0) times.receive = (std::max)(times.total - first, {});
    return times;
}

struct reason {
    trotline::stage stage;
    trotline::code code;
    std::string_view text = {};  // instead of libcurl's; static
};

// Translates a CURLcode to a stage and a code. Many CURLcodes have several meanings, which depend
// on how far the transfer had come. Returns nothing if memory ran out. `message` is libcurl's text;
// it is searched only where nothing else tells two meanings apart.
inline std::optional<reason> reason_of(CURLcode result, progress const& progress, int system_error,
                                       std::string_view message, bool header_section_complete) {
    auto const broken = [&](stage where) {
        return reason{where, system_error == 0 ? code::incomplete : code::reset};
    };
    bool const sent = progress.requests_begun > 0;
    switch (static_cast<int>(result)) {
        case CURLE_OPERATION_TIMEDOUT:
            return reason{progress.reached(), code::timeout};
        case CURLE_ABORTED_BY_CALLBACK:
            return progress.repetition_refused ? reason{progress.reached(), code::reset}
                                               : reason{progress.reached(), code::cancelled};
        case CURLE_OUT_OF_MEMORY:
            // libcurl before 8.6 says so of a field line over its own limit (100 KiB) too
            if (sent && !header_section_complete)
                return reason{stage::receive, code::too_large,
                              "a header line is over libcurl's limit of 100 KiB"};
            return std::nullopt;

        case CURLE_URL_MALFORMAT:
            return reason{stage::render, code::malformed_request};
        case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9, or a scheme
            return sent ? reason{stage::receive, code::malformed_response}
                        : reason{stage::render, code::malformed_request};

        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return reason{stage::resolve, code::unresolved};
        case CURLE_COULDNT_CONNECT:
            if (progress.blocked) return reason{stage::connect, code::blocked};
            return reason{stage::connect, system_error == ECONNREFUSED || system_error == ENOENT
                                              ? code::refused
                                              : code::unreachable};
        case CURLE_PROXY:
            return reason{stage::connect, code::unreachable};
        case CURLE_NO_CONNECTION_AVAILABLE:
            return reason{stage::connect, code::overloaded};
        case CURLE_INTERFACE_FAILED:
            return reason{stage::connect, code::configuration};

        case CURLE_SSL_CONNECT_ERROR:  // handshake failed, peer speaks no TLS, or connection lost
            if (message.find("SYSCALL") != std::string_view::npos ||
                message.find("unexpected eof") != std::string_view::npos) {
                return broken(stage::tls);
            }
            return reason{stage::tls, system_error == 0 ? code::malformed_response : code::reset};
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return reason{stage::tls, code::certificate};
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CRL_BADFILE:
        case CURLE_SSL_ENGINE_NOTFOUND:
        case CURLE_SSL_ENGINE_SETFAILED:
        case CURLE_SSL_ENGINE_INITFAILED:
            return reason{stage::tls, code::configuration};

        case CURLE_SEND_ERROR:
        case CURLE_SEND_FAIL_REWIND:
            return reason{stage::send, code::reset};
        case CURLE_RECV_ERROR:  // the connection failed, or the chunks are malformed
            if (message.find("hunk") != std::string_view::npos)
                return reason{stage::receive, code::malformed_response};
            return broken(progress.reached());
        case CURLE_GOT_NOTHING:
        case CURLE_PARTIAL_FILE:
            return reason{stage::receive, code::incomplete};
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_HTTP2:
        case CURLE_BAD_CONTENT_ENCODING:
            return reason{stage::receive, code::malformed_response};
        case CURLE_HTTP2_STREAM:
            return reason{stage::receive, code::reset};
        case CURLE_FILESIZE_EXCEEDED:
            return reason{stage::receive, code::too_large};

        case CURLE_FAILED_INIT:
        case CURLE_NOT_BUILT_IN:
        case CURLE_UNKNOWN_OPTION:
        case CURLE_BAD_FUNCTION_ARGUMENT:
            return reason{stage::connect, code::configuration};
        default:
            return reason{progress.reached(), code::internal};
    }
}

}  // namespace trotline::curl
#endif
