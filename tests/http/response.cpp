// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/response.hpp>

#include <doctest/doctest.h>
#include <trotline/http/field.hpp>

namespace http_response_test {

TEST_CASE("a response is plain members") {
    trotline::http::response const answer{.status = 204, .fields = {{"A", "1"}, {"a", "2"}}};
    CHECK(answer.status == 204);
    CHECK(answer.content.empty());
    CHECK(answer.elapsed.total.count() == 0);
    CHECK(trotline::http::find_field(answer.fields, "A")->value == "1");
}

}  // namespace http_response_test
