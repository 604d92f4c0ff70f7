// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NATS_SETTINGS_HPP
#define TROTLINE_NATS_SETTINGS_HPP

#include <trotline/core/abi.hpp>

#include <chrono>
#include <string>

namespace trotline::inline TROTLINE_ABI {

// How to reach a NATS server, or a cluster of them. Nothing here is ever filled from a parameter.
struct nats_settings {
    // "nats://host:4222"; several servers of a cluster are separated by commas; tls:// insists on TLS
    std::string url = "nats://127.0.0.1:4222";
    std::string user{}, password{};
    std::string token{};
    std::string credentials_file{};  // a JWT and its key, as `nsc generate creds` writes them

    // PEM files. With an authority or a certificate of its own the connection insists on TLS.
    std::string ca_file{};      // instead of the system's authorities
    std::string certificate{};  // of the client
    std::string key{};

    std::string name = "trotline";  // what the server's own tools show
    std::chrono::milliseconds connect_limit{2000};
    std::chrono::milliseconds request_limit{5000};  // for each answer of JetStream's
};

}  // namespace trotline
#endif
