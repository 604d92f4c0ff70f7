// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/retrying.hpp>

#include <trotline/transport/scripted.hpp>
#include <trotline/transport/threaded.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <future>
#include <latch>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/fake_timer.hpp"
#include "support/kept_transport.hpp"

namespace transport_retrying_test {

namespace tl = trotline;
using namespace std::chrono;
using namespace std::chrono_literals;
using tl::code;
using tl::http::method;

namespace {

using trotline_tests::fake_timer;

struct fixed_backoff {
    milliseconds operator()(unsigned attempt) const { return 100ms * attempt; }
};

tl::result<tl::http::response> failed(code why, bool processed = false) {
    return tl::failure{
        .stage = tl::stage::receive, .code = why, .may_have_been_processed = processed};
}
tl::result<tl::http::response> answered(int status, std::string retry_after = "") {
    tl::http::response answer{.status = status};
    if (!retry_after.empty()) answer.fields.push_back({"retry-after", std::move(retry_after)});
    return answer;
}

struct run {
    std::vector<tl::scripted_answer> script;
    tl::retry_settings settings{.attempts = 3};
    tl::http::request request{.url = "http://a/"};
    milliseconds limit = 24h;

    fake_timer timer{};
    tl::result<tl::http::response> outcome = tl::failure{};
    std::vector<tl::http::request> sent{};

    run& go() {
        tl::scripted_transport const transport(script);
        tl::retrying<tl::scripted_transport, fixed_backoff, fake_timer> retry(transport, settings,
                                                                              {}, timer);
        // the scripted transport uses the real clock
        timer.shared->time = steady_clock::now();
        outcome = retry.send(request, timer.shared->time + limit, {});
        sent = transport.sent();
        return *this;
    }
};

std::vector<tl::scripted_answer> script(
    std::vector<tl::result<tl::http::response>> const& answers) {
    std::vector<tl::scripted_answer> rows;
    rows.reserve(answers.size());
    for (auto const& answer : answers) rows.push_back({.answer = answer, .times = 1});
    return rows;
}

}  // namespace

TEST_CASE("what may pass is tried again, as often as allowed") {
    for (auto const& passing :
         {failed(code::refused), failed(code::unresolved), failed(code::reset, true),
          failed(code::incomplete, true), failed(code::timeout), failed(code::unreachable),
          failed(code::overloaded), answered(408), answered(429), answered(500), answered(502),
          answered(503), answered(504)}) {
        run good{script({passing, passing, answered(200)})};
        CHECK(good.go().outcome->status == 200);
        CHECK(good.timer.shared->waits == std::vector<milliseconds>{100ms, 200ms});
        run bad{script({passing, passing, passing, answered(200)})};
        bad.go();
        CHECK(bad.sent.size() == 3);
        CHECK((bad.outcome.has_error() || bad.outcome->status != 200));
    }
}

TEST_CASE("what does not pass is not") {
    for (auto const& standing :
         {answered(200), answered(204), answered(301), answered(400), answered(401), answered(404),
          answered(410), answered(501), failed(code::certificate), failed(code::blocked),
          failed(code::cancelled), failed(code::malformed_request),
          failed(code::malformed_response), failed(code::too_large), failed(code::configuration),
          failed(code::forbidden_redirect)}) {
        run once{script({standing, answered(200)})};
        CHECK(once.go().sent.size() == 1);
        CHECK(once.timer.shared->waits.empty());
    }
}

TEST_CASE("one attempt is no retry") {
    run once{script({answered(503), answered(200)}), {.attempts = 1}};
    CHECK(once.go().outcome->status == 503);
}

TEST_CASE("what may have been processed is not sent twice") {
    for (auto const m : {method::get, method::put, method::delete_, method::post, method::patch}) {
        for (bool const key : {false, true}) {
            CAPTURE(name(m));
            CAPTURE(key);
            tl::http::request request{.method = m, .url = "http://a/"};
            if (key) request.fields.push_back({"idempotency-key", "1"});
            bool const repeatable = tl::http::idempotent(m) || key;
            for (auto const& harmless : {failed(code::refused), answered(429)}) {
                CHECK(run{script({harmless, answered(200)}), {}, request}.go().sent.size() == 2);
            }
            for (auto const& harmful :
                 {failed(code::reset, true), failed(code::incomplete, true), answered(500),
                  answered(502), answered(503), answered(504), answered(408)}) {
                CHECK(run{script({harmful, answered(200)}), {}, request}.go().sent.size() ==
                      (repeatable ? 2 : 1));
            }
        }
    }
}

TEST_CASE("a key is made where that is asked for, one for all attempts") {
    run keyed{script({answered(503), failed(code::reset, true), answered(200)}),
              {.add_idempotency_key = true},
              {.method = method::post, .url = "http://a/"}};
    CHECK(keyed.go().outcome->status == 200);
    REQUIRE(keyed.sent.size() == 3);
    auto const* const key = tl::http::find_field(keyed.sent[0].fields, "Idempotency-Key");
    REQUIRE(key);
    CHECK(key->value.size() == 32);
    for (auto const& request : keyed.sent)
        CHECK(tl::http::find_field(request.fields, "Idempotency-Key")->value == key->value);
    auto const first = key->value;
    CHECK(tl::http::find_field(keyed.go().sent[0].fields, "Idempotency-Key")->value != first);
    CHECK(run{script({answered(200)}), {.add_idempotency_key = true}}.go().sent[0].fields.empty());
}

TEST_CASE("what is promised, row by row") {
    auto const get = tl::http::request{.url = "http://a/"};
    auto const post = tl::http::request{.method = method::post, .url = "http://a/"};
    auto const patch = tl::http::request{.method = method::patch, .url = "http://a/"};
    auto const with_key = [](tl::http::request request) {
        request.fields.push_back({"Idempotency-Key", "the caller's own"});
        return request;
    };
    using waits = std::vector<milliseconds>;
    struct {
        char const* name;
        tl::http::request request;
        std::vector<tl::result<tl::http::response>> answers;
        milliseconds limit;
        int status;  // 0: a failure
        waits waited;
    } const rows[] = {
        {"410 stops", get, {answered(410), answered(200)}, 1h, 410, {}},
        {"410 stops whatever Retry-After says",
         get,
         {answered(410, "1"), answered(200)},
         1h,
         410,
         {}},
        {"410 stops later, too",
         get,
         {answered(503), answered(410), answered(200)},
         1h,
         410,
         {100ms}},
        {"Retry-After in seconds", get, {answered(503, "2"), answered(200)}, 1h, 200, {2s}},
        {"Retry-After as a date",
         get,
         {answered(429, "Mon, 23 Nov 2026 12:00:07 GMT"), answered(200)},
         1h,
         200,
         {7s}},
        {"Retry-After as a date that has passed",
         get,
         {answered(429, "Mon, 23 Nov 2026 11:00:00 GMT"), answered(200)},
         1h,
         200,
         {100ms}},
        {"Retry-After shorter than the backoff",
         get,
         {answered(503, "0"), answered(200)},
         1h,
         200,
         {100ms}},
        {"Retry-After that says nothing",
         get,
         {answered(503, "soon"), answered(200)},
         1h,
         200,
         {100ms}},
        {"Retry-After just before the deadline",
         get,
         {answered(503, "3599"), answered(200)},
         1h,
         200,
         {3599s}},
        {"Retry-After at the deadline", get, {answered(503, "3600"), answered(200)}, 1h, 503, {}},
        {"Retry-After after the deadline",
         get,
         {answered(503, "100000"), answered(200)},
         1h,
         503,
         {}},
        {"a date after the deadline",
         get,
         {answered(503, "Tue, 24 Nov 2026 12:00:00 GMT"), answered(200)},
         1h,
         503,
         {}},
        {"Retry-After of more seconds than there are",
         get,
         {answered(503, "99999999999999999999"), answered(200)},
         1h,
         503,
         {}},
        {"waits that add up to the deadline",
         get,
         {answered(503, "1800"), answered(503, "1800"), answered(200)},
         1h,
         503,
         {1800s}},
        {"a POST that nobody has seen",
         post,
         {failed(code::refused), answered(200)},
         1h,
         200,
         {100ms}},
        {"a POST that was turned away", post, {answered(429), answered(200)}, 1h, 200, {100ms}},
        {"a POST that may have been processed",
         post,
         {failed(code::reset, true), answered(200)},
         1h,
         0,
         {}},
        {"a POST that a server answered", post, {answered(503, "1"), answered(200)}, 1h, 503, {}},
        {"a PATCH that nobody has seen",
         patch,
         {failed(code::unresolved), answered(200)},
         1h,
         200,
         {100ms}},
        {"a PATCH that may have been processed",
         patch,
         {failed(code::incomplete, true), answered(200)},
         1h,
         0,
         {}},
        {"a PATCH that a server answered", patch, {answered(500), answered(200)}, 1h, 500, {}},
        {"a POST with a key",
         with_key(post),
         {failed(code::reset, true), answered(503), answered(200)},
         1h,
         200,
         {100ms, 200ms}},
        {"a PATCH with a key",
         with_key(patch),
         {answered(502), failed(code::timeout, true), answered(200)},
         1h,
         200,
         {100ms, 200ms}},
    };
    for (auto const& row : rows) {
        CAPTURE(row.name);
        run one{.script = script(row.answers), .request = row.request, .limit = row.limit};
        one.go();
        CHECK((one.outcome.has_value() ? one.outcome->status : 0) == row.status);
        CHECK(one.timer.shared->waits == row.waited);
        CHECK(one.sent.size() == row.waited.size() + 1);
        // the same request each time, and so the same key
        for (auto const& sent : one.sent) {
            CHECK(sent.method == row.request.method);
            CHECK(sent.attempt == 1 + static_cast<unsigned>(&sent - one.sent.data()));
            REQUIRE(sent.fields.size() == row.request.fields.size());
            for (std::size_t i = 0; i < sent.fields.size(); ++i)
                CHECK(sent.fields[i].value == row.request.fields[i].value);
        }
    }
}

TEST_CASE("a stop ends the waiting") {
    run stopped{script({answered(503), answered(200)})};
    stopped.timer.shared->stopped = true;
    CHECK(stopped.go().outcome->status == 503);

    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(tl::steady_timer().wait_until(steady_clock::now() + 1h, stop.get_token()));
    CHECK(tl::steady_timer().wait_until(steady_clock::now() + 1ms, {}));
}

TEST_CASE("that an attempt may have been processed is not forgotten") {
    run forgetful{
        script({failed(code::reset, true), failed(code::refused), failed(code::refused)})};
    CHECK(forgetful.go().outcome.error().may_have_been_processed);
}

TEST_CASE("what a circuit breaker inside refuses ends with the result before") {
    run opened{script({answered(503, "1"), failed(code::reset, true), failed(code::circuit_open)}),
               {.attempts = 5}};
    CHECK(opened.go().sent.size() == 3);
    REQUIRE(opened.outcome.has_error());
    CHECK(opened.outcome.error().code == code::reset);
    CHECK(opened.outcome.error().may_have_been_processed);
    run answer{script({answered(503), failed(code::circuit_open)})};
    CHECK(answer.go().outcome->status == 503);
    run at_once{script({failed(code::circuit_open)})};
    CHECK(at_once.go().outcome.error().code == code::circuit_open);
}

TEST_CASE("full jitter stays within its bounds, and uses them") {
    tl::exponential_backoff const jitter{.base = 10ms, .cap = 50ms};
    milliseconds const most[] = {10ms, 20ms, 40ms, 50ms, 50ms};
    for (unsigned attempt = 1; attempt <= 5; ++attempt) {
        milliseconds longest = 0ms, shortest = 1h;
        for (int i = 0; i < 2000; ++i) {
            auto const wait = jitter(attempt);
            longest = std::max(longest, wait);
            shortest = std::min(shortest, wait);
        }
        CHECK(longest == most[attempt - 1]);
        CHECK(shortest == 0ms);
    }
    CHECK(jitter(4000000000u) <= 50ms);
    tl::exponential_backoff const patient{.base = 1ms, .cap = milliseconds::max()};
    for (unsigned const attempt : {62u, 63u, 64u, 65u, 66u, 4000000000u})
        CHECK(patient(attempt) > 1h);
}

TEST_CASE("decorrelated jitter stays between the base and three times the previous wait") {
    tl::decorrelated_backoff const jitter{.base = 10ms, .cap = 50ms};
    struct {
        milliseconds before, most;
    } const cases[] = {{0ms, 30ms}, {10ms, 30ms}, {12ms, 36ms}, {40ms, 50ms}};
    for (auto const& c : cases) {
        milliseconds longest = 0ms, shortest = 1h;
        for (int i = 0; i < 3000; ++i) {
            auto const wait = jitter(7, c.before);
            longest = std::max(longest, wait);
            shortest = std::min(shortest, wait);
        }
        CHECK(longest == c.most);
        CHECK(shortest == 10ms);
    }
    tl::decorrelated_backoff const patient{.base = 10ms, .cap = milliseconds::max()};
    CHECK(patient(7, milliseconds::max()) > 1h);
    CHECK(patient(7, milliseconds::max() / 2) > 1h);
}

TEST_CASE("a backoff can take the previous wait") {
    struct doubling {
        milliseconds operator()(unsigned, milliseconds before) const {
            return before == 0ms ? 1ms : before * 2;
        }
    };
    fake_timer const timer;
    tl::retrying<tl::scripted_transport, doubling, fake_timer> retry(
        tl::scripted_transport({{.answer = answered(503)}}), {.attempts = 5}, {}, timer);
    CHECK(retry.send({.url = "http://a/"}, timer.now() + 1h)->status == 503);
    CHECK(timer.shared->waits == std::vector<milliseconds>{1ms, 2ms, 4ms, 8ms});
}

TEST_CASE("the caller can decide what is tried again") {
    auto const again = [](tl::result<tl::http::response> const& outcome) {
        return tl::may_pass(outcome) ||
               (outcome && (outcome->status == 409 || outcome->content == "busy"));
    };
    tl::http::response busy{.status = 200, .content = "busy"};
    run own{script({answered(409), busy, answered(503), answered(200)}),
            {.attempts = 9, .again = again}};
    CHECK(own.go().sent.size() == 4);
    run less{script({answered(503), answered(200)}), {.again = [](auto const&) { return false; }}};
    CHECK(less.go().sent.size() == 1);
}

TEST_CASE("retries have a budget") {
    fake_timer const timer;
    tl::retrying<tl::scripted_transport, fixed_backoff, fake_timer> retry(
        tl::scripted_transport({{.answer = answered(503)}}), {.attempts = 2, .budget = 0.25}, {},
        timer);
    std::vector<std::size_t> sent;
    for (int i = 0; i < 30; ++i) {
        CHECK(retry.send({.url = "http://a/"}, timer.now() + 1h)->status == 503);
        sent.push_back(retry.wrapped().sent().size());
    }
    // ten, and every fourth
    CHECK(sent[9] == 20);
    CHECK(sent.back() == 30 + 10 + 30 / 4);
}

TEST_CASE("rate limit fields are honoured") {
    tl::http::response limited{.status = 429, .fields = {{"RateLimit", "\"a\";r=0;t=30"}}};
    run one{script({limited, answered(200)})};
    CHECK(one.go().timer.shared->waits == std::vector<milliseconds>{30s});
}

namespace {

using scripted_threads = tl::threaded<tl::scripted_transport>;
static_assert(tl::async_transport<tl::retrying<scripted_threads&>>);
static_assert(!tl::async_transport<tl::retrying<tl::scripted_transport>>);

}  // namespace

TEST_CASE("calls that do not wait are sent again by the same rules") {
    fake_timer const timer;
    scripted_threads threads(tl::scripted_transport(script(
        {failed(code::reset), answered(503, "7"), answered(200), answered(503), answered(200)})));
    tl::retrying<scripted_threads&, fixed_backoff, fake_timer> retry(
        threads, {.attempts = 5, .add_idempotency_key = true}, {}, timer);
    auto const outcome =
        tl::send_async(retry, {.method = method::post, .url = "http://a/"}, timer.now() + 1h).get();
    CHECK(outcome->status == 200);
    CHECK(timer.shared->waits == std::vector<milliseconds>{100ms, 7s});
    auto const sent = threads.wrapped().sent();
    REQUIRE(sent.size() == 3);
    for (std::size_t i = 0; i < sent.size(); ++i) {
        CHECK(sent[i].attempt == i + 1);
        REQUIRE(sent[i].fields.size() == 1);
        CHECK(sent[i].fields[0].value == sent[0].fields[0].value);
    }

    // Not beyond the deadline.
    auto const late = tl::send_async(retry, {.url = "http://a/"}, timer.now() + 1ms).get();
    CHECK(late->status == 503);
}

TEST_CASE("what can be read only once is sent once, however it was begun") {
    auto const nothing = [](std::span<char>) { return tl::result<std::size_t>(std::size_t{0}); };
    for (bool const once : {true, false}) {
        tl::http::request request{.method = method::put, .url = "http://a/"};
        request.sources = {tl::http::streamed("log", nothing)};
        request.sources[0].once = once;
        trotline_tests::kept_transport const kept;
        fake_timer const timer;
        tl::retrying<trotline_tests::kept_transport, fixed_backoff, fake_timer> retry(
            kept, {.attempts = 2}, {}, timer);
        auto started = tl::send_async(retry, request, timer.now() + 1h);
        kept.shared->began.acquire();
        CHECK(kept.end([](auto const&) { return answered(503); }) == 1);
        if (!once) {
            kept.shared->began.acquire();
            CHECK(kept.end([](auto const&) { return answered(200); }) == 1);
        }
        CHECK(started.get()->status == (once ? 503 : 200));

        struct counting {
            int* sent;
            tl::result<tl::http::response> send(tl::http::request const&, tl::deadline,
                                                tl::stop_token) {
                ++*sent;
                return answered(503);
            }
        };
        int sent = 0;
        // (a timer of its own: a thread may still look at the other one)
        fake_timer const another;
        tl::retrying<counting, fixed_backoff, fake_timer> waiting(counting{&sent}, {.attempts = 2},
                                                                  {}, another);
        CHECK(waiting.send(request, another.now() + 1h)->status == 503);
        CHECK(sent == (once ? 1 : 2));
    }
}

TEST_CASE("a call without a completion is sent again, too") {
    trotline_tests::kept_transport const kept;
    fake_timer const timer;
    tl::retrying<trotline_tests::kept_transport, fixed_backoff, fake_timer> retry(
        kept, {.attempts = 2}, {}, timer);
    retry.start({.url = "http://a/"}, timer.now() + 1h, {}, {});
    for (int i = 0; i < 2; ++i) {
        kept.shared->began.acquire();
        CHECK(kept.end([](auto const&) { return answered(503); }) == 1);
    }
    CHECK(kept.sent().size() == 2);
}

TEST_CASE("calls that do not wait also end with the result before a circuit breaker's refusal") {
    scripted_threads threads(
        tl::scripted_transport(script({answered(503), failed(code::circuit_open)})));
    struct no_backoff {
        milliseconds operator()(unsigned) const { return 0ms; }
    };
    tl::retrying<scripted_threads&, no_backoff> retry(threads);
    std::promise<tl::result<tl::http::response>> ended;
    retry.start(
        {.url = "http://a/"}, steady_clock::now() + 1h, {},
        [&](tl::result<tl::http::response>&& outcome) { ended.set_value(std::move(outcome)); });
    CHECK(ended.get_future().get()->status == 503);
}

TEST_CASE("the last result is returned when a stop ends the pause, or the transport ends") {
    scripted_threads threads(tl::scripted_transport({{.answer = answered(503, "3600")}}));
    auto const until = steady_clock::now() + 24h;
    tl::stop_source stop;
    std::latch answers(2);
    auto const again = [&](auto const&) { return answers.count_down(), true; };
    auto retry = std::make_unique<tl::retrying<scripted_threads&>>(
        threads, tl::retry_settings{.again = again});
    auto stopped = tl::send_async(*retry, {.url = "http://a/"}, until, stop.get_token());
    auto ended = tl::send_async(*retry, {.url = "http://b/"}, until);
    answers.wait();
    stop.request_stop();
    CHECK(stopped.get()->status == 503);
    retry.reset();
    CHECK(ended.get()->status == 503);
}

TEST_CASE("many calls pause at the same time") {
    scripted_threads threads(tl::scripted_transport(
        {{.answer = answered(503), .times = 100}, {.answer = answered(200)}}));
    struct short_backoff {
        milliseconds operator()(unsigned) const { return 1ms; }
    };
    tl::retrying<scripted_threads&, short_backoff> retry(threads, {.attempts = 200});
    std::vector<std::future<tl::result<tl::http::response>>> all;
    for (int i = 0; i < 50; ++i)
        all.push_back(tl::send_async(retry, {.url = "http://a/"}, steady_clock::now() + 1h));
    for (auto& each : all) CHECK(each.get()->status == 200);
    CHECK(threads.wrapped().sent().size() == 150);
}

TEST_CASE("what a function of the settings throws fails the call, however it was begun") {
    struct broken_backoff {
        milliseconds operator()(unsigned) const { throw 7; }
    };
    auto const fails = [](auto backoff, tl::retry_settings const& settings,
                          std::string_view detail) {
        trotline_tests::kept_transport const kept;
        tl::retrying<trotline_tests::kept_transport, decltype(backoff)> transport(kept, settings,
                                                                                  backoff);
        auto ended = tl::send_async(transport, {.url = "http://a/"}, steady_clock::now() + 1h);
        kept.end([](auto const&) { return answered(503); });
        auto const started = ended.get();
        tl::retrying<tl::scripted_transport, decltype(backoff)> waiting(
            tl::scripted_transport(script({answered(503)})), settings, backoff);
        auto const sent = waiting.send({.url = "http://a/"}, steady_clock::now() + 1h);
        for (auto const* each : {&started, &sent}) {
            REQUIRE_FALSE(*each);
            CHECK(each->error().code == code::internal);
            CHECK(each->error().detail == detail);
            CHECK(each->error().may_have_been_processed);
        }
    };
    fails(fixed_backoff(),
          {.again = [](auto const&) -> bool { throw std::runtime_error("no idea"); }}, "no idea");
    fails(broken_backoff(), {}, "an exception");
}

}  // namespace transport_retrying_test
