// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/schedule.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace outbox_schedule_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using enum tl::outbox_verdict;

namespace {

tl::failure failed(tl::stage where, tl::code why) {
    tl::failure made;
    made.stage = where;
    made.code = why;
    return made;
}

}  // namespace

TEST_CASE("the waiting grows to its cap, and half of it is by chance") {
    tl::delivery_backoff const backoff{1000ms, 3, 20000ms};
    struct row {
        unsigned attempt;
        std::chrono::milliseconds longest;
    };
    for (row const& each : {row{1, 1000ms}, row{2, 3000ms}, row{3, 9000ms}, row{4, 20000ms},
                            row{4'000'000'000u, 20000ms}}) {
        CHECK(backoff.longest(each.attempt) == each.longest);
        for (int i = 0; i < 50; ++i) {
            CHECK(backoff(each.attempt) >= each.longest / 2);
            CHECK(backoff(each.attempt) <= each.longest);
        }
    }
    CHECK(tl::delivery_backoff().longest(12) == 6h);
    CHECK(tl::delivery_backoff{0ms, 4, 1h}(3) == 0ms);
    CHECK(tl::delivery_backoff{1s, 0, 1h}.longest(3) == 0ms);
    constexpr auto longest = (std::chrono::milliseconds::max)();
    CHECK(tl::delivery_backoff{1s, 4, longest}.longest(200) == longest);
}

TEST_CASE("before an attempt") {
    tl::delivery_schedule const schedule{.attempts = 3, .age = 1000ms};
    struct row {
        std::int64_t now;
        std::optional<std::int64_t> expires;
        unsigned attempt;
        std::string_view reason;  // empty: it is tried
    };
    for (row const& each :
         {row{1000, {}, 1, ""}, row{1999, {}, 3, ""}, row{2000, {}, 1, "it is too old"},
          row{1500, 1501, 1, ""}, row{1500, 1500, 1, "it has expired"},
          row{1500, {}, 4, "no attempts are left, and the last one did not end"}}) {
        tl::delivery_message message;
        message.posted = 1000;
        message.expires = each.expires;
        auto const decided = tl::decide_before(schedule, message, each.attempt, each.now);
        CHECK(decided.has_value() == !each.reason.empty());
        if (!decided) continue;
        CHECK(decided->verdict == dead);
        CHECK(decided->reason == each.reason);
    }
}

TEST_CASE("after an attempt that failed") {
    tl::delivery_schedule const schedule{.attempts = 3, .backoff = {1000ms, 2, 1h}};
    tl::delivery_message message;
    message.posted = 0;
    using tl::code;
    using tl::stage;
    struct row {
        stage where;
        code why;
        int status;
        tl::outbox_verdict verdict;
    };
    for (row const& each : {
             row{stage::connect, code::refused, 0, again},
             row{stage::resolve, code::unresolved, 0, again},
             row{stage::receive, code::timeout, 0, again},
             row{stage::tls, code::certificate, 0, again},
             row{stage::connect, code::unreachable, 0, again},
             row{stage::connect, code::overloaded, 0, again},
             row{stage::connect, code::circuit_open, 0, again},
             row{stage::receive, code::cancelled, 0, again},
             row{stage::receive, code::reset, 0, again},
             row{stage::receive, code::incomplete, 0, again},
             row{stage::receive, code::malformed_response, 0, again},
             row{stage::decode, code::malformed_coding, 200, again},
             row{stage::receive, code::internal, 0, again},
             row{stage::receive, code::too_large, 200, dead},
             row{stage::render, code::forbidden_value, 0, dead},
             row{stage::map, code::wrong_type, 200, dead},
             row{stage::status, code::unexpected_status, 500, again},
             row{stage::status, code::unexpected_status, 599, again},
             row{stage::status, code::unexpected_status, 429, again},
             row{stage::status, code::unexpected_status, 408, again},
             row{stage::status, code::unexpected_status, 404, dead},
             row{stage::status, code::unexpected_status, 410, dead},
             row{stage::status, code::unexpected_status, 302, dead},
             row{stage::map, code::unmet_condition, 200, again},
             row{stage::map, code::missing, 200, dead},
             row{stage::parse, code::malformed, 200, dead},
             row{stage::store, code::rejected, 200, again},
             row{stage::render, code::unknown_parameter, 0, dead},
             row{stage::render, code::configuration, 0, again},
             row{stage::connect, code::blocked, 0, dead},
         }) {
        auto const decided = tl::decide_after(schedule, message, 1, failed(each.where, each.why),
                                              each.status, std::nullopt, 0);
        CHECK_MESSAGE(decided.verdict == each.verdict, name(each.why), " ", each.status);
        CHECK(decided.reason.empty() == (each.verdict == again));
        if (each.verdict != again) continue;
        CHECK(decided.delay >= 500ms);
        CHECK(decided.delay <= 1000ms);
    }
}

TEST_CASE("a wait that is longer than the clock counts ends after every expiry") {
    constexpr auto longest = (std::chrono::milliseconds::max)();
    constexpr std::int64_t now = 1'769'853'600'000;
    tl::delivery_schedule const schedule{
        .attempts = 300, .age = longest, .backoff = {1s, 4, longest}};
    tl::failure const why = failed(tl::stage::connect, tl::code::refused);
    tl::delivery_message message;
    message.posted = now;
    message.expires = now + 3'600'000;
    for (int i = 0; i < 50; ++i)
        CHECK(tl::decide_after(schedule, message, 200, why, 0, {}, now).reason ==
              "it expires before the next attempt");
    message.expires.reset();
    CHECK(tl::decide_after(schedule, message, 200, why, 0, {}, now).verdict == again);
}

TEST_CASE("there is no attempt after the last one, nor after its time") {
    tl::delivery_schedule const schedule{.attempts = 3, .age = 10s, .backoff = {2000ms, 1, 2000ms}};
    tl::delivery_message message;
    tl::failure const why = failed(tl::stage::connect, tl::code::refused);
    auto const reason = [&](unsigned attempt, std::optional<std::chrono::seconds> asked,
                            std::int64_t now) {
        return tl::decide_after(schedule, message, attempt, why, 0, asked, now).reason;
    };
    CHECK(reason(2, {}, 0) == "");
    CHECK(reason(3, {}, 0) == "no attempts are left");
    CHECK(reason(1, {}, 9500) == "it is too old for another attempt");
    CHECK(reason(1, 10s, 0) == "it is too old for another attempt");
    message.expires = 2500;
    CHECK(reason(1, {}, 0) == "");
    CHECK(reason(1, {}, 2000) == "it expires before the next attempt");
    CHECK(tl::decide_after(schedule, {}, 1, why, 0, 5s, 0).delay == 5000ms);
    CHECK(tl::decide_after(schedule, {}, 1, why, 0, 1s, 0).delay >= 1000ms);
}

}  // namespace outbox_schedule_test
