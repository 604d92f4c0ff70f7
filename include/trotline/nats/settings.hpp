// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NATS_SETTINGS_HPP
#define TROTLINE_NATS_SETTINGS_HPP

#include <trotline/core/abi.hpp>

#include <chrono>
#include <string>

namespace trotline::inline TROTLINE_ABI {

// How to reach a NATS server or cluster. No parameter can change these settings.
struct nats_settings {
    // "nats://host:4222"; several servers of a cluster are separated by commas; tls:// requires TLS
    std::string url = "nats://127.0.0.1:4222";
    std::string user{}, password{};
    std::string token{};
    std::string credentials_file{};  // a JWT and its key, in the format of `nsc generate creds`

    // PEM files. With a ca_file or a certificate the connection requires TLS.
    std::string ca_file{};      // instead of the system's authorities
    std::string certificate{};  // of the client
    std::string key{};

    std::string name = "trotline";  // shown by the server's tools
    std::chrono::milliseconds connect_limit{2000};
    std::chrono::milliseconds request_limit{5000};  // for each answer of JetStream
};

}  // namespace trotline
#endif
