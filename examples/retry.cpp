// SPDX-License-Identifier: BSL-1.0
// Retries, by wrapping a transport. A POST is repeated only if it has an idempotency key, the same
// for every attempt, so that the server can tell a second attempt from a second order.
#include <trotline/transport/retrying.hpp>
#include <trotline/trotline.hpp>

#include <chrono>
#include <iostream>

namespace tl = trotline;

using retrying_transport = tl::retrying<tl::curl_transport>;
using node_type =
    tl::basic_webhook_node<retrying_transport, tl::media_type_parser, tl::memory_parameter_store>;

// The server answers the first request with a key with 503 and `Retry-After: 0`, and the second one
// with 200.
constexpr tl::webhook with_key{.method = tl::method::post,
                               .url = "$SERVER/retry",
                               .fields = {{{"Idempotency-Key", "$ORDER"}}},
                               .body = tl::json_body(R"({"order": "$ORDER"})")};
constexpr tl::webhook without_key{
    .method = tl::method::post, .url = "$SERVER/retry", .body = tl::json_body("{}")};
using accepted = tl::parameters_from<tl::condition<"accepted", true>>;

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: retry URL-OF-THE-EXAMPLE-SERVER\n", 2;
    tl::exponential_backoff const wait{.base = std::chrono::milliseconds(10)};
    tl::memory_parameter_store const parameters{{"SERVER", argv[1]}, {"ORDER", "2026-0007"}};

    node_type node{retrying_transport(tl::curl_transport(), {.attempts = 3}, wait), {}, parameters};
    auto const once = node.call<accepted>(with_key);
    if (!once) return std::cerr << once.failure() << '\n', 1;
    std::cout << "accepted at the second attempt\n";

    auto const refused = node.call<accepted>(without_key);
    if (!refused) std::cout << "without a key: " << refused.failure() << '\n';

    // Or the transport makes a key for every call that has none.
    node_type adding{retrying_transport(tl::curl_transport(),
                                        {.attempts = 3, .add_idempotency_key = true}, wait),
                     {},
                     parameters};
    auto const added = adding.call<accepted>(without_key);
    if (!added) std::cerr << added.failure() << '\n';
    bool const good = !refused && refused.failure().code == tl::code::unexpected_status &&
                      refused.failure().may_have_been_processed && added;
    return good ? 0 : 1;
}
