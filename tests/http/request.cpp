// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/request.hpp>

#include <doctest/doctest.h>

#include <string>

namespace http_request_test {

TEST_CASE("a request is plain members, as a transport of one's own reads them") {
    trotline::http::request const request{.method = trotline::http::method::put,
                                          .url = "https://x/",
                                          .fields = {{"Accept", "a/b"}, {"Empty", ""}},
                                          .content = "c",
                                          .secrets = {"s"}};
    std::string wire(name(request.method));
    wire.append(" ").append(request.url).append("\n");
    for (auto const& [name, value] : request.fields)
        wire.append(name).append(": ").append(value).append("\n");
    wire += request.content;
    CHECK(wire == "PUT https://x/\nAccept: a/b\nEmpty: \nc");
    trotline::http::request const copy = request;
    CHECK(copy.secrets == request.secrets);
    CHECK(trotline::http::request().method == trotline::http::method::get);
}

}  // namespace http_request_test
