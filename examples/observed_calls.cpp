// SPDX-License-Identifier: BSL-1.0
// Calls that are limited in rate, robust and observed: a circuit breaker, retries with a budget,
// and an observer that sees every attempt. The observer here prints the attributes of a client's
// span with OpenTelemetry's names; with its library, the same two functions would fill a span and a
// histogram.
#include <trotline/transport/breaking.hpp>
#include <trotline/transport/limiting.hpp>
#include <trotline/transport/observed.hpp>
#include <trotline/transport/retrying.hpp>
#include <trotline/transport/trace_context.hpp>
#include <trotline/trotline.hpp>

#include <iostream>
#include <string>

namespace tl = trotline;

struct printing {
    // Continues a trace, or begins one.
    std::string began(tl::observed_request& request) {
        auto const incoming = tl::trace_context::parse(request.traceparent);
        auto const span = incoming ? incoming->child() : tl::trace_context::begin();
        request.traceparent = to_string(span);
        return tl::trace_context::digits(span.parent_id);
    }
    void ended(std::string const& span, tl::observed_request const& request,
               tl::observed_outcome const& how) {
        std::cout << "span_id=" << span << " name=\"" << request.label << '"'
                  << " http.request.method=" << name(request.method)
                  << " server.address=" << request.origin
                  << " http.request.resend_count=" << request.attempt - 1;
        if (how.status != 0) std::cout << " http.response.status_code=" << how.status;
        if (how.code != tl::code::none) std::cout << " error.type=\"" << name(how.code) << '"';
        std::cout << " http.client.request.duration="
                  << static_cast<double>(how.elapsed.total.count()) / 1e6
                  << "s http.response.body.size=" << how.bytes_received << '\n';
    }
};

// From the inside out: every attempt is observed, waits for its turn, and counts for the circuit.
using seen = tl::observed<tl::curl_transport, printing>;
using limited = tl::limiting<seen>;
using guarded = tl::breaking<limited>;
using transport = tl::retrying<guarded, tl::decorrelated_backoff>;

constexpr tl::webhook users{.label = "list users", .url = "$SERVER/users"};
constexpr tl::webhook broken{.label = "broken", .url = "$SERVER/broken"};

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: observed_calls URL-OF-THE-EXAMPLE-SERVER\n", 2;
    transport calls(guarded(limited(seen(), {.per_second = 100, .burst = 10, .in_flight = 8}),
                            {.failures = 4, .open_for = std::chrono::seconds(10)}),
                    {.attempts = 3, .budget = 0.2}, {.base = std::chrono::milliseconds(5)});
    tl::basic_webhook_node<transport, tl::media_type_parser, tl::memory_parameter_store> node(
        std::move(calls), {}, {{"SERVER", argv[1]}});

    using rows = tl::parameters_from<tl::row<"[0].userId", "USER">>;
    if (auto const called = node.call<rows>(users); !called)
        return std::cerr << called.failure() << '\n', 1;
    // Three attempts of one call and one of the next open the circuit; then nothing is sent.
    for (int i = 0; i < 3; ++i)
        if (auto const called = node.call(broken); !called)
            std::cout << "  " << name(called.failure().code) << '\n';
    return node.transport().wrapped().circuit_of(argv[1]) == tl::circuit::open ? 0 : 1;
}
