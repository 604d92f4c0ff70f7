// SPDX-License-Identifier: BSL-1.0
// Conditional requests to a real nginx, which makes the validators and the 304s.
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/curl_transport.hpp>
#include <trotline/transport/revalidating.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "faults/nginx.hpp"

namespace faults_conditional_test {

namespace tl = trotline;

TEST_CASE_TEMPLATE("a file is read once until it changes", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    faults::temporary_directory const where;
    where.write("file.json", R"({"n": 1})");
    faults::nginx const nginx(where, {{"", "root " + where.file("") +
                                               "; add_header X-Seen "
                                               "\"$http_if_none_match\" always;"}});
    if (!nginx.started()) {
        MESSAGE("there is no nginx");
        return;
    }
    Transport transport;
    tl::revalidating<Transport&> asking(transport);
    auto const get = [&] {
        auto answer =
            asking.send({.url = "http://127.0.0.1:" + std::to_string(nginx.port(0)) + "/file.json"},
                        std::chrono::steady_clock::now() + std::chrono::seconds(10));
        REQUIRE(answer);
        REQUIRE(answer->status == 200);
        auto const* const seen = tl::http::find_field(answer->fields, "X-Seen");
        return answer->content + (seen != nullptr && !seen->value.empty() ? " asked" : " new");
    };
    CHECK(get() == R"({"n": 1} new)");
    CHECK(get() == R"({"n": 1} asked)");
    CHECK(get() == R"({"n": 1} asked)");
    where.write("file.json", R"({"n": 22})");
    CHECK(get() == R"({"n": 22} asked)");  // and then answered whole
    CHECK(get() == R"({"n": 22} asked)");
    CHECK(asking.size() == 1);
}

}  // namespace faults_conditional_test
