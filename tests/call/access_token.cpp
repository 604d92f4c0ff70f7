// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/access_token.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>

#include "support/fake_timer.hpp"

namespace call_access_token_test {

namespace tl = trotline;
namespace tokens = trotline::detail::tokens;
using namespace std::chrono_literals;
using trotline_tests::fake_timer;
using action = tokens::step::action;
using state = tokens::shared_token<fake_timer>;
using course = tokens::course<fake_timer>;

namespace {

struct tried {
    fake_timer timer{};
    std::shared_ptr<state> shared = std::make_shared<state>(
        tl::token_settings{.request = tl::client_credentials("https://login.example/token"),
                           .parameters = {{"CLIENT_ID", "me"}, {"CLIENT_SECRET", "x"}}},
        timer);

    course call(std::chrono::milliseconds within = 1h, tl::stop_token stop = {}) const {
        return course(shared, timer.now() + within, std::move(stop));
    }
};

tl::result<tl::http::response> gives(std::string const& token) {
    return tl::http::response{.status = 200, .content = R"({"access_token": ")" + token + R"("})"};
}
tl::result<tl::http::response> fails(tl::code why) {
    return tl::failure{.stage = tl::stage::connect, .code = why, .detail = "as it is"};
}

}  // namespace

TEST_CASE("the first call renews, the others wait, and all get the same token") {
    tried const one;
    course first = one.call(), second = one.call(), third = one.call();
    CHECK(first.next().what == action::renew);
    auto const request = first.token_request();
    REQUIRE(request);
    CHECK(request->url == "https://login.example/token");
    CHECK(first.token_deadline() == one.timer.now() + one.shared->settings.request.deadline);
    tokens::step const waits = second.next();
    CHECK(waits.what == action::wait);
    CHECK_FALSE(waits.early.stop_requested());
    CHECK(third.next().what == action::wait);

    CHECK(first.renewed(gives("t1")).token == "t1");
    CHECK(waits.early.stop_requested());
    for (course* const each : {&second, &third}) {
        tokens::step const next = each->after(false);
        CHECK(next.what == action::send);
        CHECK(next.token == "t1");
    }

    // once again after a 401, with another token
    tl::http::request const get{.url = "https://api.example/"};
    tl::result<tl::http::response> const no = tl::http::response{.status = 401};
    CHECK(first.again(get, "t1", no));
    CHECK(first.next().what == action::renew);
    CHECK(second.again(get, "t1", no));
    CHECK(second.next().what == action::wait);
    CHECK(one.call().next().token == "t1");  // nobody told this one
    static_cast<void>(first.renewed(gives("t2")));
    CHECK(second.after(false).token == "t2");
    CHECK_FALSE(second.again(get, "t2", no));
}

TEST_CASE("a wait ends with the deadline or a stop, and says so") {
    tried const one;
    course first = one.call();
    CHECK(first.next().what == action::renew);
    tl::stop_source stop;
    course late = one.call(), stopped = one.call(1h, stop.get_token());
    static_cast<void>(late.next());
    tokens::step const waits = stopped.next();
    stop.request_stop();
    CHECK(waits.early.stop_requested());
    for (auto const& [step, code] : {std::pair{late.after(true), tl::code::timeout},
                                     {stopped.after(false), tl::code::cancelled}}) {
        REQUIRE(step.what == action::fail);
        CHECK(step.why->code == code);
        CHECK(step.why->detail == "no access token: another call's request for it had not ended");
    }
}

TEST_CASE("the others share a failure, unless it is the renewing call's own") {
    struct {
        tl::code code;
        std::chrono::milliseconds within;  // of the call that renews
        bool shared;
    } const cases[] = {
        {tl::code::refused, 1h, true},    {tl::code::refused, 1ms, true},
        {tl::code::timeout, 1h, true},    {tl::code::timeout, 1ms, false},
        {tl::code::overloaded, 1h, true}, {tl::code::overloaded, 1ms, false},
        {tl::code::cancelled, 1h, false}, {tl::code::cancelled, 1ms, false},
    };
    for (auto const& c : cases) {
        CAPTURE(name(c.code));
        tried const one;
        course first = one.call(c.within), second = one.call(), third = one.call();
        CHECK(first.next().what == action::renew);
        CHECK(first.token_deadline() <= one.timer.now() + 1h);
        static_cast<void>(second.next());
        static_cast<void>(third.next());
        tokens::step const failed = first.renewed(fails(c.code));
        REQUIRE(failed.what == action::fail);
        CHECK(failed.why->detail == "no access token: as it is");
        tokens::step const next = second.after(false), last = third.after(false);
        if (c.shared) {
            for (tokens::step const* each : {&next, &last}) {
                REQUIRE(each->what == action::fail);
                CHECK(each->why->detail == "no access token: as it is");
            }
        } else {
            CHECK(next.what == action::renew);
            CHECK(last.what == action::wait);
        }
    }
}

}  // namespace call_access_token_test
