// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_OUTBOX_CONTEST_HPP
#define TROTLINE_BENCHMARKS_OUTBOX_CONTEST_HPP

#include <string>

// What is compared: posting into JetStream with the server's acknowledgement for each, and
// delivering what was posted over HTTP with 32 calls at once. Everybody posts the same number of
// bytes, and the same content reaches the same nginx.
namespace contest {

inline std::string const body =
    R"({"order": 17, "state": "paid", "amount": 12.5, "currency": "EUR"})";

struct contender {
    char const* name;
    // Posts so many deliveries to the URL into an outbox of this name.
    void (*post)(std::string const& nats, std::string const& outbox, std::string const& url,
                 int count);
    // Delivers so many, with so many workers.
    void (*deliver)(std::string const& nats, std::string const& outbox, int count, int workers);
};

extern contender const bare, trotline;

}  // namespace contest
#endif
