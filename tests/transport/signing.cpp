// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/signing.hpp>

#include <trotline/transport/scripted.hpp>
#include <trotline/transport/threaded.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "support/fake_timer.hpp"

namespace transport_signing_test {

namespace tl = trotline;
using trotline_tests::fake_timer;

namespace {
tl::webhook_keys keys() {
    return tl::webhook_keys::parse({"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}).value();
}
tl::scripted_transport script() {
    return tl::scripted_transport({{.answer = tl::http::response{.status = 204}}});
}
}  // namespace

TEST_CASE("a sent signature can be verified") {
    fake_timer const timer;
    tl::signing<tl::scripted_transport, fake_timer> transport(keys(), script(), timer);
    struct {
        std::vector<tl::http::field> fields;
        std::string id;  // empty: a random one
    } const cases[] = {{{}, ""},
                       {{{"Idempotency-Key", "order-7"}}, "order-7"},
                       {{{"Webhook-Id", "mine"}, {"Idempotency-Key", "order-7"}}, "mine"}};
    for (auto const& c : cases) {
        tl::http::request const request{.url = "http://a/", .fields = c.fields, .content = "{}"};
        CHECK(transport.send(request, tl::deadline::max())->status == 204);
        auto const sent = transport.wrapped().sent().back();
        CHECK(sent.content == "{}");
        CHECK(keys().verdict_of(sent.fields, sent.content, timer.date()) ==
              tl::signature_verdict::valid);
        auto const id = tl::http::find_field(sent.fields, "webhook-id")->value;
        CHECK((c.id.empty() ? id.starts_with("msg_") && id.size() == 36 : id == c.id));
    }
}

TEST_CASE("content that is not in memory is not signed, and so not sent") {
    tl::threaded<tl::scripted_transport> threads(script());
    tl::signing<tl::threaded<tl::scripted_transport>&> transport(keys(), threads);
    tl::http::request const request{.method = tl::http::method::put,
                                    .url = "http://a/",
                                    .sources = {tl::http::streamed("log", {})}};
    auto const until = std::chrono::steady_clock::now() + std::chrono::hours(1);
    for (auto const& refused :
         {transport.send(request, until), tl::send_async(transport, request, until).get()}) {
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == tl::code::malformed_request);
    }
    transport.start(request, until, {}, {});  // without a completion
    CHECK(threads.wrapped().sent().empty());
}

TEST_CASE("signing an asynchronous call") {
    tl::threaded<tl::scripted_transport> threads(script());
    tl::signing<tl::threaded<tl::scripted_transport>&> transport(keys(), threads);
    static_assert(tl::async_transport<decltype(transport)>);
    auto const until = std::chrono::steady_clock::now() + std::chrono::hours(1);
    CHECK(tl::send_async(transport, {.url = "http://a/", .content = "x"}, until).get()->status ==
          204);
    auto const sent = threads.wrapped().sent().back();
    CHECK(keys().verdict_of(sent.fields, "x", tl::steady_timer().date()) ==
          tl::signature_verdict::valid);
}

}  // namespace transport_signing_test
