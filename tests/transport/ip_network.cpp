// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/ip_network.hpp>

#include <arpa/inet.h>
#include <doctest/doctest.h>

#include <cstring>
#include <random>
#include <string>
#include <string_view>

namespace transport_ip_network_test {

namespace tl = trotline;

static_assert(tl::parse_address("127.0.0.1") == tl::ip_address::v4(127, 0, 0, 1));
static_assert(tl::parse_address("::1")->bytes[15] == 1 && tl::parse_address("::1")->size == 16);
static_assert(!tl::parse_address("localhost"));

TEST_CASE("networks as text") {
    for (char const* const good : {"10.0.0.0/8", "0.0.0.0/0", "::/0", "fd00::/8", "127.0.0.1",
                                   "127.0.0.1/32", "::1/128", "10.64.0.0/10"}) {
        CAPTURE(good);
        CHECK(tl::parse_network(good).has_value());
    }
    for (char const* const bad :
         {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.1/8",
          "10.0.0/8", "::1/129", "localhost", "10.0.0.0/ 8", "0x7f.0.0.1",
          "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"}) {
        CAPTURE(bad);
        CHECK_FALSE(tl::parse_network(bad).has_value());
    }
}

namespace {

// Reads an address as the system does.
std::optional<tl::ip_address> by_system(std::string const& text) {
    tl::ip_address address;
    if (::inet_pton(AF_INET, text.c_str(), address.bytes.data()) == 1) {
        address.size = 4;
        return address;
    }
    address = {};
    address.size = 16;
    if (::inet_pton(AF_INET6, text.c_str(), address.bytes.data()) == 1) return address;
    return std::nullopt;
}

}  // namespace

TEST_CASE("a text is an address if the system says so, too") {
    for (char const* const text : {"0.0.0.0",
                                   "255.255.255.255",
                                   "256.0.0.1",
                                   "1.2.3",
                                   "1.2.3.4.5",
                                   "01.2.3.4",
                                   "1.2.3.004",
                                   "1..3.4",
                                   ".1.2.3",
                                   "1.2.3.4 ",
                                   "::",
                                   ":",
                                   ":::",
                                   "::1::",
                                   "1::",
                                   "1:2:3:4:5:6:7:8",
                                   "1:2:3:4:5:6:7",
                                   "1:2:3:4:5:6:7::",
                                   "1:2:3:4:5:6:7:8::",
                                   "::1:2:3:4:5:6:7",
                                   "::1:2:3:4:5:6:7:8",
                                   "1:2:3:4:5:6:1.2.3.4",
                                   "1:2:3:4:5:1.2.3.4",
                                   "::1.2.3.4",
                                   "::ffff:1.2.3.4",
                                   "1.2.3.4::",
                                   "::1.2.3.4:1",
                                   "1:2:3:4:5:6:7:1.2.3.4",
                                   "FE80::Abcd",
                                   "12345::",
                                   "g::",
                                   "1:",
                                   "fe80::1%eth0",
                                   "",
                                   "1:2:3:4::1.2.3.4"}) {
        CAPTURE(text);
        CHECK((tl::parse_address(text) == by_system(text)));
    }
    std::mt19937 random(7);
    constexpr std::string_view characters = "0123456789abcDEF:::::....g";
    std::size_t addresses = 0;
    for (int round = 0; round < 200000; ++round) {
        std::string text = round % 2 == 0 ? "1:2:3:4:5:6:7:8" : "::ffff:10.20.30.40";
        for (auto changes = random() % 5; changes != 0; --changes) {
            std::size_t const at = random() % text.size(), length = random() % 3;
            text.replace(at, length, random() % 3, characters[random() % characters.size()]);
            if (text.empty()) text = ":";
        }
        auto const found = tl::parse_address(text);
        addresses += found.has_value();
        if (found == by_system(text)) continue;
        CAPTURE(text);
        CHECK((found == by_system(text)));
    }
    CHECK(addresses > 20000);
}

}  // namespace transport_ip_network_test
