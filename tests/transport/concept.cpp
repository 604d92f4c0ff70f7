// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/concept.hpp>

#include <doctest/doctest.h>

namespace transport_concept_test {

namespace {

struct echo {
    trotline::result<trotline::http::response> send(trotline::http::request const& request,
                                                    trotline::deadline, std::stop_token) {
        return trotline::http::response{.status = 200, .content = request.content};
    }
};
static_assert(trotline::transport<echo>);

struct deaf {
    trotline::result<trotline::http::response> send(trotline::http::request const&);
};
static_assert(!trotline::transport<deaf>);

// Every length has a deadline, the longest ones, too.
using std::chrono::milliseconds;
using trotline::deadline;
using trotline::detail::deadline_after;
constexpr deadline now(std::chrono::hours(1000));
static_assert(deadline_after(now, milliseconds(250)) == now + milliseconds(250));
static_assert(deadline_after(now, milliseconds(0)) == now);
static_assert(deadline_after(now, (milliseconds::min)()) == now);
static_assert(deadline_after(now, (milliseconds::max)()) == (deadline::max)());
static_assert(deadline_after(now, std::chrono::years(300)) == (deadline::max)());

}  // namespace

TEST_CASE("the smallest transport") {
    CHECK(echo{}.send({.content = "hello"}, trotline::deadline::max(), {})->content == "hello");
}

}  // namespace transport_concept_test
