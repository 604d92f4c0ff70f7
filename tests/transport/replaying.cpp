// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/replaying.hpp>

#include <doctest/doctest.h>

namespace transport_replaying_test {

namespace tl = trotline;

TEST_CASE(
    "outcomes come in their order, the last one again and again; copies go on where the other "
    "stopped") {
    tl::cassette tape;
    tl::http::request const request{.url = "http://a/"};
    tape.record(request, tl::http::response{.status = 500});
    tape.record(request, tl::http::response{.status = 200});
    tl::replaying first{tape}, fresh{tape};
    // NOLINT(performance-unnecessary-copy-initialization): it is what is tested
    tl::replaying second = first;
    CHECK(first.send(request, tl::deadline::max())->status == 500);
    CHECK(second.send(request, tl::deadline::max())->status == 200);
    CHECK(first.send(request, tl::deadline::max())->status == 200);
    CHECK(fresh.send(request, tl::deadline::max())->status == 500);
    CHECK(first.send({.url = "http://b/"}, tl::deadline::max()).error().code == tl::code::refused);
}

TEST_CASE("a request that could not be sent is not answered either") {
    tl::cassette tape;
    tl::http::request const request{.url = "http://a/"};
    tape.record(request, tl::http::response{.status = 200});
    tl::replaying const transport{tape};
    tl::stop_source stop;
    stop.request_stop();
    struct {
        tl::http::request request;
        tl::deadline until;
        tl::stop_token stop;
        tl::code code;
    } const cases[] = {
        {{.url = "ftp://a/"}, tl::deadline::max(), {}, tl::code::malformed_request},
        {request, tl::deadline::min(), {}, tl::code::timeout},
        {request, tl::deadline::max(), stop.get_token(), tl::code::cancelled},
    };
    for (auto const& one : cases) {
        auto const outcome = transport.send(one.request, one.until, one.stop);
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().code == one.code);
        CHECK_FALSE(outcome.error().may_have_been_processed);
    }
    CHECK(transport.send(request, tl::deadline::max())->status == 200);
}

}  // namespace transport_replaying_test
