// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_OUTBOX_CONTEST_HPP
#define TROTLINE_BENCHMARKS_OUTBOX_CONTEST_HPP

#include <string>

// Compares posting to JetStream with the server's acknowledgement for each message, and delivering
// what was posted over HTTP with 32 calls at once. Every contender posts the same number of bytes,
// and the same content reaches the same nginx.
namespace contest {

inline std::string const body =
    R"({"order": 17, "state": "paid", "amount": 12.5, "currency": "EUR"})";

struct contender {
    char const* name;
    // Posts that many deliveries for the URL to an outbox with this name.
    void (*post)(std::string const& nats, std::string const& outbox, std::string const& url,
                 int count);
    // Delivers that many, with that many workers.
    void (*deliver)(std::string const& nats, std::string const& outbox, int count, int workers);
};

extern contender const bare, trotline;

}  // namespace contest
#endif
