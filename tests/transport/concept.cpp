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

}  // namespace

TEST_CASE("the smallest transport") {
    CHECK(echo{}.send({.content = "hello"}, trotline::deadline::max(), {})->content == "hello");
}

}  // namespace transport_concept_test
