// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_SETTINGS_HPP
#define TROTLINE_TRANSPORT_CURL_SETTINGS_HPP

#include <trotline/transport/address_guard.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// The HTTP version to use (RFC 9110 section 2.5). automatic: HTTP/2 if the server offers it in the
// TLS handshake, otherwise HTTP/1.1. http_2_prior_knowledge: HTTP/2 from the first byte, also
// without TLS. http_3: HTTP/3 if the server can be reached by it, otherwise as automatic;
// http_3_only: without that. Both need a libcurl that has HTTP/3 (most distributions' have not);
// others refuse every request (configuration).
enum class http_version : unsigned char {
    automatic,
    http_1_1,
    http_2_prior_knowledge,
    http_3,
    http_3_only
};

// Signature Version 4 of Amazon Web Services and of services that sign in the same way; libcurl
// makes it. A request that has an Authorization field is not signed.
//   tl::aws_signature{.scope = "aws:amz:eu-central-1:s3", .key = "AKIA...", .secret = "..."}
struct aws_signature {
    std::string scope{};  // provider:provider:region:service, as CURLOPT_AWS_SIGV4 takes it
    std::string key{};    // the access key's id
    std::string secret{};
};

class cookie_jar;

// The settings of a curl_transport. They belong to the program, never to a template: no parameter
// can change them. There is no switch that turns TLS verification off, and none for schemes other
// than http and https.
//   tl::curl_transport transport{{.content_limit = 64 << 10, .ca_file = "/etc/ssl/our-ca.pem"}};
struct curl_settings {
    // for resolving, connecting and TLS together; the call's deadline still applies
    std::chrono::milliseconds connect_limit{3000};
    // bytes of content, before and after its coding is undone
    std::size_t content_limit = std::size_t{1} << 20;
    // total bytes of all header and trailer sections, plus 32 for each field line
    std::size_t field_section_limit = std::size_t{64} << 10;
    // how many redirects are followed; 0: a 3xx is an answer like any other. See redirect.hpp for
    // what is never sent to another origin
    unsigned redirects = 0;
    // ask for gzip, deflate and (if built with it) br, unless the request has its own
    // Accept-Encoding
    bool accept_codings = true;
    // over TLS, accept content whose end only the connection's end marks (HTTP/1.0 style); libcurl
    // does not tell such an end from a cut connection
    bool content_until_close = false;

    std::string proxy{};  // "http://host:port", "socks5h://host:port"; empty: no proxy
    bool proxy_from_environment = false;  // http_proxy, https_proxy, all_proxy, no_proxy
    std::string no_proxy{};               // hosts called directly, separated by commas

    std::string ca_file{};             // PEM, instead of the system's authorities
    std::string client_certificate{};  // PEM file
    std::string client_key{};          // PEM file; empty: the key is in client_certificate
    std::string client_key_password{};
    // the keys that a server may have (its certificate must be valid, too): "sha256//BASE64",
    // several separated by semicolons, or a PEM file
    std::string pinned_public_key{};

    // signs every request; not together with redirects, which could lead elsewhere
    std::optional<aws_signature> aws{};

    // keep the cookies that servers set, and send them back; without a jar there are none. Needs
    // <trotline/transport/curl/cookie_jar.hpp>
    std::shared_ptr<cookie_jar> cookies{};

    // call from this address of the machine, so that the callee can allow-list it
    std::string source_address{};
    // call from this network interface; not together with source_address
    std::string source_interface{};
    std::string unix_socket{};  // connect to this path instead of the URL's host

    // "host:port:address", "host:port:address,address": use these addresses instead of the resolver
    std::vector<std::string> resolve{};
    // refuse to connect to addresses that are not public; not together with a proxy
    std::optional<address_guard> guard{};

    http_version version = http_version::automatic;
    // empty: none. A User-Agent field of the request takes precedence
    std::string user_agent = "trotline";
    // handles kept for reuse: this many threads can call without opening new connections
    std::size_t pool_size = 8;
    std::size_t idle_connections = 8;  // kept open by each handle
};

// The bounds of an async_curl_transport.
struct async_curl_settings {
    // calls that have not ended; further ones are refused (overloaded)
    std::size_t queue_limit = 4096;
    std::size_t active_limit = 1024;        // of them, running in libcurl at once
    std::size_t connections_per_host = 32;  // further calls wait for one, within their deadline
    std::chrono::milliseconds grace{1000};  // how long destruction waits for calls under way
};

}  // namespace trotline
#endif
