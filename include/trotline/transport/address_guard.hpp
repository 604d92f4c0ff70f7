// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_ADDRESS_GUARD_HPP
#define TROTLINE_TRANSPORT_ADDRESS_GUARD_HPP

#include <trotline/transport/ip_network.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// The kind of an address, as far as it matters to a service that calls URLs of others. RFC 6890
// (special-purpose registries), RFC 6052 and 8215 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo).
enum class address_class : unsigned char {
    global,
    unspecified,    // 0.0.0.0/8, ::
    loopback,       // 127.0.0.0/8, ::1
    private_use,    // 10/8, 172.16/12, 192.168/16
    carrier_nat,    // 100.64.0.0/10
    link_local,     // 169.254.0.0/16 (cloud metadata among them), fe80::/10
    unique_local,   // fc00::/7 (fd00:ec2::254 among them), fec0::/10
    multicast,      // 224/4, ff00::/8
    broadcast,      // 255.255.255.255
    documentation,  // 192.0.2/24, 198.51.100/24, 203.0.113/24, 2001:db8::/32
    reserved        // everything else that is not reachable through the internet
};

constexpr std::string_view name(address_class c) {
    constexpr std::string_view names[] = {
        "global",       "unspecified", "loopback",  "private",       "carrier NAT", "link-local",
        "unique-local", "multicast",   "broadcast", "documentation", "reserved"};
    return names[static_cast<unsigned char>(c)];
}

namespace detail {

constexpr address_class classify_v4(std::uint8_t a, std::uint8_t b, std::uint8_t c,
                                    std::uint8_t d) {
    if (a == 0) return address_class::unspecified;
    if (a == 127) return address_class::loopback;
    if (a == 10 || (a == 172 && (b & 0xF0) == 16) || (a == 192 && b == 168))
        return address_class::private_use;
    if (a == 100 && (b & 0xC0) == 64) return address_class::carrier_nat;
    if (a == 169 && b == 254) return address_class::link_local;
    if ((a & 0xF0) == 224) return address_class::multicast;
    if (a == 255 && b == 255 && c == 255 && d == 255) return address_class::broadcast;
    if ((a == 192 && b == 0 && c == 2) || (a == 198 && b == 51 && c == 100) ||
        (a == 203 && b == 0 && c == 113)) {
        return address_class::documentation;
    }
    bool const reserved = a >= 240 ||                          // future use
                          (a == 192 && b == 0 && c == 0) ||    // protocol assignments
                          (a == 192 && b == 88 && c == 99) ||  // 6to4 relays
                          (a == 198 && (b & 0xFE) == 18) ||    // benchmarking
                          // a cloud's metadata host in public address space
                          (a == 168 && b == 63 && c == 129 && d == 16);
    return reserved ? address_class::reserved : address_class::global;
}

}  // namespace detail

// The class of an address. An IPv6 address that contains an IPv4 one (mapped, compatible,
// translated, 6to4, NAT64, Teredo, ISATAP) has the class of the IPv4 address, unless the outer form
// itself is not global.
constexpr address_class classify(ip_address const& address) {
    auto const& b = address.bytes;
    if (address.size == 4) return detail::classify_v4(b[0], b[1], b[2], b[3]);
    if (address.size != 16) return address_class::reserved;

    auto const starts_with = [&](auto... wanted) {
        std::uint8_t const prefix[] = {static_cast<std::uint8_t>(wanted)...};
        for (std::size_t i = 0; i < sizeof...(wanted); ++i) {
            if (b[i] != prefix[i]) return false;
        }
        return true;
    };
    auto const inside = [&](std::size_t at) {
        return detail::classify_v4(b[at], b[at + 1], b[at + 2], b[at + 3]);
    };

    if (starts_with(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) {
        if (b[10] == 0xFF && b[11] == 0xFF) return inside(12);  // ::ffff:a.b.c.d, mapped
        if (b[10] == 0 && b[11] == 0) {
            if (b[12] == 0 && b[13] == 0 && b[14] == 0 && b[15] == 0)
                return address_class::unspecified;
            if (b[12] == 0 && b[13] == 0 && b[14] == 0 && b[15] == 1)
                return address_class::loopback;
            auto const compatible = inside(12);  // ::a.b.c.d
            return compatible == address_class::global ? address_class::reserved : compatible;
        }
    }
    // ::ffff:0:a.b.c.d, translated
    if (starts_with(0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0)) return inside(12);
    // 64:ff9b::/96, NAT64
    if (starts_with(0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0)) return inside(12);
    // 64:ff9b:1::/48, local NAT64
    if (starts_with(0, 0x64, 0xFF, 0x9B, 0, 1)) return address_class::reserved;
    if (b[0] == 0xFF) return address_class::multicast;
    if (b[0] == 0xFE && (b[1] & 0xC0) == 0x80) return address_class::link_local;
    // site-local, deprecated
    if (b[0] == 0xFE && (b[1] & 0xC0) == 0xC0) return address_class::unique_local;
    if ((b[0] & 0xFE) == 0xFC) return address_class::unique_local;
    if (starts_with(0x20, 0x02)) return inside(2);  // 2002:a.b.c.d::/48, 6to4
    // Teredo: the client's address is stored inverted
    if (starts_with(0x20, 0x01, 0, 0)) {
        auto const client = detail::classify_v4(
            static_cast<std::uint8_t>(~b[12]), static_cast<std::uint8_t>(~b[13]),
            static_cast<std::uint8_t>(~b[14]), static_cast<std::uint8_t>(~b[15]));
        return client == address_class::global ? address_class::reserved : client;
    }
    if (starts_with(0x20, 0x01, 0x0D, 0xB8) || (starts_with(0x3F, 0xFF) && (b[2] & 0xF0) == 0))
        return address_class::documentation;
    // 2001::/23, protocol assignments
    if (starts_with(0x20, 0x01) && (b[2] & 0xFE) == 0) return address_class::reserved;
    // outside 2000::/3
    if ((b[0] & 0xE0) != 0x20) return address_class::reserved;
    // ISATAP
    if ((b[8] & 0xFD) == 0 && b[9] == 0 && b[10] == 0x5E && b[11] == 0xFE) return inside(12);
    return address_class::global;
}

namespace detail {

constexpr ip_address unmapped(ip_address const& address) {
    constexpr ip_network mapped{{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 16}, 96};
    if (!mapped.contains(address)) return {};
    return ip_address::from(std::span(address.bytes).subspan(12));
}

}  // namespace detail

// Refuses to connect to addresses outside of the public internet: loopback, private, link-local
// (cloud metadata), unique-local, carrier NAT, multicast, reserved, and IPv6 forms that contain
// such an IPv4 address. The transport asks it for the address that is really dialled, after
// resolving, for every attempt and every redirect, so neither spelling nor a changing DNS answer
// gets around it.
//   tl::address_guard guard{.allowed = {tl::parse_network("10.1.0.0/16").value()}};
//   guard.permits(tl::ip_address::v4(10, 1, 2, 3));  // on the list
//   guard.permits(tl::ip_address::v4(10, 2, 2, 3));  // not
struct address_guard {
    // allowed although they are not global; an IPv4 network also allows its mapped IPv6 form
    std::vector<ip_network> allowed{};

    constexpr bool permits(ip_address const& address) const {
        if (classify(address) == address_class::global) return true;
        for (auto const& network : allowed) {
            if (network.contains(address) || network.contains(detail::unmapped(address)))
                return true;
        }
        return false;
    }
};

}  // namespace trotline
#endif
