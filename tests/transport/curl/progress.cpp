// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/progress.hpp>

#include <doctest/doctest.h>

#include <string>

namespace transport_curl_progress_test {

namespace tl = trotline;
using tl::code;
using tl::stage;

TEST_CASE("how far it came decides where it failed") {
    tl::curl::progress progress;
    CHECK(progress.reached() == stage::resolve);
    progress.sockets_opened = 1;
    CHECK(progress.reached() == stage::connect);
    progress.secure = true;
    CHECK(progress.reached() == stage::connect);
    progress.dialled.connected = true;
    CHECK(progress.reached() == stage::tls);
    progress.requests_begun = 1;
    CHECK(progress.reached() == stage::receive);
    progress.content_size = 10;
    progress.uploaded = 9;
    CHECK(progress.reached() == stage::send);
}

TEST_CASE("codes with several meanings are told apart") {
    tl::curl::progress const unsent{}, sent{.requests_begun = 1},
        refused{.requests_begun = 1, .repetition_refused = true},
        blocked{.sockets_opened = 1, .blocked = tl::address_class::loopback};
    struct {
        CURLcode result;
        tl::curl::progress const& progress;
        int system_error;
        std::string message;
        tl::stage stage;
        tl::code code;
    } const cases[] = {
        {CURLE_COULDNT_CONNECT, unsent, ECONNREFUSED, "", stage::connect, code::refused},
        {CURLE_COULDNT_CONNECT, unsent, ENETUNREACH, "", stage::connect, code::unreachable},
        {CURLE_COULDNT_CONNECT, blocked, 0, "", stage::connect, code::blocked},
        {CURLE_OPERATION_TIMEDOUT, unsent, 0, "", stage::resolve, code::timeout},
        {CURLE_OPERATION_TIMEDOUT, sent, 0, "", stage::receive, code::timeout},
        {CURLE_ABORTED_BY_CALLBACK, unsent, 0, "", stage::resolve, code::cancelled},
        {CURLE_ABORTED_BY_CALLBACK, refused, 0, "", stage::receive, code::reset},
        {CURLE_UNSUPPORTED_PROTOCOL, unsent, 0, "", stage::render, code::malformed_request},
        {CURLE_UNSUPPORTED_PROTOCOL, sent, 0, "", stage::receive, code::malformed_response},
        {CURLE_RECV_ERROR, sent, ECONNRESET, "", stage::receive, code::reset},
        {CURLE_RECV_ERROR, sent, 0, "", stage::receive, code::incomplete},
        {CURLE_RECV_ERROR, sent, 0, "Problem (2) in the Chunked-Encoded data", stage::receive,
         code::malformed_response},
        {CURLE_SSL_CONNECT_ERROR, unsent, 0, "wrong version number", stage::tls,
         code::malformed_response},
        {CURLE_SSL_CONNECT_ERROR, unsent, 0, "OpenSSL SSL_connect: SSL_ERROR_SYSCALL", stage::tls,
         code::incomplete},
        {CURLE_SSL_CONNECT_ERROR, unsent, ECONNRESET, "OpenSSL SSL_connect: SSL_ERROR_SYSCALL",
         stage::tls, code::reset},
        {CURLE_PEER_FAILED_VERIFICATION, unsent, 0, "", stage::tls, code::certificate},
        {CURLE_SSL_CERTPROBLEM, unsent, 0, "", stage::tls, code::configuration},
        {CURLE_OUT_OF_MEMORY, sent, 0, "", stage::receive, code::too_large},
        {CURLE_GOT_NOTHING, sent, 0, "", stage::receive, code::incomplete},
        {CURLE_URL_MALFORMAT, unsent, 0, "", stage::render, code::malformed_request},
        {CURLE_COULDNT_RESOLVE_HOST, unsent, 0, "", stage::resolve, code::unresolved},
        {CURLE_COULDNT_RESOLVE_PROXY, unsent, 0, "", stage::resolve, code::unresolved},
        {CURLE_PROXY, unsent, 0, "", stage::connect, code::unreachable},
        {CURLE_NO_CONNECTION_AVAILABLE, unsent, 0, "", stage::connect, code::overloaded},
        {CURLE_INTERFACE_FAILED, unsent, 0, "", stage::connect, code::configuration},
        {CURLE_SSL_CONNECT_ERROR, unsent, 0, "unexpected eof while reading", stage::tls,
         code::incomplete},
        {CURLE_SSL_CONNECT_ERROR, unsent, ECONNRESET, "", stage::tls, code::reset},
        {CURLE_SSL_ISSUER_ERROR, unsent, 0, "", stage::tls, code::certificate},
        {CURLE_SSL_PINNEDPUBKEYNOTMATCH, unsent, 0, "", stage::tls, code::certificate},
        {CURLE_SSL_CIPHER, unsent, 0, "", stage::tls, code::configuration},
        {CURLE_SSL_CACERT_BADFILE, unsent, 0, "", stage::tls, code::configuration},
        {CURLE_SEND_ERROR, sent, ECONNRESET, "", stage::send, code::reset},
        {CURLE_SEND_FAIL_REWIND, sent, 0, "", stage::send, code::reset},
        {CURLE_PARTIAL_FILE, sent, 0, "", stage::receive, code::incomplete},
        {CURLE_WEIRD_SERVER_REPLY, sent, 0, "", stage::receive, code::malformed_response},
        {CURLE_HTTP2, sent, 0, "", stage::receive, code::malformed_response},
        {CURLE_HTTP2_STREAM, sent, 0, "", stage::receive, code::reset},
        {CURLE_FILESIZE_EXCEEDED, sent, 0, "", stage::receive, code::too_large},
        {CURLE_FAILED_INIT, unsent, 0, "", stage::connect, code::configuration},
        {CURLE_NOT_BUILT_IN, unsent, 0, "", stage::connect, code::configuration},
        {CURLE_LDAP_SEARCH_FAILED, sent, 0, "", stage::receive, code::internal},
    };
    for (auto const& c : cases) {
        auto const reason =
            tl::curl::reason_of(c.result, c.progress, c.system_error, c.message, false);
        CAPTURE(c.result);
        REQUIRE(reason.has_value());
        CHECK(name(reason->stage) == name(c.stage));
        CHECK(name(reason->code) == name(c.code));
    }
    CHECK(tl::curl::reason_of(CURLE_OUT_OF_MEMORY, sent, 0, "Out of memory", false)
              ->text.starts_with("a header line is over"));
    CHECK_FALSE(tl::curl::reason_of(CURLE_OUT_OF_MEMORY, unsent, 0, "", false).has_value());
    CHECK_FALSE(tl::curl::reason_of(CURLE_OUT_OF_MEMORY, sent, 0, "", true).has_value());
}

}  // namespace transport_curl_progress_test
