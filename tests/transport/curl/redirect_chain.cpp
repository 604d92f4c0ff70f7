// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/redirect_chain.hpp>

#include <doctest/doctest.h>

namespace transport_curl_redirect_chain_test {

namespace tl = trotline;
using namespace std::chrono_literals;

TEST_CASE("a chain follows as many redirects as it may, and adds up the times") {
    tl::curl_settings const settings{.redirects = 2};
    tl::http::request const request{.url = "http://a/0"};
    tl::curl::redirect_chain chain(request);
    std::optional<tl::failure> failed;
    auto const moved = [](std::string to) {
        tl::http::response answer{.status = 302, .fields = {{"Location", std::move(to)}}};
        answer.elapsed.total = 5us;
        return answer;
    };
    auto answer = moved("/1");
    CHECK(chain.goes_on(failed, answer, settings));
    CHECK(chain.current().url == "http://a/1");
    answer = moved("/2");
    CHECK(chain.goes_on(failed, answer, settings));
    CHECK(chain.current().url == "http://a/2");

    SUBCASE("to an answer") {
        answer = {.status = 200};
        CHECK_FALSE(chain.goes_on(failed, answer, settings));
        CHECK_FALSE(failed.has_value());
        CHECK(answer.elapsed.total == 10us);
    }
    SUBCASE("too far") {
        answer = moved("/3");
        CHECK_FALSE(chain.goes_on(failed, answer, settings));
        REQUIRE(failed.has_value());
        CHECK(failed->code == tl::code::too_many_redirects);
        CHECK(failed->elapsed.total == 15us);
    }
    SUBCASE("to a failure, after a server has seen the request") {
        failed = tl::failure{.code = tl::code::refused};
        CHECK_FALSE(chain.goes_on(failed, answer, settings));
        CHECK(failed->may_have_been_processed);
        CHECK(failed->elapsed.total == 10us);
    }
}

TEST_CASE("none without being asked") {
    tl::http::request const request{.url = "http://a/"};
    tl::curl::redirect_chain chain(request);
    std::optional<tl::failure> failed;
    tl::http::response answer{.status = 302, .fields = {{"Location", "/x"}}};
    CHECK_FALSE(chain.goes_on(failed, answer, {}));
    CHECK_FALSE(failed.has_value());
}

}  // namespace transport_curl_redirect_chain_test
