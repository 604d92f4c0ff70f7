// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/origin.hpp>

#include <doctest/doctest.h>

#include <string>

namespace transport_origin_test {

namespace tl = trotline;

TEST_CASE("origins of URLs") {
    struct {
        std::string url, origin;
    } const cases[] = {
        {"https://api.example/a?b", "https://api.example"},
        {"HTTPS://API.example:443", "https://api.example"},
        {"https://api.example:8443/a", "https://api.example:8443"},
        {"http://api.example:80?x", "http://api.example"},
        {"http://api.example:443/", "http://api.example:443"},
        {"http://user:p@ss@a:81/@b", "http://a:81"},
        {"http://[::1]:80/", "http://[::1]"},
        {"http://[::1]/", "http://[::1]"},
        {"http://a:/", "http://a"},
        {"nothing", ""},
        {"", ""},
    };
    for (auto const& c : cases) {
        CAPTURE(c.url);
        CHECK(tl::origin_of(c.url) == c.origin);
    }
}

TEST_CASE("the number of kept states is bounded, except for those in use") {
    struct counted {
        int used = 0;
        bool idle(int) const { return used == 0; }
    };
    tl::detail::by_origin<counted> all(2);
    auto& first = all.at("a", 0);
    first.used = 1;
    static_cast<void>(all.at("b", 0));
    static_cast<void>(all.at("c", 0));
    CHECK(all.size() == 2);
    CHECK(&all.at("a", 0) == &first);
    all.at("c", 0).used = 1;
    static_cast<void>(all.at("d", 0));
    CHECK(all.size() == 3);
}

}  // namespace transport_origin_test
