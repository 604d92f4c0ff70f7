// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/observed.hpp>

#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/retrying.hpp>
#include <trotline/transport/scripted.hpp>
#include <trotline/transport/threaded.hpp>
#include <trotline/transport/trace_context.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/fake_timer.hpp"

namespace transport_observed_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using trotline_tests::fake_timer;

namespace {

// Writes down what it sees, and continues traces.
struct notes {
    std::mutex mutex;
    std::vector<std::string> lines;
    bool traces = false;

    std::string began(tl::observed_request& request) {
        if (traces) {
            auto const incoming = tl::trace_context::parse(request.traceparent);
            request.traceparent =
                to_string(incoming ? incoming->child() : tl::trace_context::begin());
        }
        std::lock_guard const lock(mutex);
        lines.push_back("began " + request.label + " " + std::string(name(request.method)) + " " +
                        request.origin + " #" + std::to_string(request.attempt) + " " +
                        std::to_string(request.content_size));
        return "span";
    }
    void ended(std::string span, tl::observed_request const& request,
               tl::observed_outcome const& how) {
        std::lock_guard const lock(mutex);
        lines.push_back("ended " + span + " #" + std::to_string(request.attempt) + " " +
                        std::to_string(how.status) + " " + std::string(name(how.code)) + " " +
                        std::to_string(how.bytes_received));
    }
};
static_assert(trotline::observer<notes>);

tl::http::response answered(int status, std::string content = {}) {
    return {.status = status, .content = std::move(content)};
}

}  // namespace

TEST_CASE("begin and end of every attempt, or of the whole call, without secrets") {
    tl::scripted_transport const script({{.answer = answered(503), .times = 1},
                                         {.answer = answered(200, "{}"), .times = 1},
                                         {.answer = tl::failure{.code = tl::code::reset}}});
    using inner = tl::observed<tl::scripted_transport, notes>;
    auto const attempts = std::make_shared<notes>(), whole = std::make_shared<notes>();
    fake_timer const timer;
    using retried = tl::retrying<inner, tl::exponential_backoff, fake_timer>;
    tl::observed<retried, notes> transport(
        retried(inner(script, attempts), {.attempts = 2}, {}, timer), whole);
    tl::basic_webhook_node<tl::observed<retried, notes>&, tl::media_type_parser,
                           tl::memory_parameter_store>
        node(transport, {}, {{"TENANT", tl::secret{"hidden"}}});
    tl::webhook const hook{.label = "rename",
                           .method = tl::method::put,
                           .url = "https://$TENANT.example/secret/path?token=1",
                           .body = tl::json_body("{}")};
    CHECK(node.call(hook));
    CHECK_FALSE(node.call(hook));
    CHECK(whole->lines == std::vector<std::string>{"began rename PUT https://[secret].example #1 2",
                                                   "ended span #1 200 none 2",
                                                   "began rename PUT https://[secret].example #1 2",
                                                   "ended span #1 0 reset 0"});
    CHECK(attempts->lines ==
          std::vector<std::string>{
              "began rename PUT https://[secret].example #1 2", "ended span #1 503 none 0",
              "began rename PUT https://[secret].example #2 2", "ended span #2 200 none 2",
              "began rename PUT https://[secret].example #1 2", "ended span #1 0 reset 0",
              "began rename PUT https://[secret].example #2 2", "ended span #2 0 reset 0"});
}

TEST_CASE("a trace is begun, or continued") {
    tl::observed<tl::scripted_transport, notes> transport(
        tl::scripted_transport({{.answer = answered(200)}}));
    auto const sent = [&](std::vector<tl::http::field> fields) {
        static_cast<void>(
            transport.send({.url = "http://a/", .fields = std::move(fields)}, tl::deadline::max()));
        return transport.wrapped().sent().back().fields;
    };
    std::string const incoming = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    CHECK(sent({{"traceparent", incoming}}).front().value == incoming);
    CHECK(sent({}).empty());
    transport.by().traces = true;
    auto const begun = sent({{"A", "b"}});
    REQUIRE(begun.size() == 2);
    CHECK(begun[1].name == "traceparent");
    CHECK(tl::trace_context::parse(begun[1].value));
    auto const passed = sent({{"TraceParent", incoming}});
    REQUIRE(passed.size() == 1);
    CHECK(passed[0].value != incoming);
    CHECK(tl::trace_context::parse(passed[0].value)->trace_id ==
          tl::trace_context::parse(incoming)->trace_id);
}

TEST_CASE("asynchronous transports, and transports that throw") {
    tl::threaded<tl::scripted_transport> threads(
        tl::scripted_transport({{.answer = answered(204)}}));
    tl::observed<tl::threaded<tl::scripted_transport>&, notes> transport(threads);
    transport.by().traces = true;
    static_assert(tl::async_transport<decltype(transport)>);
    auto const outcome = tl::send_async(transport, {.url = "http://a/", .label = "l"},
                                        std::chrono::steady_clock::now() + 1h)
                             .get();
    CHECK(outcome->status == 204);
    CHECK(transport.by().lines ==
          std::vector<std::string>{"began l GET http://a #1 0", "ended span #1 204 none 0"});

    struct throwing {
        tl::result<tl::http::response> send(tl::http::request const&, tl::deadline,
                                            std::stop_token) {
            throw std::runtime_error("why");
        }
    };
    tl::observed<throwing, notes> thrower;
    CHECK_THROWS_AS(static_cast<void>(thrower.send({.url = "http://a/"}, tl::deadline::max())),
                    std::runtime_error);
    CHECK(thrower.by().lines.back() == "ended span #1 0 internal 0");
}

TEST_CASE("the end of a request that could not be started is told") {
    struct full {
        tl::result<tl::http::response> send(tl::http::request const&, tl::deadline,
                                            tl::stop_token) {
            return answered(200);
        }
        void start(tl::http::request, tl::deadline, tl::stop_token, tl::completion) {
            throw std::bad_alloc();
        }
    };
    tl::observed<full, notes> transport;
    CHECK_THROWS_AS(transport.start({.url = "http://a/"}, tl::deadline::max(), {}, {}),
                    std::bad_alloc);
    CHECK(transport.by().lines ==
          std::vector<std::string>{"began  GET http://a #1 0", "ended span #1 0 internal 0"});
}

}  // namespace transport_observed_test
