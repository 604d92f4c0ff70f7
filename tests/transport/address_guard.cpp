// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/address_guard.hpp>

#include <doctest/doctest.h>

#include <string>

namespace transport_address_guard_test {

namespace tl = trotline;
using tl::address_class;
using tl::ip_address;

static_assert(tl::classify(ip_address::v4(127, 0, 0, 1)) == address_class::loopback);
static_assert(tl::classify(ip_address::v4(1, 1, 1, 1)) == address_class::global);
static_assert(tl::classify({}) == address_class::reserved, "what is no address is not dialled");
static_assert(tl::ip_network{ip_address::v4(10, 0, 0, 0), 8}.contains(ip_address::v4(10, 255, 0,
                                                                                     1)));
static_assert(!tl::ip_network{ip_address::v4(10, 0, 0, 0), 8}.contains(ip_address::v4(11, 0, 0,
                                                                                      1)));

TEST_CASE("the class of every kind of address") {
    struct {
        std::string text;
        address_class expected;
    } const cases[] = {
        {"0.0.0.0", address_class::unspecified},
        {"0.1.2.3", address_class::unspecified},
        {"1.0.0.1", address_class::global},
        {"8.8.8.8", address_class::global},
        {"9.255.255.255", address_class::global},
        {"10.0.0.0", address_class::private_use},
        {"10.255.255.255", address_class::private_use},
        {"11.0.0.0", address_class::global},
        {"100.63.255.255", address_class::global},
        {"100.64.0.0", address_class::carrier_nat},
        {"100.127.255.255", address_class::carrier_nat},
        {"100.128.0.0", address_class::global},
        {"127.0.0.1", address_class::loopback},
        {"127.255.255.255", address_class::loopback},
        {"168.63.129.16", address_class::reserved},
        {"169.253.255.255", address_class::global},
        {"169.254.169.254", address_class::link_local},
        {"172.15.255.255", address_class::global},
        {"172.16.0.0", address_class::private_use},
        {"172.31.255.255", address_class::private_use},
        {"172.32.0.0", address_class::global},
        {"192.0.0.1", address_class::reserved},
        {"192.0.2.1", address_class::documentation},
        {"192.88.99.1", address_class::reserved},
        {"192.167.255.255", address_class::global},
        {"192.168.0.0", address_class::private_use},
        {"192.169.0.0", address_class::global},
        {"198.17.255.255", address_class::global},
        {"198.18.0.0", address_class::reserved},
        {"198.19.255.255", address_class::reserved},
        {"198.20.0.0", address_class::global},
        {"198.51.100.1", address_class::documentation},
        {"203.0.113.1", address_class::documentation},
        {"223.255.255.255", address_class::global},
        {"224.0.0.1", address_class::multicast},
        {"239.255.255.255", address_class::multicast},
        {"240.0.0.1", address_class::reserved},
        {"255.255.255.255", address_class::broadcast},
        {"::", address_class::unspecified},
        {"::1", address_class::loopback},
        {"::2", address_class::unspecified},
        {"::127.0.0.1", address_class::loopback},
        {"::8.8.8.8", address_class::reserved},
        {"::ffff:127.0.0.1", address_class::loopback},
        {"::ffff:10.1.2.3", address_class::private_use},
        {"::ffff:8.8.8.8", address_class::global},
        {"::ffff:0:169.254.169.254", address_class::link_local},
        {"64:ff9b::10.0.0.1", address_class::private_use},
        {"64:ff9b::8.8.8.8", address_class::global},
        {"64:ff9b:1::1", address_class::reserved},
        {"100::1", address_class::reserved},
        {"2001::1", address_class::reserved},
        {"2001:0:1:2:3:4:80ff:fffe", address_class::loopback},
        {"2001:db8::1", address_class::documentation},
        {"2001:4860:4860::8888", address_class::global},
        {"2002:7f00:1::", address_class::loopback},
        {"2002:a9fe:a9fe::1", address_class::link_local},
        {"2002:808:808::1", address_class::global},
        {"2606:4700::5efe:127.0.0.1", address_class::loopback},
        {"2606:4700::200:5efe:10.0.0.1", address_class::private_use},
        {"2606:4700::1", address_class::global},
        {"3fff::1", address_class::documentation},
        {"4000::1", address_class::reserved},
        {"fc00::1", address_class::unique_local},
        {"fd00:ec2::254", address_class::unique_local},
        {"fe80::1", address_class::link_local},
        {"febf::1", address_class::link_local},
        {"fec0::1", address_class::unique_local},
        {"ff02::1", address_class::multicast},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        auto const network = tl::parse_network(c.text);
        REQUIRE(network.has_value());
        CHECK(name(tl::classify(network->address)) == name(c.expected));
        CHECK(tl::address_guard{}.permits(network->address) ==
              (c.expected == address_class::global));
        CHECK(tl::address_guard{.allowed = {*network}}.permits(network->address));
    }
}

TEST_CASE("an allow list") {
    tl::address_guard guard{.allowed = {tl::parse_network("10.1.0.0/16").value()}};
    CHECK(guard.permits(tl::ip_address::v4(10, 1, 2, 3)));
    CHECK_FALSE(guard.permits(tl::ip_address::v4(10, 2, 2, 3)));
    CHECK(guard.permits(tl::parse_network("::ffff:10.1.2.3")->address));
    CHECK_FALSE(guard.permits(tl::parse_network("::10.1.2.3")->address));
    CHECK_FALSE(guard.permits({}));
}

}  // namespace transport_address_guard_test
